/* SPDX-License-Identifier: MIT */
#include "bench/html_spans.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

enum { QUEUED, STARTED, RECEIVED = 4, PARSE_START, PARSE_END, TIMES };

struct row {
    size_t model;
    uint64_t task, parent; /* UINT64_MAX: none */
    unsigned slot;
    int pid, tid;
    uint64_t times[TIMES]; /* as core/span.h has them */
    uint64_t cpu_ns;
};

/* The contender of the name that `line` begins with, or comparison->count. */
static size_t find_model(const struct comparison *comparison, const char *line)
{
    size_t length = strcspn(line, ",");
    size_t i = 0;
    while (i < comparison->count && (strlen(comparison->contenders[i].entrant.label) != length ||
                                     memcmp(comparison->contenders[i].entrant.label, line, length) != 0))
        i++;
    return i;
}

/* Whether a trace can be drawn of it. */
static bool is_sound(const struct row *row)
{
    static const uint64_t most = INT64_MAX; /* what follows subtracts */
    for (int i = 0; i < TIMES; i++) {
        if (row->times[i] > most)
            return false;
    }
    return row->times[RECEIVED] >= row->times[STARTED] && row->times[PARSE_END] >= row->times[PARSE_START] &&
           row->cpu_ns <= most && row->task <= most && (row->parent == UINT64_MAX || row->parent < row->task);
}

static int read_row(struct row *row, const char *line, const struct comparison *comparison)
{
    int used = 0;
    row->model = find_model(comparison, line);
    row->parent = UINT64_MAX;
    line += strcspn(line, ",");
    if (row->model == comparison->count || sscanf(line, ",%" SCNu64 ",%n", &row->task, &used) != 1 || !used)
        return -EBADMSG;
    line += used;
    used = 0;
    if (*line != ',' && (sscanf(line, "%" SCNu64 "%n", &row->parent, &used) != 1 || !used))
        return -EBADMSG;
    line += used;
    if (sscanf(line,
               ",%u,%d,%d,%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64
               ",%" SCNu64,
               &row->slot, &row->pid, &row->tid, &row->times[0], &row->times[1], &row->times[2],
               &row->times[3], &row->times[4], &row->times[5], &row->times[6], &row->cpu_ns) != 11)
        return -EBADMSG;
    return is_sound(row) ? 0 : -EBADMSG;
}

typedef void (*visitor)(const struct row *row, void *data);

/* Visits every row. Returns 0 or a negative errno. */
static int read_rows(FILE *from, const struct comparison *comparison, visitor visit, void *data)
{
    char line[512];
    struct row row;
    rewind(from);
    if (!fgets(line, sizeof line, from) || strncmp(line, "model,task,parent,", 18) != 0)
        return -EBADMSG;
    while (fgets(line, sizeof line, from)) {
        int err = read_row(&row, line, comparison);
        if (err)
            return err;
        visit(&row, data);
    }
    return ferror(from) ? -EIO : 0;
}

/* Finds the first instant of each model. */
static void find_start(const struct row *row, void *data)
{
    uint64_t *starts = data;
    uint64_t begun = row->times[row->times[QUEUED] < row->times[STARTED] ? QUEUED : STARTED];
    if (!starts[row->model] || begun < starts[row->model])
        starts[row->model] = begun;
}

struct writing {
    FILE *file;
    const uint64_t *starts;
    size_t model; /* of the row before */
    int pid, tid; /* likewise */
};

/* In microseconds from the start of the model. */
static int64_t since(uint64_t start, uint64_t time)
{
    return ((int64_t)time - (int64_t)start + 500) / 1000;
}

static void write_row(const struct row *row, void *data)
{
    struct writing *writing = data;
    FILE *file = writing->file;
    uint64_t start = writing->starts[row->model];
    if (row->model != writing->model) {
        bool first = writing->model == SIZE_MAX;
        fprintf(file, "%s{\"model\":%zu,\"rows\":[", first ? "" : "]},", row->model);
        *writing = (struct writing){.file = file, .starts = writing->starts, .model = row->model};
    } else {
        fputc(',', file);
    }
    fprintf(file, "%" PRIu64 ",%" PRIu64 ",%u,%" PRId64 ",%" PRId64 ",%" PRId64, row->task,
            row->parent == UINT64_MAX ? 0 : row->task - row->parent, row->slot,
            (int64_t)row->pid - writing->pid, (int64_t)row->tid - writing->tid,
            since(start, row->times[QUEUED]));
    for (int i = STARTED; i < TIMES; i++)
        fprintf(file, ",%" PRId64, since(start, row->times[i]) - since(start, row->times[i - 1]));
    fprintf(file, ",%" PRIu64, (row->cpu_ns + 500) / 1000);
    writing->pid = row->pid;
    writing->tid = row->tid;
}

int html_spans(FILE *file, const char *path, const struct comparison *comparison)
{
    uint64_t starts[OPTIONS_MOST_MODELS] = {0};
    struct writing writing = {.file = file, .starts = starts, .model = SIZE_MAX};
    int err = 0;
    fputs("{\"traces\":[", file);
    FILE *from = fopen(path, "r");
    if (!from && errno != ENOENT)
        return -errno;
    if (from) {
        err = read_rows(from, comparison, find_start, starts);
        if (!err)
            err = read_rows(from, comparison, write_row, &writing);
        fclose(from);
    }
    fputs(writing.model == SIZE_MAX ? "]}" : "]}]}", file);
    return err;
}
