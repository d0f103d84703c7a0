/* SPDX-License-Identifier: MIT */
#include "bench/sweep_command.h"

#include <errno.h>
#include <stdio.h>

#include "bench/host/process.h"
#include "bench/measure/progress.h"
#include "bench/options/parse.h"
#include "bench/sweep/files.h"
#include "bench/sweep/rounds.h"
#include "bench/sweep/show.h"
#include "bench/words/status.h"

/* Publishes what was measured, with its picture if it is complete. */
static int publish(const struct sweep *sweep, const struct workspace *workspace, int argc, char **argv,
                   struct lines *warnings, struct failure *why)
{
    int drawn = 0;
    sweep_show_remove(workspace);
    int err = sweep_files_write(sweep, workspace, why);
    if (err)
        return err;
    if (!sweep->partial && sweep_has_times(sweep)) {
        progress_step(&sweep->options, MESSAGE_PROGRESS_FIGURES, "");
        drawn = sweep_show_draw(sweep, workspace, warnings, why);
        progress_clear(&sweep->options);
    }
    err = sweep_show_summary(sweep, workspace, argc - 1, argv + 1, why);
    return drawn ? drawn : err;
}

/* What follows a sweep that ended early with `err`. Returns the exit status. */
static int stop_early(const struct sweep *sweep, const struct workspace *workspace, int argc, char **argv,
                      int err, struct failure *why)
{
    struct lines warnings = {0};
    struct failure kept;
    complain(why);
    if (sweep_has_times(sweep) && publish(sweep, workspace, argc, argv, &warnings, &kept) == 0)
        complain_about(MESSAGE_PARTIAL_KEPT, workspace->out);
    return err == -ECONNRESET ? DIFFERS : CANNOT_RUN;
}

static int measure(struct sweep *sweep, const struct workspace *workspace, int argc, char **argv)
{
    struct failure why = {0};
    struct lines warnings = {0};
    int err = sweep_measure(sweep, workspace, &why);
    if (err)
        return stop_early(sweep, workspace, argc, argv, err, &why);
    if (publish(sweep, workspace, argc, argv, &warnings, &why))
        return complain(&why);
    lines_say(&warnings);
    sweep_show(stdout, sweep);
    printf(message(MESSAGE_NOTE_FILES), workspace->out);
    putchar('\n');
    return sweep_all_verified(sweep) ? FINE : DIFFERS;
}

int sweep_main(int argc, char **argv)
{
    struct options options;
    struct failure why = {0};
    struct sweep sweep;
    struct workspace workspace = {0};
    int err = options_parse_sweep(&options, argc, argv, &why);
    if (err)
        return err > 0 ? FINE : complain(&why);
    if (process_setup()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    int status = CANNOT_RUN;
    if (sweep_init(&sweep, &options, &why) || sweep_check(&sweep, &why) ||
        workspace_init(&workspace, options.out, MAKING_SWEEP, NULL, &why))
        complain(&why);
    else
        status = measure(&sweep, &workspace, argc, argv);
    workspace_release(&workspace);
    sweep_release(&sweep);
    return status;
}
