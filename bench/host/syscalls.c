/* SPDX-License-Identifier: MIT */
#include "bench/host/syscalls.h"

#include <errno.h>
#include <jansson.h>

#include "bench/host/process.h"

static const int trial_ms = 5000;

void syscalls_init(struct syscalls *trace, const struct workspace *workspace)
{
    program_path(trace->program, "manyhands-trace");
    workspace_path(trace->file, workspace, "trace.json");
    trace->prefix[0] = trace->program;
    trace->prefix[1] = trace->file;
    trace->prefix[2] = NULL;
}

int syscalls_read(const struct syscalls *trace, struct syscalls_counts *out)
{
    json_t *counts = json_load_file(trace->file, 0, NULL);
    const json_t *syscalls = json_object_get(counts, "syscalls");
    *out = (struct syscalls_counts){
        .syscalls = json_number_value(syscalls),
        .processes = json_number_value(json_object_get(counts, "processes")),
        .threads = json_number_value(json_object_get(counts, "threads")),
    };
    bool whole = json_is_integer(syscalls);
    json_decref(counts);
    return whole ? 0 : -EBADMSG;
}

int syscalls_work(const struct workspace *workspace, bool *out)
{
    struct syscalls trace;
    struct process process;
    struct syscalls_counts counts;
    syscalls_init(&trace, workspace);
    char *argv[] = {trace.program, trace.file, "true", NULL};
    *out = false;
    if (process_start(&process, argv, -1, -1))
        return 0;
    int ended = process_wait(&process, trial_ms);
    bool succeeded = ended == 1 && process_succeeded(&process);
    process_end(&process);
    *out = succeeded && syscalls_read(&trace, &counts) == 0 && counts.syscalls > 0;
    return ended == -EINTR ? -EINTR : 0;
}
