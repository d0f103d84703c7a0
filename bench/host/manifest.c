/* SPDX-License-Identifier: MIT */
#include "bench/host/manifest.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/host/tree.h"

/* A file of it is as sha256sum writes it, so that anybody can check what is in the folder; a folder has the
   digest of tree_digest. */
static const char heading[] = "# made by manyhands, which replaces and removes nothing else in this folder\n";

const char manifest_name[] = "made-by-manyhands.txt";

static int join(char path[PATH_MAX], const char *folder, const char *name)
{
    return snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX ? 0 : -ENAMETOOLONG;
}

/* Takes in a line, "DIGEST  NAME"; any other is passed over. */
static void read_line(struct manifest *manifest, char *line)
{
    static const size_t digits = DIGEST_SIZE - 1;
    line[strcspn(line, "\n")] = '\0';
    if (strspn(line, "0123456789abcdef") != digits || strncmp(line + digits, "  ", 2) != 0)
        return;
    const char *name = line + digits + 2;
    if (manifest->count == MANIFEST_MOST || !*name || strlen(name) >= MANIFEST_NAME_SIZE)
        return;
    snprintf(manifest->list[manifest->count].digest, DIGEST_SIZE, "%.*s", (int)digits, line);
    snprintf(manifest->list[manifest->count].name, MANIFEST_NAME_SIZE, "%s", name);
    manifest->count++;
}

int manifest_read(struct manifest *manifest, const char *folder)
{
    char path[PATH_MAX];
    char line[256];
    struct stat there;
    manifest->count = 0;
    int err = join(path, folder, manifest_name);
    if (err || lstat(path, &there))
        return err ? err : errno == ENOENT ? 0 : -errno;
    if (!S_ISREG(there.st_mode))
        return -EEXIST;
    FILE *file = fopen(path, "r");
    if (!file)
        return -errno;
    if (!fgets(line, sizeof line, file) || strcmp(line, heading) != 0)
        err = -EEXIST;
    while (!err && fgets(line, sizeof line, file))
        read_line(manifest, line);
    fclose(file);
    return err;
}

/* The digest of what is at `path`. Returns 0 or a negative errno: -EEXIST for neither a file nor a folder. */
static int digest_of(char out[DIGEST_SIZE], const char *path)
{
    struct stat there;
    if (lstat(path, &there))
        return -errno;
    if (S_ISREG(there.st_mode))
        return tree_digest_file(out, path);
    return S_ISDIR(there.st_mode) ? tree_digest(out, path) : -EEXIST;
}

/* Returns manifest->count for what is not on it. */
static size_t find(const struct manifest *manifest, const char *name)
{
    size_t i = 0;
    while (i < manifest->count && strcmp(manifest->list[i].name, name) != 0)
        i++;
    return i;
}

bool manifest_permits(const struct manifest *manifest, const char *folder, const char *name)
{
    char path[PATH_MAX];
    char digest[DIGEST_SIZE];
    if (join(path, folder, name))
        return false;
    int err = digest_of(digest, path);
    size_t i = find(manifest, name);
    return err == -ENOENT || (!err && i < manifest->count && strcmp(digest, manifest->list[i].digest) == 0);
}

int manifest_put(struct manifest *manifest, const char *name, const char *path)
{
    size_t i = find(manifest, name);
    if (i == MANIFEST_MOST || strlen(name) >= MANIFEST_NAME_SIZE)
        return -ENAMETOOLONG;
    int err = digest_of(manifest->list[i].digest, path);
    if (err)
        return err;
    snprintf(manifest->list[i].name, MANIFEST_NAME_SIZE, "%s", name);
    manifest->count += i == manifest->count;
    return 0;
}

void manifest_drop(struct manifest *manifest, const char *name)
{
    size_t i = find(manifest, name);
    if (i < manifest->count)
        manifest->list[i] = manifest->list[--manifest->count];
}

int manifest_write(const struct manifest *manifest, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return -errno;
    fputs(heading, file);
    for (size_t i = 0; i < manifest->count; i++)
        fprintf(file, "%s  %s\n", manifest->list[i].digest, manifest->list[i].name);
    int err = ferror(file) ? -EIO : 0;
    return fclose(file) && !err ? -errno : err;
}
