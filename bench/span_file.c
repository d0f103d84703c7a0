/* SPDX-License-Identifier: MIT */
#include "bench/span_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

static const double seconds_per_ns = 1e-9;

#define MOST_CPU (UINT64_MAX / 2) /* ns: more is no time */

/* Reads "TASK,PARENT,", where PARENT may be empty. Returns what follows, or NULL. */
static const char *read_place(const char *line, size_t *task, size_t *parent)
{
    int used = 0;
    if (sscanf(line, "%zu,%n", task, &used) != 1 || used == 0)
        return NULL;
    line += used;
    *parent = SIZE_MAX;
    if (*line == ',')
        return line + 1;
    used = 0;
    return sscanf(line, "%zu,%n", parent, &used) == 1 && used > 0 && *parent < *task ? line + used : NULL;
}

/* Reads the line of task `wanted`. Returns 0 or -EBADMSG. */
static int read_line(const char *line, size_t wanted, struct span_cost *cost)
{
    uint64_t started = 0;
    uint64_t received = 0;
    uint64_t start = 0;
    uint64_t end = 0;
    uint64_t cpu = 0;
    size_t task = 0;
    line = read_place(line, &task, &cost->parent);
    if (!line || task != wanted ||
        sscanf(line, "%*u,%*d,%*d,%*u,%" SCNu64 ",%*u,%*u,%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64,
               &started, &received, &start, &end, &cpu) != 5 ||
        received < started || end < start || cpu > MOST_CPU)
        return -EBADMSG;
    uint64_t before = cpu > end - start ? cpu - (end - start) : 0; /* it was received */
    uint64_t latency = received - started;
    cost->latency_s = (double)(latency > before ? latency - before : 0) * seconds_per_ns;
    cost->compute_s = (double)cpu * seconds_per_ns;
    return 0;
}

static int read_lines(FILE *file, struct span_cost **out, size_t *count)
{
    char line[512];
    size_t capacity = 0;
    if (!fgets(line, sizeof line, file)) /* the header */
        return -EBADMSG;
    for (*count = 0; fgets(line, sizeof line, file); ++*count) {
        if (*count == capacity) {
            capacity = capacity ? 2 * capacity : 64;
            struct span_cost *wider = realloc(*out, capacity * sizeof *wider);
            if (!wider)
                return -ENOMEM;
            *out = wider;
        }
        int err = read_line(line, *count, &(*out)[*count]);
        if (err)
            return err;
    }
    return 0;
}

int span_file_read(const char *path, struct span_cost **out, size_t *count)
{
    FILE *file = fopen(path, "r");
    *out = NULL;
    if (!file)
        return -errno;
    int err = read_lines(file, out, count);
    fclose(file);
    if (err) {
        free(*out);
        *out = NULL;
    }
    return err;
}

int span_file_append(FILE *to, const char *path, const char *model, int with_header)
{
    char line[512];
    FILE *from = fopen(path, "r");
    if (!from)
        return -errno;
    for (int first = 1; fgets(line, sizeof line, from); first = 0) {
        if (!first)
            fprintf(to, "%s,%s", model, line);
        else if (with_header)
            fprintf(to, "model,%s", line);
    }
    fclose(from);
    return ferror(to) ? -EIO : 0;
}
