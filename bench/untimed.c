/* SPDX-License-Identifier: MIT */
#include "bench/untimed.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/process.h"
#include "bench/trial.h"

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

/* Waits for the end, looking at the memory meanwhile. Returns as process_wait. */
static int wait_sampling(struct process *process, int timeout_ms, struct memory_sample *peak)
{
    int ended = 0;
    for (int waited = 0; ended == 0 && waited < timeout_ms; waited += sample_every_ms) {
        sample(process, peak);
        ended = process_wait(process, sample_every_ms);
    }
    return ended;
}

static void read_report(struct untimed_run *run, const char *path)
{
    json_t *report = json_load_file(path, JSON_DISABLE_EOF_CHECK, NULL);
    run->rows = (size_t)json_integer_value(json_object_get(report, "rows"));
    run->bytes = (size_t)json_integer_value(json_object_get(report, "bytes"));
    json_decref(report);
}

int untimed_run(struct untimed_run *run, const struct command *command, const struct workspace *workspace,
                int timeout_ms, bool sampled, struct failure *why)
{
    char out[WORKSPACE_PATH_SIZE];
    char log[WORKSPACE_PATH_SIZE];
    struct process process = {0};
    *run = (struct untimed_run){0};
    workspace_path(out, workspace, "untimed.json");
    workspace_path(log, workspace, "untimed.log");
    int out_fd = open(out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int log_fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    uint64_t start = span_now_ns();
    int err = out_fd < 0 || log_fd < 0 ? -errno : process_start(&process, command->argv, out_fd, log_fd);
    close(out_fd);
    close(log_fd);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_START, command->argv[0], strerror(-err));
    int ended =
        sampled ? wait_sampling(&process, timeout_ms, &run->peak) : process_wait(&process, timeout_ms);
    run->wall_s = (double)(span_now_ns() - start) / 1e9;
    run->succeeded = process_succeeded(&process);
    run->context_switches = process.usage.ru_nvcsw + process.usage.ru_nivcsw;
    process_end(&process);
    if (ended == 0)
        snprintf(run->complaint, sizeof run->complaint, "%s", message(MESSAGE_TIMED_OUT));
    else if (!run->succeeded)
        trial_last_line(run->complaint, sizeof run->complaint, log);
    read_report(run, out);
    return ended < 0 ? fail(why, ended, MESSAGE_TEXT, strerror(-ended)) : 0;
}
