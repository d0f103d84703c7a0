/* SPDX-License-Identifier: MIT */
#include "bench/measure/attempt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/host/process.h"
#include "bench/measure/work_log.h"

static const int sample_every_ms = 5;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void sample(const struct process *process, struct memory_sample *peak)
{
    struct memory_sample now;
    memory_sample(process->pid, &now);
    peak->pss_bytes = larger(peak->pss_bytes, now.pss_bytes);
    peak->processes = larger(peak->processes, now.processes);
    peak->threads = larger(peak->threads, now.threads);
}

/* Waits for the end, looking at the memory meanwhile: how long a look takes depends on how many processes
   there are. Returns as process_wait. */
static int wait_sampling(struct process *process, int timeout_ms, struct memory_sample *peak)
{
    uint64_t deadline_ns = span_now_ns() + (uint64_t)timeout_ms * 1000000;
    int ended = 0;
    while (ended == 0 && span_now_ns() < deadline_ns) {
        sample(process, peak);
        ended = process_wait(process, sample_every_ms);
    }
    return ended;
}

int untimed_run(struct untimed_run *run, const struct command *command, const struct workspace *workspace,
                int timeout_ms, bool sampled, struct failure *why)
{
    char log[WORKSPACE_PATH_SIZE];
    struct process process = {0};
    struct work_log said;
    *run = (struct untimed_run){0};
    workspace_path(log, workspace, "untimed.log");
    int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    uint64_t start = span_now_ns();
    int err = fd < 0 ? -errno : process_start(&process, command->argv, fd, fd);
    close(fd);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_START, command->argv[0], strerror(-err));
    int ended =
        sampled ? wait_sampling(&process, timeout_ms, &run->peak) : process_wait(&process, timeout_ms);
    run->wall_s = (double)(span_now_ns() - start) / 1e9;
    run->succeeded = process_succeeded(&process);
    run->context_switches = process.usage.ru_nvcsw + process.usage.ru_nivcsw;
    process_end(&process);
    work_log_read(&said, log, command_is_ours(command));
    run->rows = said.rows;
    run->bytes = said.bytes;
    run->retries = said.retries;
    if (ended == 0)
        snprintf(run->complaint, sizeof run->complaint, "%s", message(MESSAGE_TIMED_OUT));
    else if (!run->succeeded)
        snprintf(run->complaint, sizeof run->complaint, "%s", said.complaint);
    return ended < 0 ? fail(why, ended, MESSAGE_TEXT, strerror(-ended)) : 0;
}
