/* SPDX-License-Identifier: MIT */
/* Everything that is drawn of a result, drawn again from the files in its folder. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "bench/commands.h"
#include "bench/compare/document.h"
#include "bench/host/process.h"
#include "bench/host/result.h"
#include "bench/host/workspace.h"
#include "bench/page/page.h"
#include "bench/page/part.h"
#include "bench/show/document.h"
#include "bench/show/results.h"
#include "bench/sweep/show.h"
#include "bench/timeline/views.h"

static bool holds(const char *folder, const char *name)
{
    char path[PATH_MAX];
    html_path(path, folder, name);
    return access(path, R_OK) == 0;
}

/* What is made of the spans. */
static int redraw_views(const char *folder, const struct workspace *workspace, struct failure *why)
{
    char path[PATH_MAX];
    struct comparison comparison;
    json_t *document;
    html_path(path, folder, "results.json");
    int err = document_load(&comparison, &document, path, why);
    if (!err)
        err = views_write(workspace, &comparison, why);
    comparison_release(&comparison);
    json_decref(document);
    return err;
}

/* The report comes last, with the figures in it. */
static int redraw_run(const char *folder, const struct workspace *workspace, struct lines *warnings,
                      struct failure *why)
{
    int err = holds(folder, "spans.csv") ? redraw_views(folder, workspace, why) : 0;
    if (!err)
        err = figure_redraw(run_figures, RUN_FIGURES, workspace, warnings, why);
    return err ? err : report_html_write(workspace, why);
}

/* Draws again of a comparison what is made of spans.csv, the figures and report.html; of a sweep
   its figures and report.html, of a verdict likewise. What is missing is said in `warnings`. Returns 0 or a
   negative errno with `why`: a folder whose files are not a result is left as it was. */
static int redraw(const char *folder, struct lines *warnings, struct failure *why)
{
    struct workspace workspace = {0};
    bool sweep = holds(folder, "sweep.json");
    bool verdict = holds(folder, "compare.json");
    bool run = (!sweep && !verdict) || holds(folder, "results.json");
    unsigned makers = (run ? MAKING_DRAWN_RUN : 0U) | (sweep ? MAKING_DRAWN_SWEEP : 0U) |
                      (verdict ? MAKING_DRAWN_VERDICT : 0U);
    int err = run ? report_html_check(folder, why) : 0;
    if (err)
        return err;
    err = workspace_init(&workspace, folder, makers, NULL, why);
    if (!err && run)
        err = redraw_run(folder, &workspace, warnings, why);
    if (!err && sweep)
        err = sweep_show_redraw(&workspace, warnings, why);
    if (!err && sweep && !run) /* else the report is that of the run */
        err = sweep_page_write(&workspace, why);
    if (!err && verdict)
        err = figure_redraw(&verdict_figure, 1, &workspace, warnings, why);
    if (!err && verdict)
        err = verdict_page_write(&workspace, why);
    workspace_release(&workspace);
    return err;
}

static int report(const struct options *options)
{
    char folder[WORKSPACE_PATH_SIZE];
    struct failure why = {0};
    struct lines warnings = {0};
    if (process_setup()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    if (result_folder(folder, options->operands[0], &why) || redraw(folder, &warnings, &why))
        return complain(&why);
    lines_say(&warnings);
    printf(message(MESSAGE_REDRAWN), folder);
    putchar('\n');
    return FINE;
}

static int complete(struct options *options, struct failure *why)
{
    return options->operands[0] ? 0 : fail(why, -EINVAL, MESSAGE_FOLDER_MISSING);
}

const struct command report_command = {.name = "report",
                                       .takes = TAKER_OTHER,
                                       .operands = 1,
                                       .usage = MESSAGE_USAGE_REPORT,
                                       .does = MESSAGE_DOES_REPORT,
                                       .about = MESSAGE_ABOUT_REPORT,
                                       .ends = MESSAGE_EXIT_PLAIN,
                                       .complete = complete,
                                       .run = report};
