/* SPDX-License-Identifier: MIT */
#include "bench/race_command.h"

#include "bench/run_command.h"
#include "bench/timeline/replay.h"
#include "bench/words/status.h"

/* The comparison that is replayed where none is named: that of `manyhands run`, shown in the same way. */
static int run_for_race(const struct replay_options *options)
{
    static char *const colors[] = {
        [COLOR_AUTO] = "--color=auto", [COLOR_ALWAYS] = "--color=always", [COLOR_NEVER] = "--color=never"};
    char *argv[] = {"run", colors[options->color], options->ascii ? "--ascii" : NULL, NULL};
    return run_main(options->ascii ? 3 : 2, argv);
}

int race_main(int argc, char **argv)
{
    struct failure why = {0};
    struct replay_options options;
    int err = replay_parse(&options, argc, argv, &why);
    if (err)
        return err > 0 ? FINE : complain(&why);
    int status = options.folder ? FINE : run_for_race(&options);
    if (status != FINE)
        return status;
    err = replay_run(&options, options.folder ? options.folder : OPTIONS_DEFAULT_OUT, &why);
    return err ? complain(&why) : FINE;
}
