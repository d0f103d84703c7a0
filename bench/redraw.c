/* SPDX-License-Identifier: MIT */
#include "bench/redraw.h"

#include <limits.h>
#include <stdbool.h>
#include <unistd.h>

#include "bench/compare/figure.h"
#include "bench/host/workspace.h"
#include "bench/page/page.h"
#include "bench/page/part.h"
#include "bench/show/run_figures.h"
#include "bench/sweep/show.h"
#include "bench/timeline/views.h"

static bool holds(const char *folder, const char *name)
{
    char path[PATH_MAX];
    html_path(path, folder, name);
    return access(path, R_OK) == 0;
}

/* The report comes last, with the figures in it. */
static int redraw_run(const char *folder, const struct workspace *workspace, struct lines *warnings,
                      struct failure *why)
{
    int err = holds(folder, "spans.csv") ? views_write(workspace, why) : 0;
    if (!err)
        err = figure_redraw(run_figures, RUN_FIGURES, workspace, warnings, why);
    return err ? err : report_html_write(workspace, why);
}

int redraw(const char *folder, struct lines *warnings, struct failure *why)
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
    if (!err && verdict)
        err = figure_redraw(&verdict_figure, 1, &workspace, warnings, why);
    workspace_release(&workspace);
    return err;
}
