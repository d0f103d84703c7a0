/* SPDX-License-Identifier: MIT */
#include "bench/measure/span_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

static const double seconds_per_ns = 1e-9;

#define MOST_NS (UINT64_MAX / 2) /* more is no time */

/* Reads "TASK,PARENT,", where PARENT may be empty. Returns what follows, or NULL. */
static const char *read_place(const char *line, struct span_row *row)
{
    int used = 0;
    if (sscanf(line, "%zu,%n", &row->task, &used) != 1 || used == 0)
        return NULL;
    line += used;
    row->parent = SIZE_MAX;
    if (*line == ',')
        return line + 1;
    used = 0;
    return sscanf(line, "%zu,%n", &row->parent, &used) == 1 && used > 0 && row->parent < row->task
               ? line + used
               : NULL;
}

static bool is_in_order(const struct span_row *row)
{
    const uint64_t times[] = {row->queued_ns,   row->started_ns,     row->connected_ns, row->first_byte_ns,
                              row->received_ns, row->parse_start_ns, row->parse_end_ns, MOST_NS};
    for (size_t i = 1; i < sizeof times / sizeof *times; i++) {
        if (times[i] < times[i - 1])
            return false;
    }
    return true;
}

int span_row_read(struct span_row *row, const char *line)
{
    line = read_place(line, row);
    if (!line || sscanf(line,
                        "%u,%u,%d,%d,%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64
                        ",%" SCNu64 ",%" SCNu64 ",%d",
                        &row->attempt, &row->slot, &row->pid, &row->tid, &row->queued_ns, &row->started_ns,
                        &row->connected_ns, &row->first_byte_ns, &row->received_ns, &row->parse_start_ns,
                        &row->parse_end_ns, &row->cpu_ns, &row->outcome) != 13)
        return -EBADMSG;
    return row->attempt > 0 && is_in_order(row) && row->cpu_ns <= MOST_NS ? 0 : -EBADMSG;
}

static struct span_cost cost_of(const struct span_row *row)
{
    uint64_t parsing = row->parse_end_ns - row->parse_start_ns;
    uint64_t before = row->cpu_ns > parsing ? row->cpu_ns - parsing : 0; /* it was received */
    uint64_t latency = row->received_ns - row->started_ns;
    return (struct span_cost){.parent = row->parent,
                              .latency_s = (double)(latency > before ? latency - before : 0) * seconds_per_ns,
                              .compute_s = (double)row->cpu_ns * seconds_per_ns};
}

/* Makes room for one more behind `count` of them. Returns 0 or -ENOMEM. */
static int grow(struct span_cost **costs, size_t count, size_t *capacity)
{
    if (count < *capacity)
        return 0;
    *capacity = *capacity ? 2 * *capacity : 64;
    struct span_cost *wider = realloc(*costs, *capacity * sizeof *wider);
    if (!wider)
        return -ENOMEM;
    *costs = wider;
    return 0;
}

static int read_lines(FILE *file, struct span_cost **out, size_t *count)
{
    char line[SPAN_FILE_LINE_SIZE];
    size_t capacity = 0;
    unsigned attempt = 0; /* the last one of the last task */
    *count = 0;
    if (!fgets(line, sizeof line, file)) /* the header */
        return -EBADMSG;
    while (fgets(line, sizeof line, file)) {
        struct span_row row;
        if (span_row_read(&row, line))
            return -EBADMSG;
        bool again = *count > 0 && row.task == *count - 1 && row.attempt > attempt;
        if (!again && row.task != *count)
            return -EBADMSG;
        attempt = row.attempt;
        *count += !again;
        if (grow(out, *count - 1, &capacity))
            return -ENOMEM;
        (*out)[*count - 1] = cost_of(&row);
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
    char line[SPAN_FILE_LINE_SIZE];
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
