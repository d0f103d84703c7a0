/* SPDX-License-Identifier: MIT */
#include "bench/measure/span_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>

#include "core/buffer.h"

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

/* Reads the end of a line, behind the outcome: ",ANSWERED", which may be empty, or, as it was written once,
   nothing. Returns whether it is that. */
static bool read_answered(const char *rest, struct span_row *row)
{
    int used = 0;
    row->answered_ns = row->first_byte_ns;
    if (*rest == ',' && rest[1] >= '0' && rest[1] <= '9') {
        (void)sscanf(rest, ",%" SCNu64 "%n", &row->answered_ns, &used);
        rest += used;
    } else if (*rest == ',') {
        rest++;
    }
    return (*rest == '\n' || *rest == '\0') && row->answered_ns >= row->connected_ns &&
           row->answered_ns <= row->first_byte_ns;
}

int span_row_read(struct span_row *row, const char *line)
{
    int used = 0;
    line = read_place(line, row);
    if (!line || sscanf(line,
                        "%u,%u,%d,%d,%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64 ",%" SCNu64
                        ",%" SCNu64 ",%" SCNu64 ",%d%n",
                        &row->attempt, &row->slot, &row->pid, &row->tid, &row->queued_ns, &row->started_ns,
                        &row->connected_ns, &row->first_byte_ns, &row->received_ns, &row->parse_start_ns,
                        &row->parse_end_ns, &row->cpu_ns, &row->outcome, &used) != 13)
        return -EBADMSG;
    bool fits = row->attempt > 0 && is_in_order(row) && row->cpu_ns <= MOST_NS;
    return fits && read_answered(line + used, row) ? 0 : -EBADMSG;
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

/* Appends the costs of the tasks to `costs`. */
static int read_lines(FILE *file, struct buffer *costs)
{
    char line[SPAN_FILE_LINE_SIZE];
    size_t count = 0;
    unsigned attempt = 0;                                    /* the last one of the last task */
    uint64_t first_ns = 0;                                   /* when its first one began */
    int err = fgets(line, sizeof line, file) ? 0 : -EBADMSG; /* the header */
    while (!err && fgets(line, sizeof line, file)) {
        struct span_row row;
        if (span_row_read(&row, line))
            return -EBADMSG;
        bool again = count > 0 && row.task == count - 1 && row.attempt > attempt;
        if (!again && row.task != count)
            return -EBADMSG;
        struct span_cost cost = cost_of(&row);
        first_ns = again ? first_ns : row.started_ns;
        cost.retried_s = (double)(row.started_ns - first_ns) * seconds_per_ns;
        attempt = row.attempt;
        count += !again;
        costs->size -= again ? sizeof cost : 0; /* it replaces that of the attempt before */
        err = buffer_append(costs, &cost, sizeof cost);
    }
    return err;
}

int span_file_read(const char *path, struct span_cost **out, size_t *count)
{
    struct buffer costs;
    FILE *file = fopen(path, "r");
    *out = NULL;
    if (!file)
        return -errno;
    buffer_init(&costs);
    int err = read_lines(file, &costs);
    fclose(file);
    if (err) {
        buffer_release(&costs);
        return err;
    }
    *out = (struct span_cost *)(void *)costs.data;
    *count = costs.size / sizeof **out;
    return 0;
}

int span_file_extent(const char *path, struct span_extent *out)
{
    char line[SPAN_FILE_LINE_SIZE];
    FILE *file = fopen(path, "r");
    if (!file)
        return -errno;
    *out = (struct span_extent){.first_ns = UINT64_MAX};
    int err = fgets(line, sizeof line, file) ? 0 : -EBADMSG; /* the header */
    while (!err && fgets(line, sizeof line, file)) {
        struct span_row row;
        err = span_row_read(&row, line);
        out->first_ns = !err && row.started_ns < out->first_ns ? row.started_ns : out->first_ns;
        out->last_ns = !err && row.parse_end_ns > out->last_ns ? row.parse_end_ns : out->last_ns;
    }
    fclose(file);
    return err || out->last_ns ? err : -EBADMSG;
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
