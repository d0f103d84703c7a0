/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/commands.h"
#include "bench/compare/conclusion.h"
#include "bench/compare/document.h"
#include "bench/compare/listing.h"
#include "bench/compare/live.h"
#include "bench/compare/stored.h"
#include "bench/compare/table.h"
#include "bench/compare/words.h"
#include "bench/host/build.h"
#include "bench/options/scenario.h"
#include "bench/session.h"
#include "bench/show/format.h"

struct comparing {
    const struct options *options; /* borrowed */
    struct judgement judgement;
};

static int begin(void *state, const struct options *options, struct failure *why)
{
    struct comparing *comparing = state;
    (void)why;
    comparing->options = options;
    comparing->judgement.margin = options->margin;
    comparing->judgement.forced = options->force;
    return 0;
}

static void end(void *state)
{
    struct comparing *comparing = state;
    verdict_release(&comparing->judgement);
}

static int compare_live(const struct options *options, const struct workspace *workspace,
                        struct judgement *judgement, struct failure *why)
{
    char base[PROGRAM_SIZE];
    char other[PROGRAM_SIZE];
    const struct live_request request = {.options = options,
                                         .base = base,
                                         .other = other,
                                         .margin = options->margin,
                                         .limit_s = (double)options->limit_ns / 1e9,
                                         .seed = options->seed,
                                         .workspace = workspace};
    int err = build_find_work(base, options->operands[0], why);
    if (!err)
        err = build_find_work(other, options->operands[1], why);
    return err ? err : live_compare(&request, judgement, why);
}

static int measure(void *state, const struct workspace *workspace, struct failure *why)
{
    struct comparing *comparing = state;
    const struct options *options = comparing->options;
    struct period period;
    period_begin(&period);
    int err = options->live
                  ? compare_live(options, workspace, &comparing->judgement, why)
                  : compare_files(&comparing->judgement, options->operands[0], options->operands[1], why);
    period_end(&period);
    comparing->judgement.period = period;
    return err == -ECONNRESET ? -EIO : err; /* a web server that is gone is no regression */
}

/* What was found, with its picture and its report, where a folder was asked for. */
static int publish(void *state, const struct workspace *workspace, struct lines *warnings,
                   struct failure *why)
{
    const struct comparing *comparing = state;
    if (!comparing->options->out)
        return 0;
    int err =
        workspace_publish_json(workspace, "compare.json", verdict_document_new(&comparing->judgement), why);
    if (!err)
        err = verdict_figure_draw(&comparing->judgement, workspace, warnings, why);
    return err ? err : verdict_page_write(workspace, why);
}

/* Says on stderr why a step fails whose stdout goes elsewhere; to GitHub also that something is open. */
static void say_beside(const struct judgement *judgement)
{
    char line[LINES_SIZE];
    enum conclusion conclusion = conclusion_of(judgement, NULL);
    conclusion_sentence(line, judgement);
    if (conclusion_status(conclusion) != FINE && !isatty(STDOUT_FILENO))
        announce(ANNOUNCE_ERROR, line);
    else if (conclusion == CONCLUSION_OPEN && announce_annotates())
        announce(ANNOUNCE_WARNING, line);
}

static int show(const void *state, const struct workspace *workspace)
{
    const struct comparing *comparing = state;
    const struct judgement *judgement = &comparing->judgement;
    const struct sheet sheet = session_sheet(comparing->options);
    (void)workspace;
    if (!comparing->options->format)
        verdict_print(&sheet, judgement);
    say_beside(judgement);
    return conclusion_status(conclusion_of(judgement, NULL));
}

static int list(const void *state, struct measurements *measurements, struct lines *warnings)
{
    const struct comparing *comparing = state;
    verdict_warnings(warnings, &comparing->judgement);
    return measurements_of_judgement(measurements, &comparing->judgement);
}

static int complete(struct options *options, struct failure *why)
{
    if (!options->operands[1])
        return fail(why, -EINVAL, MESSAGE_TWO_NEEDED);
    if (!options->live && options->only_live)
        return fail(why, -EINVAL, MESSAGE_NEEDS_LIVE, options->only_live);
    return options->live ? scenario_complete_live(options, why) : 0;
}

static int compare_in(const struct options *options, const char *out)
{
    static const struct session session = {.makes = MAKING_VERDICT,
                                           .begin = begin,
                                           .measure = measure,
                                           .publish = publish,
                                           .show = show,
                                           .list = list,
                                           .end = end};
    struct comparing comparing = {.options = NULL};
    return session_run(&session, &comparing, options, out);
}

/* Live without a folder for results, in one that is gone afterwards. */
static int compare_in_temporary(const struct options *options)
{
    char folder[WORKSPACE_PATH_SIZE];
    const char *base = getenv("TMPDIR");
    (void)snprintf(folder, sizeof folder, "%.3000s/manyhands-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(folder))
        return complain_about(MESSAGE_CANNOT_WRITE, folder, strerror(errno));
    int status = compare_in(options, folder);
    (void)rmdir(folder);
    return status;
}

static int run(const struct options *options)
{
    return options->live && !options->out ? compare_in_temporary(options) : compare_in(options, options->out);
}

const struct command compare_command = {.name = "compare",
                                        .takes = TAKER_COMPARE | TAKER_LIVE,
                                        .operands = 2,
                                        .usage = MESSAGE_USAGE_COMPARE,
                                        .does = MESSAGE_DOES_COMPARE,
                                        .about = MESSAGE_ABOUT_COMPARE,
                                        .ends = MESSAGE_EXIT_COMPARE,
                                        .formats = format_names,
                                        .complete = complete,
                                        .run = run};
