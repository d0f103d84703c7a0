/* SPDX-License-Identifier: MIT */
#include "bench/hyperfine.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/process.h"
#include "bench/work_log.h"

int hyperfine_read(struct hyperfine_run *run, const char *path)
{
    json_t *root = json_load_file(path, 0, NULL);
    json_t *result = json_array_get(json_object_get(root, "results"), 0);
    run->wall_s = json_number_value(json_array_get(json_object_get(result, "times"), 0));
    run->user_s = json_number_value(json_object_get(result, "user"));
    run->system_s = json_number_value(json_object_get(result, "system"));
    json_decref(root);
    return run->wall_s > 0 && run->user_s >= 0 && run->system_s >= 0 ? 0 : -EBADMSG;
}

/* Runs hyperfine with all output into the file `log`. Returns 1 when it ended, 0 when the time was over, or a
   negative errno. */
static int run_logged(char *const argv[], const char *log, int timeout_ms, bool *succeeded)
{
    struct process process;
    int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return -errno;
    int err = process_start(&process, argv, fd, fd);
    close(fd);
    if (err)
        return err;
    int ended = process_wait(&process, timeout_ms);
    *succeeded = process_succeeded(&process);
    process_end(&process);
    return ended;
}

int hyperfine_time(struct hyperfine_run *run, const struct command *command,
                   const struct workspace *workspace, int timeout_ms, struct failure *why)
{
    char export[WORKSPACE_PATH_SIZE];
    char log[WORKSPACE_PATH_SIZE];
    struct work_log said;
    *run = (struct hyperfine_run){0};
    workspace_path(export, workspace, "timing.json");
    workspace_path(log, workspace, "hyperfine.log");
    unlink(export);
    char *line = command_quoted(command);
    if (!line)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    /* The command's own output goes into the log, too: its report, and why it failed. */
    char *argv[] = {"hyperfine", "--shell=none", "--runs",        "1",    "--style", "none",
                    "--output",  "inherit",      "--export-json", export, line,      NULL};
    int ended = run_logged(argv, log, timeout_ms, &run->succeeded);
    free(line);
    if (ended < 0)
        return fail(why, ended, MESSAGE_CANNOT_START, argv[0], strerror(-ended));
    work_log_read(&said, log, command_is_ours(command));
    run->retries = said.retries;
    if (ended == 0)
        snprintf(run->complaint, sizeof run->complaint, "%s", message(MESSAGE_TIMED_OUT));
    else if (!run->succeeded)
        snprintf(run->complaint, sizeof run->complaint, "%s", said.complaint);
    else if (hyperfine_read(run, export))
        return fail(why, -EBADMSG, MESSAGE_CANNOT_READ, export);
    return 0;
}

static double extreme(const double *values, size_t count, int sign)
{
    double best = values[0];
    for (size_t i = 1; i < count; i++) {
        if (sign * (values[i] - best) > 0)
            best = values[i];
    }
    return best;
}

/* One entry of "results", or NULL without memory. */
static json_t *result_of(const struct comparison *comparison, const struct contender *contender)
{
    size_t count = contender->trial_count;
    double *wall = calloc(count, sizeof *wall);
    json_t *times = json_array();
    json_t *codes = json_array();
    double user = 0;
    double system = 0;
    if (!wall)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        wall[i] = contender->trials[i].wall_s;
        user += contender->trials[i].user_s / (double)count;
        system += contender->trials[i].system_s / (double)count;
        json_array_append_new(times, json_real(wall[i]));
        json_array_append_new(codes, json_integer(0));
    }
    json_t *deviation = count > 1 ? json_real(statistics_deviation(wall, count)) : json_null();
    char line[TASK_ADDRESS_SIZE + 1024];
    snprintf(line, sizeof line, "%s %s --workload %s --tasks %zu%s%s",
             contender->entrant.model ? "manyhands-work --model" : contender->entrant.program,
             contender->entrant.label, comparison->options->workload->name, comparison->options->tasks,
             comparison->url[0] ? " --url " : "", comparison->url);
    json_t *entry =
        json_pack("{s:s, s:f, s:o, s:f, s:f, s:f, s:f, s:f, s:o, s:o, s:{s:s, s:s}}", "command", line, "mean",
                  statistics_mean(wall, count), "stddev", deviation, "median", statistics_median(wall, count),
                  "user", user, "system", system, "min", extreme(wall, count, -1), "max",
                  extreme(wall, count, 1), "times", times, "exit_codes", codes, "parameters", "model",
                  contender->entrant.label, "workload", comparison->options->workload->name);
    free(wall);
    return entry;
}

int hyperfine_export(const struct comparison *comparison, FILE *file)
{
    json_t *results = json_array();
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            json_array_append_new(results, result_of(comparison, &comparison->contenders[i]));
    }
    json_t *root = json_pack("{s:o}", "results", results);
    int err = root && json_dumpf(root, file, JSON_INDENT(2)) == 0 && fputc('\n', file) != EOF ? 0 : -EIO;
    json_decref(root);
    return err;
}
