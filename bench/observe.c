/* SPDX-License-Identifier: MIT */
#include "bench/observe.h"

#include <string.h>

#include "bench/trial.h"
#include "bench/untimed.h"

/* One run more, of which nothing is timed that counts. Sets contender->problem when it fails or differs,
   unless that is the origin's end. */
static int run_once(struct comparison *comparison, struct contender *contender, struct origin *origin,
                    const struct workspace *workspace, const char *spans, struct untimed_run *run,
                    struct failure *why)
{
    char out[WORKSPACE_PATH_SIZE];
    struct command command;
    struct origin_counts counts;
    workspace_path(out, workspace, "observed.csv");
    command_init(&command, comparison, contender->entrant->label, comparison->options->tasks, comparison->url,
                 out, spans);
    int err = untimed_run(run, &command, workspace, command_timeout_ms(comparison), !spans, why);
    comparison->untimed_s += run->wall_s;
    if (!err && !run->succeeded && origin)
        err = origin_read(origin, &counts, why);
    if (err)
        return err;
    if (run->succeeded)
        trial_verify_output(comparison, contender, out);
    else
        trial_set_problem(contender, MESSAGE_PROBLEM_FAILED, run->complaint);
    return 0;
}

int observe_run(struct comparison *comparison, struct contender *contender, struct origin *origin,
                const struct workspace *workspace, struct failure *why)
{
    char name[128];
    char spans[WORKSPACE_PATH_SIZE];
    struct untimed_run sampled;
    struct untimed_run traced;
    snprintf(name, sizeof name, "%s.spans.csv", contender->entrant->label);
    workspace_path(spans, workspace, name);
    int err = run_once(comparison, contender, origin, workspace, NULL, &sampled, why);
    if (!err)
        err = run_once(comparison, contender, origin, workspace, spans, &traced, why);
    if (err)
        return err;
    contender->observed = (struct observation){.present = true,
                                               .peak_memory_bytes = sampled.peak.pss_bytes,
                                               .processes = sampled.peak.processes,
                                               .threads = sampled.peak.threads,
                                               .context_switches = traced.context_switches,
                                               .traced_wall_s = traced.wall_s};
    return 0;
}
