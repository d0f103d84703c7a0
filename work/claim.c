/* SPDX-License-Identifier: MIT */
#include "work/claim.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/csv.h"
#include "core/job.h"
#include "workloads/registry.h"

/* Whether the file begins with `head`. */
static bool begins_with(const char *path, const struct buffer *head)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char *start = malloc(head->size);
    bool equal = start && fread(start, 1, head->size, file) == head->size &&
                 memcmp(start, head->data, head->size) == 0;
    free(start);
    fclose(file);
    return equal;
}

bool claim_is_ours(const char *path, const char *const *columns, size_t count)
{
    struct buffer head;
    struct stat there;
    if (lstat(path, &there) || !S_ISREG(there.st_mode))
        return false;
    buffer_init(&head);
    bool ours = csv_append_row(&head, columns, count) == 0 && begins_with(path, &head);
    buffer_release(&head);
    return ours;
}

static bool is_rows(const char *path)
{
    for (const struct workload *const *workload = workloads; *workload; workload++) {
        if (claim_is_ours(path, (*workload)->columns, (*workload)->column_count))
            return true;
    }
    return false;
}

static bool is_failures(const char *path)
{
    return claim_is_ours(path, job_failure_columns, JOB_FAILURE_COLUMNS);
}

/* Of a name where only an earlier run's file, or an empty one, may be replaced. Returns 0 or a negative
 * errno. */
static int check_earlier(const char *path, bool (*is_ours)(const char *path))
{
    struct stat there;
    if (!path)
        return 0;
    if (lstat(path, &there))
        return errno == ENOENT ? 0 : -errno;
    if (S_ISDIR(there.st_mode))
        return -EISDIR;
    bool empty = S_ISREG(there.st_mode) && there.st_size == 0;
    return empty || is_ours(path) ? 0 : -EEXIST;
}

/* Whether a file can be made, or written, there; a device or a pipe can be. Returns 0 or a negative errno. */
static int check_writable(const char *path)
{
    struct stat there;
    if (!path)
        return 0;
    if (!*path)
        return -ENOENT;
    if (stat(path, &there) == 0)
        return S_ISDIR(there.st_mode) ? -EISDIR : access(path, W_OK) ? -errno : 0;
    char *copy = strdup(path);
    int err = !copy ? -ENOMEM : access(dirname(copy), W_OK | X_OK) ? -errno : 0;
    free(copy);
    return err;
}

static bool is_same(const char *a, const char *b)
{
    struct stat one;
    struct stat other;
    if (!a || !b)
        return false;
    return strcmp(a, b) == 0 || (stat(a, &one) == 0 && stat(b, &other) == 0 && S_ISREG(one.st_mode) &&
                                 one.st_dev == other.st_dev && one.st_ino == other.st_ino);
}

int claim_check(const struct options *options, const struct place *place, char **subject)
{
    const char *spans = options->spans;
    const char *failures = options->failures;
    char *partial = NULL;
    if (asprintf(&partial, "%s.partial", place->rows) < 0)
        return -ENOMEM;
    const char *derived = options->workload->makes_files ? place->rows : NULL;
    const struct {
        const char *path;
        int err;
    } found[] = {{partial, check_earlier(partial, is_rows)},
                 {derived, check_earlier(derived, is_rows)},
                 {spans, check_writable(spans)},
                 {failures, check_writable(failures)},
                 {failures, check_earlier(failures, is_failures)},
                 {spans, is_same(spans, place->rows) || is_same(spans, failures) ? -EEXIST : 0},
                 {failures, is_same(failures, place->rows) ? -EEXIST : 0}};
    int err = 0;
    for (size_t i = 0; i < sizeof found / sizeof *found && !err; i++) {
        err = found[i].err;
        *subject = err ? strdup(found[i].path) : NULL;
    }
    free(partial);
    return err;
}
