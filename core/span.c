/* SPDX-License-Identifier: MIT */
#include "core/span.h"

#include <errno.h>
#include <inttypes.h>
#include <sys/mman.h>
#include <time.h>

#include "core/task.h"

uint64_t span_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

int span_log_init(struct span_log *log)
{
    void *memory = mmap(NULL, SPAN_LOG_MOST * sizeof *log->spans, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return -errno;
    log->spans = memory;
    log->count = SPAN_LOG_MOST;
    return 0;
}

struct span *span_log_at(const struct span_log *log, size_t index)
{
    return index < log->count ? &log->spans[index] : NULL;
}

uint64_t span_cpu_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

void span_begin(struct span *span)
{
    span->started_ns = span_now_ns();
    span->cpu_ns = span_cpu_ns();
}

void span_end(struct span *span)
{
    span->parse_end_ns = span_now_ns();
    span->cpu_ns = span_cpu_ns() - span->cpu_ns;
    if (!span->received_ns)
        span->connected_ns = span->first_byte_ns = span->received_ns = span->parse_start_ns =
            span->started_ns;
}

int span_log_write(const struct span_log *log, size_t count, FILE *file)
{
    fputs(
        "task,parent,slot,pid,tid,queued_ns,started_ns,connected_ns,first_byte_ns,received_ns,parse_start_ns,"
        "parse_end_ns,cpu_ns\n",
        file);
    for (size_t i = 0; i < count && i < log->count; i++) {
        const struct span *span = &log->spans[i];
        if (!span->received_ns)
            continue;
        fprintf(file, "%zu,", i);
        if (span->parent != TASK_NO_PARENT)
            fprintf(file, "%zu", span->parent);
        fprintf(file,
                ",%u,%d,%d,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64
                ",%" PRIu64 "\n",
                span->slot, span->pid, span->tid, span->queued_ns, span->started_ns, span->connected_ns,
                span->first_byte_ns, span->received_ns, span->parse_start_ns, span->parse_end_ns,
                span->cpu_ns);
    }
    return ferror(file) ? -EIO : 0;
}

void span_log_release(struct span_log *log)
{
    if (log->spans)
        munmap(log->spans, log->count * sizeof *log->spans);
    *log = (struct span_log){0};
}
