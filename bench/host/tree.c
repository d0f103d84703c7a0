/* SPDX-License-Identifier: MIT */
#include "bench/host/tree.h"

#include <errno.h>
#include <fts.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stats/random.h"

enum { FILES_A_FOLDER = 50, TREE_PATH_SIZE = 4096 };

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static FTS *open_tree(const char *folder)
{
    char *const roots[] = {(char *)folder, NULL};
    return fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
}

static void add_text(struct sha256_ctx *context, const char *text)
{
    sha256_update(context, strlen(text) + 1, (const uint8_t *)text); /* the NUL keeps them apart */
}

static int add_bytes(struct sha256_ctx *context, const char *path)
{
    uint8_t bytes[65536];
    FILE *file = fopen(path, "rb");
    if (!file)
        return -errno;
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        sha256_update(context, n, bytes);
    int err = ferror(file) ? -EIO : 0;
    fclose(file);
    return err;
}

static int add_link(struct sha256_ctx *context, const char *path)
{
    char target[TREE_PATH_SIZE] = "";
    if (readlink(path, target, sizeof target - 1) < 0)
        return -errno;
    add_text(context, target);
    return 0;
}

/* `length`: of the root's own path, which does not count. */
static int add_entry(struct sha256_ctx *context, const FTSENT *entry, size_t length)
{
    char facts[64];
    const struct stat *there = entry->fts_statp;
    if (entry->fts_info == FTS_ERR || entry->fts_info == FTS_DNR || entry->fts_info == FTS_NS)
        return entry->fts_errno ? -entry->fts_errno : -EIO;
    if (entry->fts_info == FTS_DP)
        return 0;
    bool sized = S_ISREG(there->st_mode);
    (void)snprintf(facts, sizeof facts, "%o %lld", (unsigned)there->st_mode,
                   sized ? (long long)there->st_size : 0LL);
    add_text(context, entry->fts_path + length);
    add_text(context, facts);
    if (S_ISLNK(there->st_mode))
        return add_link(context, entry->fts_path);
    return sized ? add_bytes(context, entry->fts_path) : 0;
}

static void finish(struct sha256_ctx *context, char out[DIGEST_SIZE])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof digest, digest);
    base16_encode_update(out, sizeof digest, digest);
    out[DIGEST_SIZE - 1] = '\0';
}

int tree_digest_file(char out[DIGEST_SIZE], const char *path)
{
    struct sha256_ctx context;
    sha256_init(&context);
    int err = add_bytes(&context, path);
    if (!err)
        finish(&context, out);
    return err;
}

int tree_digest(char out[DIGEST_SIZE], const char *folder)
{
    struct sha256_ctx context;
    const FTSENT *entry;
    int err = 0;
    FTS *tree = open_tree(folder);
    if (!tree)
        return -errno;
    sha256_init(&context);
    while (!err && (entry = fts_read(tree)))
        err = add_entry(&context, entry, strlen(folder));
    fts_close(tree);
    finish(&context, out);
    return err;
}

static int remove_entry(const FTSENT *entry)
{
    if (entry->fts_info == FTS_NS && entry->fts_errno == ENOENT)
        return 0;
    if (entry->fts_info == FTS_D)
        return chmod(entry->fts_path, 0700) ? -errno : 0; /* so that it can be emptied */
    int failed = entry->fts_info == FTS_DP ? rmdir(entry->fts_path) : unlink(entry->fts_path);
    return failed ? -errno : 0;
}

int tree_remove(const char *folder)
{
    const FTSENT *entry;
    int err = 0;
    FTS *tree = open_tree(folder);
    if (!tree)
        return -errno;
    while ((entry = fts_read(tree))) {
        int failed = remove_entry(entry);
        err = err ? err : failed;
    }
    fts_close(tree);
    return err;
}

static int make_file(const char *path, size_t bytes, struct random *random)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return -errno;
    for (size_t left = bytes; left > 0;) {
        uint64_t number = random_next(random);
        size_t n = left < sizeof number ? left : sizeof number;
        (void)fwrite(&number, 1, n, file);
        left -= n;
    }
    int err = ferror(file) ? -EIO : 0;
    return fclose(file) && !err ? -errno : err;
}

int tree_make(const char *folder, size_t files, size_t bytes, uint64_t seed)
{
    char path[TREE_PATH_SIZE];
    struct random random;
    random_seed(&random, seed);
    int err = mkdir(folder, 0755) ? -errno : 0;
    for (size_t i = 0; i < files && !err; i++) {
        (void)snprintf(path, sizeof path, "%.3900s/%03zu", folder, i / FILES_A_FOLDER);
        if (i % FILES_A_FOLDER == 0 && mkdir(path, 0755))
            return -errno;
        (void)snprintf(path, sizeof path, "%.3900s/%03zu/%06zu.bin", folder, i / FILES_A_FOLDER, i);
        err = make_file(path, bytes, &random);
    }
    return err;
}

bool tree_line(char *rest, size_t size, const char *path, const char *key)
{
    char line[4096];
    bool found = false;
    rest[0] = '\0';
    FILE *file = fopen(path, "r");
    while (file && !found && fgets(line, sizeof line, file)) {
        const char *at = line + strspn(line, " ");
        found = strncmp(at, key, strlen(key)) == 0;
        line[strcspn(line, "\n")] = '\0';
        if (found)
            (void)snprintf(rest, size, "%s", at + strlen(key));
    }
    if (file)
        fclose(file);
    return found;
}
