/* SPDX-License-Identifier: MIT */
#include "bench/measure/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/measure/command.h"
#include "bench/measure/hyperfine.h"
#include "bench/options/scenario.h"

void trial_set_problem(struct contender *contender, enum message id, const char *detail)
{
    struct failure said;
    fail(&said, 0, id, detail);
    snprintf(contender->problem, sizeof contender->problem, "%.*s", (int)sizeof contender->problem - 1,
             said.line);
}

void trial_verify_product(struct comparison *comparison, struct contender *contender,
                          const struct product *product)
{
    uint64_t began_ns = span_now_ns();
    char start[13]; /* enough to tell it from the right one */
    const struct product_digest *right = &comparison->product;
    int err = product_digest(&contender->product, product);
    comparison->untimed_s += (double)(span_now_ns() - began_ns) / 1e9;
    bool same_rows = strcmp(contender->product.rows, right->rows) == 0;
    snprintf(start, sizeof start, "%.12s", same_rows ? contender->product.files : contender->product.rows);
    if (err)
        trial_set_problem(contender, MESSAGE_PROBLEM_NO_OUTPUT, strerror(-err));
    else if (!same_rows)
        trial_set_problem(contender, MESSAGE_PROBLEM_DIFFERS, start);
    else if (strcmp(contender->product.files, right->files) != 0)
        trial_set_problem(contender, MESSAGE_PROBLEM_FILES_DIFFER, start);
}

void trial_verify_requests(const struct comparison *comparison, struct contender *contender,
                           const struct origin_counts *counts, size_t retries)
{
    char detail[96];
    size_t tasks = comparison->task_count;
    bool unknown = !contender->entrant.model && comparison->options->to_origin.count > 0;
    bool right = counts->requests == tasks + retries || (unknown && counts->requests >= tasks);
    if (right && counts->paths == tasks)
        return;
    snprintf(detail, sizeof detail, "%zu / %zu / %zu / %zu", counts->requests, counts->paths, tasks, retries);
    trial_set_problem(contender, MESSAGE_PROBLEM_REQUESTS, detail);
}

/* The command of a trial; `failures` holds a path in it. */
static void init_command(struct command *command, const struct comparison *comparison,
                         const struct contender *contender, const struct workspace *workspace,
                         const struct product *product, char failures[WORKSPACE_PATH_SIZE])
{
    char name[128];
    const char *url = scenario_fetches(comparison->options) ? comparison->url : NULL;
    command_init(command, comparison, &contender->entrant, comparison->options->tasks, url, product->out);
    snprintf(name, sizeof name, "%s.failures.csv", contender->entrant.label);
    workspace_path(failures, workspace, name);
    command_add_option(command, "--failures", command_is_ours(command) ? failures : NULL);
}

int trial_run(struct comparison *comparison, struct contender *contender, struct origin *origin,
              const struct workspace *workspace, struct failure *why)
{
    char failures[WORKSPACE_PATH_SIZE];
    struct command command;
    struct product product;
    struct hyperfine_run run;
    struct trial *trial = &contender->trials[contender->trial_count];
    product_at(&product, workspace, comparison->options->workload, "trial");
    init_command(&command, comparison, contender, workspace, &product, failures);
    int err = product_remove(&product);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_WRITE, product.out, strerror(-err));
    err = origin ? origin_reset(origin, why) : 0;
    if (!err)
        err = hyperfine_time(&run, &command, workspace, command_timeout_ms(comparison), why);
    if (!err && origin)
        err = origin_read(origin, &trial->origin, why);
    if (err)
        return err;
    trial->wall_s = run.wall_s;
    trial->user_s = run.user_s;
    trial->system_s = run.system_s;
    trial->retries = run.retries;

    if (!run.succeeded)
        trial_set_problem(contender, MESSAGE_PROBLEM_FAILED, run.complaint);
    else
        trial_verify_product(comparison, contender, &product);
    if (origin && !contender->problem[0])
        trial_verify_requests(comparison, contender, &trial->origin, trial->retries);
    if (!contender->problem[0])
        contender->trial_count++;
    return 0;
}
