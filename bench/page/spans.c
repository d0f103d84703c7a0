/* SPDX-License-Identifier: MIT */
/* spans.csv as the report carries it: small numbers, since there may be a hundred thousand spans. As JSON,
   {"traces": [{"model": I, "rows": [...]}]}, where I counts comparison->contenders from 0, and a row is 16
   integers: task, how far before it the task that added it is (0: none), attempt, outcome, slot, pid and tid
   less those of the row before, and in microseconds: queued (from the first of the model), then from the one
   before it: started, connected, answered, first byte, received, parsing, parsed; and the CPU time. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "bench/page/part.h"

struct row {
    size_t model;
    struct span_row span;
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

static int read_row(struct row *row, const char *line, const struct comparison *comparison)
{
    row->model = find_model(comparison, line);
    line += strcspn(line, ",");
    if (row->model == comparison->count || *line != ',')
        return -EBADMSG;
    return span_row_read(&row->span, line + 1);
}

typedef void (*visitor)(const struct row *row, void *data);

/* Visits every row. Returns 0 or a negative errno. */
static int read_rows(FILE *from, const struct comparison *comparison, visitor visit, void *data)
{
    char line[SPAN_FILE_LINE_SIZE + ENTRANT_LABEL_SIZE];
    struct row row;
    rewind(from);
    if (!fgets(line, sizeof line, from) || strncmp(line, "model,task,parent,attempt,", 26) != 0)
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
    const struct span_row *span = &row->span;
    uint64_t begun = span->queued_ns < span->started_ns ? span->queued_ns : span->started_ns;
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

/* Each in microseconds from the one before. */
static void write_times(FILE *file, const struct span_row *span, uint64_t start)
{
    const uint64_t times[] = {span->queued_ns,      span->started_ns,    span->connected_ns,
                              span->answered_ns,    span->first_byte_ns, span->received_ns,
                              span->parse_start_ns, span->parse_end_ns};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        fprintf(file, ",%" PRId64, since(start, times[i]) - (i ? since(start, times[i - 1]) : 0));
    fprintf(file, ",%" PRIu64, (span->cpu_ns + 500) / 1000);
}

static void write_row(const struct row *row, void *data)
{
    struct writing *writing = data;
    const struct span_row *span = &row->span;
    FILE *file = writing->file;
    if (row->model != writing->model) {
        bool first = writing->model == SIZE_MAX;
        fprintf(file, "%s{\"model\":%zu,\"rows\":[", first ? "" : "]},", row->model);
        *writing = (struct writing){.file = file, .starts = writing->starts, .model = row->model};
    } else {
        fputc(',', file);
    }
    fprintf(file, "%zu,%zu,%u,%d,%u,%" PRId64 ",%" PRId64, span->task,
            span->parent == SIZE_MAX ? 0 : span->task - span->parent, span->attempt, span->outcome,
            span->slot, (int64_t)span->pid - writing->pid, (int64_t)span->tid - writing->tid);
    write_times(file, span, writing->starts[row->model]);
    writing->pid = span->pid;
    writing->tid = span->tid;
}

/* No file, no traces. Returns 0 or a negative errno: -EBADMSG for a line that is no span of these models. */
static int put_traces(FILE *file, const char *path, const struct comparison *comparison)
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

void html_put_spans(struct html_report *report)
{
    char path[PATH_MAX];
    html_path(path, report->folder, report->argument);
    int err = put_traces(report->file, path, &report->comparison);
    if (err)
        report->err = fail(report->why, err, MESSAGE_CANNOT_READ, path);
}
