/* SPDX-License-Identifier: MIT */
#include "bench/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/command.h"
#include "bench/hyperfine.h"

void trial_set_problem(struct contender *contender, enum message id, const char *detail)
{
    struct failure said;
    fail(&said, 0, id, detail);
    snprintf(contender->problem, sizeof contender->problem, "%.*s", (int)sizeof contender->problem - 1,
             said.line);
}

void trial_verify_output(const struct comparison *comparison, struct contender *contender, const char *path)
{
    char start[13]; /* enough to tell it from the right one */
    int err = digest_file(contender->sha256, path);
    snprintf(start, sizeof start, "%.12s", contender->sha256);
    if (err)
        trial_set_problem(contender, MESSAGE_PROBLEM_NO_OUTPUT, strerror(-err));
    else if (strcmp(contender->sha256, comparison->sha256) != 0)
        trial_set_problem(contender, MESSAGE_PROBLEM_DIFFERS, start);
}

/* Every task asked for exactly once, and once more for each retry, as the origin saw it. */
static void verify_counts(const struct comparison *comparison, struct contender *contender,
                          const struct trial *trial)
{
    char detail[96];
    size_t tasks = comparison->options->tasks;
    if (trial->origin.requests == tasks + trial->retries && trial->origin.paths == tasks)
        return;
    snprintf(detail, sizeof detail, "%zu / %zu / %zu / %zu", trial->origin.requests, trial->origin.paths,
             tasks, trial->retries);
    trial_set_problem(contender, MESSAGE_PROBLEM_REQUESTS, detail);
}

int trial_run(const struct comparison *comparison, struct contender *contender, struct origin *origin,
              const struct workspace *workspace, struct failure *why)
{
    char out[WORKSPACE_PATH_SIZE];
    char failures[WORKSPACE_PATH_SIZE];
    char name[128];
    struct command command;
    struct trial *trial = &contender->trials[contender->trial_count];
    struct hyperfine_run run;
    workspace_path(out, workspace, "trial.csv");
    unlink(out);
    snprintf(name, sizeof name, "%s.failures.csv", contender->entrant->label);
    workspace_path(failures, workspace, name);
    command_init(&command, comparison, contender->entrant->label, comparison->options->tasks, comparison->url,
                 out, NULL);
    command_add_option(&command, "--failures", failures);

    int err = origin ? origin_reset(origin, why) : 0;
    if (!err)
        err = hyperfine_time(&run, &command, workspace, command_timeout_ms(comparison), why);
    if (err)
        return err;
    if (origin && (err = origin_read(origin, &trial->origin, why)))
        return err;
    trial->wall_s = run.wall_s;
    trial->user_s = run.user_s;
    trial->system_s = run.system_s;
    trial->retries = run.retries;

    if (!run.succeeded)
        trial_set_problem(contender, MESSAGE_PROBLEM_FAILED, run.complaint);
    else
        trial_verify_output(comparison, contender, out);
    if (origin && !contender->problem[0])
        verify_counts(comparison, contender, trial);
    if (!contender->problem[0])
        contender->trial_count++;
    return 0;
}
