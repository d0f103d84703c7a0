/* SPDX-License-Identifier: MIT */
#include "bench/measure/hyperfine.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/host/process.h"
#include "bench/measure/work_log.h"

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
        return fail(why, -EIO, MESSAGE_CANNOT_READ, export);
    return 0;
}
