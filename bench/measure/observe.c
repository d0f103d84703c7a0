/* SPDX-License-Identifier: MIT */
#include "bench/measure/observe.h"

#include <math.h>
#include <string.h>

#include "bench/measure/attempt.h"
#include "bench/measure/command.h"
#include "bench/measure/trial.h"
#include "bench/options/scenario.h"

/* One run more, of which nothing is timed that counts; with `spans` (NULL: none) recorded, or else its memory
   sampled. Sets contender->problem when it fails or differs, unless that is the origin's end. */
static int run_once(struct comparison *comparison, struct contender *contender, struct origin *origin,
                    const struct workspace *workspace, const char *spans, struct untimed_run *run,
                    struct failure *why)
{
    struct product product;
    struct command command;
    struct origin_counts counts;
    const char *url = scenario_fetches(comparison->options) ? comparison->url : NULL;
    product_at(&product, workspace, comparison->options->workload, "observed");
    command_init(&command, comparison, &contender->entrant, comparison->options->tasks, url, product.out);
    command_add_option(&command, "--spans", spans);
    int err = product_remove(&product);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_WRITE, product.out, strerror(-err));
    err = origin ? origin_reset(origin, why) : 0; /* it fails again what it is to fail */
    if (err)
        return err;
    err = untimed_run(run, &command, workspace, command_timeout_ms(comparison), !spans, why);
    comparison->untimed_s += run->wall_s;
    if (!err && !run->succeeded && origin)
        err = origin_read(origin, &counts, why);
    if (err)
        return err;
    if (run->succeeded)
        trial_verify_product(comparison, contender, &product);
    else
        trial_set_problem(contender, MESSAGE_PROBLEM_FAILED, run->complaint);
    return 0;
}

static struct observation what_was_seen(const struct untimed_run *sampled)
{
    return (struct observation){.present = true,
                                .peak_memory_bytes = sampled->peak.pss_bytes,
                                .processes = sampled->peak.processes,
                                .threads = sampled->peak.threads,
                                .context_switches = sampled->context_switches,
                                .traced_wall_s = NAN};
}

int observe_memory(struct comparison *comparison, struct contender *contender, struct origin *origin,
                   const struct workspace *workspace, struct failure *why)
{
    struct untimed_run sampled;
    int err = run_once(comparison, contender, origin, workspace, NULL, &sampled, why);
    if (!err)
        contender->observed = what_was_seen(&sampled);
    return err;
}

int observe_run(struct comparison *comparison, struct contender *contender, struct origin *origin,
                const struct workspace *workspace, struct failure *why)
{
    char name[128];
    char spans[WORKSPACE_PATH_SIZE];
    struct untimed_run traced = {0};
    snprintf(name, sizeof name, "%s.spans.csv", contender->entrant.label);
    workspace_path(spans, workspace, name);
    int err = observe_memory(comparison, contender, origin, workspace, why);
    if (err || !contender->entrant.model) /* only ours record spans */
        return err;
    struct observation seen = contender->observed;
    contender->observed.present = false;
    err = run_once(comparison, contender, origin, workspace, spans, &traced, why);
    if (err)
        return err;
    seen.context_switches = traced.context_switches;
    seen.traced_wall_s = traced.wall_s;
    contender->observed = seen;
    return 0;
}
