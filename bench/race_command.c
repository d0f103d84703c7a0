/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>

#include "bench/commands.h"
#include "bench/host/result.h"
#include "bench/options/scenario.h"
#include "bench/show/document.h"
#include "bench/timeline/replay.h"

/* The comparison that is replayed where none is named: that of `manyhands run`, shown in the same way. */
static int run_for_race(const struct options *options)
{
    struct options compared = *options;
    struct failure why;
    compared.word_count = 0;
    compared.out = run_command.out;
    return scenario_complete(&compared, &why) ? complain(&why) : run_command.run(&compared);
}

/* Replays what is in the folder; without a results.json nobody has a place. */
static int replay(const struct options *options, const char *folder, struct failure *why)
{
    char path[WORKSPACE_PATH_SIZE];
    struct comparison comparison;
    json_t *document;
    snprintf(path, sizeof path, "%.3840s/results.json", folder);
    int err = document_load(&comparison, &document, path, why);
    if (!err || err == -ENOENT)
        err = replay_run(options, folder, &comparison, why);
    comparison_release(&comparison);
    json_decref(document);
    return err;
}

static int run(const struct options *options)
{
    const char *given = options->operands[0];
    char folder[WORKSPACE_PATH_SIZE];
    struct failure why = {0};
    int status = given ? FINE : run_for_race(options);
    bool replays = status == FINE;
    if (replays &&
        (result_folder(folder, given ? given : run_command.out, &why) || replay(options, folder, &why)))
        status = complain(&why);
    return status;
}

const struct command race_command = {.name = "race",
                                     .takes = TAKER_RACE,
                                     .operands = 1,
                                     .usage = MESSAGE_USAGE_RACE,
                                     .does = MESSAGE_DOES_RACE,
                                     .about = MESSAGE_ABOUT_RACE,
                                     .ends = MESSAGE_EXIT_STATUS,
                                     .run = run};
