/* SPDX-License-Identifier: MIT */
#include "bench/set_up.h"

#include <stdio.h>

#include "bench/host/process.h"
#include "bench/measure/run.h"
#include "bench/options/parse.h"
#include "bench/show/format.h"
#include "bench/words/status.h"

int set_up(int argc, char **argv, set_up_act act)
{
    struct options options;
    struct failure why = {0};
    struct comparison comparison;
    struct workspace workspace = {0};
    int err = options_parse(&options, argc, argv, format_names(), &why);
    if (err)
        return err > 0 ? FINE : complain(&why);
    if (process_setup() || comparison_init(&comparison, &options)) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    int status = CANNOT_RUN;
    unsigned maker = options.counting ? MAKING_COUNT : MAKING_RUN;
    if (run_check(&comparison, &why) ||
        workspace_init(&workspace, options.out, maker, options.workload, &why))
        complain(&why);
    else
        status = act(&comparison, &workspace, argc, argv);
    workspace_release(&workspace);
    comparison_release(&comparison);
    return status;
}
