/* SPDX-License-Identifier: MIT */
#include "core/span.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#include "core/task.h"

struct span_shelf {
    atomic_size_t asked; /* for a place, so far */
    struct span spans[SPAN_LOG_MOST];
};

uint64_t span_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

uint64_t span_cpu_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

int span_log_init(struct span_log *log)
{
    void *memory = mmap(NULL, sizeof *log->shelf, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return -errno;
    log->shelf = memory; /* zero bytes are an atomic 0 */
    return 0;
}

struct span *span_log_add(const struct span_log *log)
{
    size_t place = atomic_fetch_add_explicit(&log->shelf->asked, 1, memory_order_relaxed);
    return place < SPAN_LOG_MOST ? &log->shelf->spans[place] : NULL;
}

size_t span_log_lost(const struct span_log *log)
{
    size_t asked = atomic_load(&log->shelf->asked);
    return asked > SPAN_LOG_MOST ? asked - SPAN_LOG_MOST : 0;
}

void span_begin(struct span *span)
{
    span->started_ns = span_now_ns();
    span->cpu_ns = span_cpu_ns();
}

void span_end(struct span *span, int error)
{
    span->outcome = -error;
    span->parse_end_ns = span_now_ns();
    span->cpu_ns = span_cpu_ns() - span->cpu_ns;
    if (!span->received_ns)
        span->connected_ns = span->first_byte_ns = span->received_ns = span->parse_start_ns =
            span->started_ns;
}

void span_pause(struct span *span)
{
    if (span)
        span->cpu_ns = span_cpu_ns() - span->cpu_ns;
}

void span_resume(struct span *span)
{
    if (span)
        span->cpu_ns = span_cpu_ns() - span->cpu_ns; /* as if it had begun so much before */
}

/* By task, then in the order they began. */
static int compare(const void *left, const void *right)
{
    const struct span *const *a = left;
    const struct span *const *b = right;
    if ((*a)->task != (*b)->task)
        return (*a)->task < (*b)->task ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

/* When `task` was done: the end of its last attempt among `count` sorted spans. Returns 0 when there is none.
 */
static uint64_t end_of(struct span *const *sorted, size_t count, size_t task)
{
    size_t low = 0; /* the first of a later task */
    for (size_t high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle]->task <= task)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && sorted[low - 1]->task == task ? sorted[low - 1]->parse_end_ns : 0;
}

static void write_line(const struct span *span, size_t attempt, uint64_t queued_ns, FILE *file)
{
    fprintf(file, "%zu,", span->task);
    if (span->parent != TASK_NO_PARENT)
        fprintf(file, "%zu", span->parent);
    fprintf(file,
            ",%zu,%u,%d,%d,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64
            ",%" PRIu64 ",%d,",
            attempt, span->slot, span->pid, span->tid, queued_ns, span->started_ns, span->connected_ns,
            span->first_byte_ns, span->received_ns, span->parse_start_ns, span->parse_end_ns, span->cpu_ns,
            span->outcome);
    if (span->answered_ns)
        fprintf(file, "%" PRIu64, span->answered_ns);
    fputc('\n', file);
}

static void write_lines(struct span *const *sorted, size_t count, FILE *file)
{
    size_t attempt = 0;
    for (size_t i = 0; i < count; i++) {
        const struct span *span = sorted[i];
        uint64_t queued_ns = span->queued_ns;
        attempt = i > 0 && sorted[i - 1]->task == span->task ? attempt + 1 : 1;
        if (!span->parse_end_ns)
            continue;
        if (attempt == 1 && span->parent != TASK_NO_PARENT) {
            uint64_t added_ns = end_of(sorted, count, span->parent);
            queued_ns = added_ns > queued_ns && added_ns < span->started_ns ? added_ns : queued_ns;
        }
        write_line(span, attempt, queued_ns, file);
    }
}

/* How many places are taken. */
static size_t count_of(const struct span_log *log)
{
    return atomic_load(&log->shelf->asked) - span_log_lost(log);
}

int span_log_write(const struct span_log *log, FILE *file)
{
    size_t count = count_of(log);
    struct span **sorted = malloc((count + 1) * sizeof(*sorted));
    if (!sorted)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &log->shelf->spans[i];
    qsort(sorted, count, sizeof(*sorted), compare);
    fputs("task,parent,attempt,slot,pid,tid,queued_ns,started_ns,connected_ns,first_byte_ns,received_ns,"
          "parse_start_ns,parse_end_ns,cpu_ns,outcome,answered_ns\n",
          file);
    write_lines(sorted, count, file);
    free(sorted);
    return ferror(file) ? -EIO : 0;
}

void span_log_release(struct span_log *log)
{
    if (log->shelf)
        munmap(log->shelf, sizeof *log->shelf);
    *log = (struct span_log){0};
}
