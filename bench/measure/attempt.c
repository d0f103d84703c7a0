/* SPDX-License-Identifier: MIT */
#include "bench/measure/attempt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/options/scenario.h"
#include "bench/words/json.h"

static const int sample_every_ms = 5;

static double seconds_since(uint64_t start_ns)
{
    return (double)(span_now_ns() - start_ns) / 1e9;
}

static void read_report(struct attempt *attempt, const char *line)
{
    json_t *report = json_loads(line, 0, NULL);
    attempt->retries = json_count(report, "retries");
    attempt->rows = json_count(report, "rows");
    attempt->bytes = json_count(report, "bytes");
    json_decref(report);
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* Reads all that a run wrote to stdout and stderr: manyhands-work's report, a line of JSON, and why it
   failed. That is its first line that is no report and no warning; of another program it is the last one. */
static void read_log(struct attempt *attempt, const char *path)
{
    char line[1024];
    bool ours = attempt->entrant->model;
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (ours && line[0] == '{')
            read_report(attempt, line);
        else if (line[0] && (!ours || !attempt->complaint[0]) && !begins(line, "manyhands-work: warning:") &&
                 !begins(line, "Error: Command terminated")) /* hyperfine says less than the command did */
            snprintf(attempt->complaint, sizeof attempt->complaint, "%.*s",
                     (int)sizeof attempt->complaint - 1, line);
    }
    fclose(file);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void sample(const struct process *process, struct process_memory *peak)
{
    struct process_memory now;
    process_memory(process->pid, &now);
    peak->pss_bytes = larger(peak->pss_bytes, now.pss_bytes);
    peak->own_bytes = larger(peak->own_bytes, now.own_bytes);
    peak->processes = larger(peak->processes, now.processes);
    peak->threads = larger(peak->threads, now.threads);
}

/* Waits for the end, looking at the memory meanwhile: how long a look takes depends on how many processes
   there are. Returns as process_wait. */
static int wait_sampling(struct process *process, int timeout_ms, struct process_memory *peak)
{
    uint64_t deadline_ns = span_now_ns() + (uint64_t)timeout_ms * 1000000;
    int ended = 0;
    while (ended == 0 && span_now_ns() < deadline_ns) {
        sample(process, peak);
        ended = process_wait(process, sample_every_ms);
    }
    return ended;
}

/* Runs the words, which run the command, with all output in a file, and reads that. Returns 0, also when the
   command failed, or a negative errno with `why`. */
static int run_logged(struct attempt *attempt, const struct measuring *measuring, char *const argv[])
{
    char log[WORKSPACE_PATH_SIZE];
    struct process process = {0};
    int timeout_ms = command_timeout_ms(measuring->comparison);
    workspace_path(log, measuring->workspace, "run.log");
    int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    uint64_t start_ns = span_now_ns();
    int err = fd < 0 ? -errno : process_start(&process, argv, fd, fd);
    close(fd);
    if (err)
        return fail(measuring->why, err, MESSAGE_CANNOT_START, argv[0], strerror(-err));
    int ended = attempt->kind == ATTEMPT_SAMPLED ? wait_sampling(&process, timeout_ms, &attempt->peak)
                                                 : process_wait(&process, timeout_ms);
    attempt->wall_s = seconds_since(start_ns);
    attempt->succeeded = process_succeeded(&process);
    attempt->context_switches = process.usage.ru_nvcsw + process.usage.ru_nivcsw;
    process_end(&process);
    if (ended < 0)
        return fail(measuring->why, ended, MESSAGE_TEXT, strerror(-ended));
    read_log(attempt, log);
    if (ended == 0)
        snprintf(attempt->complaint, sizeof attempt->complaint, "%s", message(MESSAGE_TIMED_OUT));
    return 0;
}

int attempt_read_times(struct attempt *attempt, const char *path)
{
    json_t *root = json_load_file(path, 0, NULL);
    json_t *result = json_array_get(json_object_get(root, "results"), 0);
    attempt->wall_s = json_number_value(json_array_get(json_object_get(result, "times"), 0));
    attempt->user_s = json_number_value(json_object_get(result, "user"));
    attempt->system_s = json_number_value(json_object_get(result, "system"));
    json_decref(root);
    return attempt->wall_s > 0 && attempt->user_s >= 0 && attempt->system_s >= 0 ? 0 : -EBADMSG;
}

static int run_timed(struct attempt *attempt, const struct measuring *measuring,
                     const struct command *command)
{
    char export[WORKSPACE_PATH_SIZE];
    workspace_path(export, measuring->workspace, "timing.json");
    unlink(export);
    char *line = command_quoted(command);
    if (!line)
        return fail(measuring->why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    /* The command's own output goes into the log, too: its report, and why it failed. */
    char *argv[] = {"hyperfine", "--shell=none", "--runs",        "1",    "--style", "none",
                    "--output",  "inherit",      "--export-json", export, line,      NULL};
    int err = run_logged(attempt, measuring, argv);
    free(line);
    if (!err && attempt->succeeded && attempt_read_times(attempt, export))
        err = fail(measuring->why, -EIO, MESSAGE_CANNOT_READ, export);
    return err;
}

static void init_command(struct command *command, const struct attempt *attempt,
                         const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    const char *url = scenario_fetches(options) ? comparison->url : NULL;
    command_init(command, comparison, attempt->entrant, attempt->tasks ? attempt->tasks : options->tasks,
                 attempt->url ? attempt->url : url, attempt->product.out);
    command_add_option(command, "--spans", attempt->spans);
    command_add_option(command, "--failures", attempt->failures);
    command_prefix(command, attempt->prefix);
}

int attempt_run(struct attempt *attempt, const struct measuring *measuring)
{
    struct command command;
    struct comparison *comparison = measuring->comparison;
    bool timed = attempt->kind == ATTEMPT_TIMED;
    product_at(&attempt->product, measuring->workspace, comparison->options->workload, attempt->name);
    init_command(&command, attempt, comparison);
    int err = product_remove(&attempt->product);
    if (err)
        return fail(measuring->why, err, MESSAGE_CANNOT_WRITE, attempt->product.out, strerror(-err));
    if (origin_runs(measuring->origin)) /* with its counters, it fails again what it is to fail */
        err = origin_reset(measuring->origin, measuring->why);
    if (!err)
        err = timed ? run_timed(attempt, measuring, &command) : run_logged(attempt, measuring, command.argv);
    comparison->untimed_s += timed ? 0 : attempt->wall_s;
    if (!err && origin_runs(measuring->origin)) /* if it is gone, that is not the entrant's fault */
        err = origin_read(measuring->origin, &attempt->counts, measuring->why);
    return err;
}

static void verify_product(const struct attempt *attempt, struct comparison *comparison,
                           struct contender *contender)
{
    uint64_t start_ns = span_now_ns();
    char start[13]; /* enough to tell it from the right one */
    const struct product_digest *right = &comparison->product;
    int err = product_digest(&contender->product, &attempt->product);
    comparison->untimed_s += seconds_since(start_ns);
    bool same_rows = strcmp(contender->product.rows, right->rows) == 0;
    snprintf(start, sizeof start, "%.12s", same_rows ? contender->product.files : contender->product.rows);
    if (err)
        contender_set_problem(contender, MESSAGE_PROBLEM_NO_OUTPUT, strerror(-err));
    else if (!same_rows)
        contender_set_problem(contender, MESSAGE_PROBLEM_DIFFERS, start);
    else if (strcmp(contender->product.files, right->files) != 0)
        contender_set_problem(contender, MESSAGE_PROBLEM_FILES_DIFFER, start);
}

int attempt_by(struct attempt *attempt, const struct measuring *measuring, struct contender *contender)
{
    attempt->entrant = &contender->entrant;
    int err = attempt_run(attempt, measuring);
    if (err)
        return err;
    if (attempt->succeeded)
        verify_product(attempt, measuring->comparison, contender);
    else
        contender_set_problem(contender, MESSAGE_PROBLEM_FAILED, attempt->complaint);
    return 0;
}

void attempt_verify_requests(const struct attempt *attempt, const struct measuring *measuring,
                             struct contender *contender)
{
    char detail[96];
    const struct comparison *comparison = measuring->comparison;
    const struct origin_counts *counts = &attempt->counts;
    size_t tasks = comparison->task_count;
    bool unknown = !contender->entrant.model && comparison->options->to_origin.count > 0;
    bool right = counts->requests == tasks + attempt->retries || (unknown && counts->requests >= tasks);
    if (contender->problem[0] || !origin_runs(measuring->origin) || (right && counts->paths == tasks))
        return;
    snprintf(detail, sizeof detail, "%zu / %zu / %zu / %zu", counts->requests, counts->paths, tasks,
             attempt->retries);
    contender_set_problem(contender, MESSAGE_PROBLEM_REQUESTS, detail);
}
