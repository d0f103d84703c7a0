/* SPDX-License-Identifier: MIT */
#include "bench/measure/observe.h"

#include <math.h>
#include <stdio.h>

#include "bench/measure/attempt.h"

int observe_memory(const struct measuring *measuring, struct contender *contender)
{
    struct attempt sampled = {.kind = ATTEMPT_SAMPLED, .name = "observed"};
    int err = attempt_by(&sampled, measuring, contender);
    if (err)
        return err;
    contender->observed = (struct observation){.present = true,
                                               .peak_memory_bytes = sampled.peak.pss_bytes,
                                               .processes = sampled.peak.processes,
                                               .threads = sampled.peak.threads,
                                               .context_switches = sampled.context_switches,
                                               .traced_wall_s = NAN};
    return 0;
}

int observe_run(const struct measuring *measuring, struct contender *contender)
{
    char name[128];
    char spans[WORKSPACE_PATH_SIZE];
    snprintf(name, sizeof name, "%s.spans.csv", contender->entrant.label);
    workspace_path(spans, measuring->workspace, name);
    struct attempt traced = {.name = "observed", .spans = spans};
    int err = observe_memory(measuring, contender);
    if (err || !contender->entrant.model) /* only ours record spans */
        return err;
    err = attempt_by(&traced, measuring, contender);
    contender->observed.present = !err;
    contender->observed.context_switches = traced.context_switches;
    contender->observed.traced_wall_s = traced.wall_s;
    return err;
}
