/* SPDX-License-Identifier: MIT */
#include "bench/compare_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/compare/document.h"
#include "bench/compare/figure.h"
#include "bench/compare/live.h"
#include "bench/compare/measurement.h"
#include "bench/compare/options.h"
#include "bench/compare/stored.h"
#include "bench/compare/table.h"
#include "bench/compare/words.h"
#include "bench/host/build.h"
#include "bench/host/process.h"
#include "bench/show/format.h"
#include "bench/words/status.h"

/* Publishes what was found, with its picture. */
static int publish(const struct judgement *judgement, const struct workspace *workspace, struct failure *why)
{
    struct lines warnings = {0};
    int err = workspace_publish_json(workspace, "compare.json", verdict_document_new(judgement), why);
    if (!err)
        err = verdict_figure_draw(judgement, workspace, &warnings, why);
    lines_say(&warnings);
    return err;
}

static int compare_live(const struct compare_options *options, const struct workspace *workspace,
                        struct judgement *judgement, struct failure *why)
{
    struct live_request request = {.options = &options->run,
                                   .margin = options->margin,
                                   .limit_s = (double)options->limit_ns / 1e9,
                                   .seed = options->run.seed,
                                   .workspace = workspace};
    int err = build_find_work(request.base, options->base, why);
    if (!err)
        err = build_find_work(request.other, options->other, why);
    return err ? err : live_compare(&request, judgement, why);
}

/* As another program wants it; what is odd is said beside it. */
static int show_format(const struct compare_options *options, const struct judgement *judgement)
{
    struct measurements measurements;
    struct lines warnings = {.count = 0};
    verdict_warnings(&warnings, judgement);
    lines_say(&warnings);
    int err = measurements_of_judgement(&measurements, judgement);
    if (!err)
        err = format_print(format_find(options->run.format), &measurements);
    measurements_release(&measurements);
    struct failure why;
    if (err)
        fail(&why, err, MESSAGE_CANNOT_WRITE, "stdout", strerror(-err));
    return err ? complain(&why) : FINE;
}

static int show(const struct compare_options *options, const struct judgement *judgement)
{
    const struct sheet sheet = {.file = stdout,
                                .columns = sheet_columns(stdout),
                                .color = sheet_wants_color(stdout, options->run.color),
                                .ascii = options->run.ascii};
    int status = FINE;
    if (judgement->problem[0])
        complain_about(MESSAGE_TEXT, judgement->problem);
    if (options->run.format)
        status = show_format(options, judgement);
    else if (!judgement->problem[0])
        verdict_table_print(&sheet, judgement);
    if (status)
        return status;
    return judgement->problem[0] || verdict_regressed(judgement) ? DIFFERS : FINE;
}

static int compare(const struct compare_options *options, const struct workspace *workspace,
                   struct judgement *judgement)
{
    struct failure why = {.line = ""};
    *judgement = (struct judgement){.margin = options->margin, .forced = options->force};
    int err = options->live ? compare_live(options, workspace, judgement, &why)
                            : compare_files(judgement, options->base, options->other, &why);
    if (!err && options->out)
        err = publish(judgement, workspace, &why);
    int status = CANNOT_RUN;
    if (err)
        complain(&why);
    else
        status = show(options, judgement);
    verdict_release(judgement);
    return err == -ECONNRESET ? DIFFERS : status; /* the origin is gone: as `run` has it */
}

/* In the folder of the results, or in one that is gone afterwards. */
static int compare_in(const struct compare_options *options, const char *folder, struct judgement *judgement)
{
    struct failure why;
    struct workspace workspace;
    int status = CANNOT_RUN;
    if (workspace_init(&workspace, folder, MAKING_VERDICT, NULL, &why))
        complain(&why);
    else
        status = compare(options, &workspace, judgement);
    workspace_release(&workspace);
    return status;
}

static int compare_in_temporary(const struct compare_options *options, struct judgement *judgement)
{
    char folder[WORKSPACE_PATH_SIZE];
    struct failure why;
    const char *base = getenv("TMPDIR");
    (void)snprintf(folder, sizeof folder, "%.3000s/manyhands-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(folder)) {
        fail(&why, -errno, MESSAGE_CANNOT_WRITE, folder, strerror(errno));
        return complain(&why);
    }
    int status = compare_in(options, folder, judgement);
    (void)rmdir(folder);
    return status;
}

int compare_main(int argc, char **argv)
{
    struct compare_options options;
    struct failure why = {.line = ""};
    struct judgement *judgement = malloc(sizeof *judgement);
    int status = CANNOT_RUN;
    int err = compare_options_parse(&options, argc, argv, &why);
    if (err)
        status = err > 0 ? FINE : complain(&why);
    else if (!judgement || process_setup())
        perror("manyhands");
    else if (options.out)
        status = compare_in(&options, options.out, judgement);
    else
        status =
            options.live ? compare_in_temporary(&options, judgement) : compare(&options, NULL, judgement);
    free(judgement);
    return status;
}
