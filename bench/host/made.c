/* SPDX-License-Identifier: MIT */
#include "bench/host/made.h"

#include <stddef.h>
#include <string.h>

/* A file of that name or, of a figure, NAME.LANG.svg, .png and, with its words, .txt. */
struct made {
    const char *name;
    unsigned by;
    bool figure;
};

static const struct made files[] = {
    {"results.json", MAKING_RUN, false},
    {"hyperfine.json", MAKING_RUN, false},
    {"cost.csv", MAKING_RUN, false},
    {"budget.csv", MAKING_RUN, false},
    {"failures.csv", MAKING_RUN, false},
    {"models.csv", MAKING_RUN | MAKING_SWEEP, false},
    {"runs.csv", MAKING_RUN | MAKING_SWEEP, false},
    {"spans.csv", MAKING_RUN | MAKING_SWEEP, false},
    {"summary.md", MAKING_RUN | MAKING_SWEEP, false},
    {"summary.zh-CN.md", MAKING_RUN | MAKING_SWEEP, false},
    {"trace.json", MAKING_RUN | MAKING_DRAWN_RUN, false},
    {"states.csv", MAKING_RUN | MAKING_DRAWN_RUN, false},
    {"panels.csv", MAKING_RUN | MAKING_DRAWN_RUN, false},
    {"timeline.csv", MAKING_RUN | MAKING_DRAWN_RUN, false},
    {"activity.csv", MAKING_RUN | MAKING_DRAWN_RUN, false},
    {"race.animated.svg", MAKING_RUN | MAKING_DRAWN_RUN, false},
    {"race.animated.zh-CN.svg", MAKING_RUN | MAKING_DRAWN_RUN, false},
    {"report.html",
     MAKING_RUN | MAKING_SWEEP | MAKING_VERDICT | MAKING_DRAWN_RUN | MAKING_DRAWN_SWEEP |
         MAKING_DRAWN_VERDICT,
     false},
    {"headline", MAKING_RUN | MAKING_DRAWN_RUN, true},
    {"timeline", MAKING_RUN | MAKING_DRAWN_RUN, true},
    {"cost", MAKING_RUN | MAKING_DRAWN_RUN, true},
    {"budget", MAKING_RUN | MAKING_DRAWN_RUN, true},
    {"ecdf", MAKING_RUN | MAKING_SWEEP | MAKING_DRAWN_RUN | MAKING_DRAWN_SWEEP, true},
    {"sweep.json", MAKING_SWEEP, false},
    {"sweep.csv", MAKING_SWEEP, false},
    {"winners.csv", MAKING_SWEEP, false},
    {"scaling", MAKING_SWEEP | MAKING_DRAWN_SWEEP, true},
    {"winners", MAKING_SWEEP | MAKING_DRAWN_SWEEP, true},
    {"compare.json", MAKING_VERDICT, false},
    {"compare.csv", MAKING_VERDICT, false},
    {"forest", MAKING_VERDICT | MAKING_DRAWN_VERDICT, true},
    {"counts.json", MAKING_COUNT, false},
    {"selftest.json", MAKING_SELFTEST, false},
    {"selftest.csv", MAKING_SELFTEST, false},
};

/* Whether `ending` is that of a file of a figure; a redrawn one keeps its words. */
static bool is_of_figure(const char *ending, bool words)
{
    static const char *const pictures[] = {".en.svg", ".en.png", ".zh.svg", ".zh.png"};
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        if (strcmp(ending, pictures[i]) == 0)
            return true;
    }
    return words && (strcmp(ending, ".en.txt") == 0 || strcmp(ending, ".zh.txt") == 0);
}

static bool is_called(const struct made *made, const char *name, unsigned makers)
{
    static const unsigned measuring = MAKING_RUN | MAKING_SWEEP | MAKING_VERDICT;
    size_t length = strlen(made->name);
    if (!made->figure)
        return strcmp(name, made->name) == 0;
    return strncmp(name, made->name, length) == 0 && is_of_figure(name + length, makers & measuring);
}

bool made_by(const char *name, unsigned makers, const struct workload *workload)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if ((files[i].by & makers) && is_called(&files[i], name, makers))
            return true;
    }
    if (!workload || !(makers & MAKING_RUN))
        return false;
    const char *folder = made_folder(workload);
    return strcmp(name, workload->output) == 0 || (folder && strcmp(name, folder) == 0);
}

const char *made_folder(const struct workload *workload)
{
    return workload->makes_files && !workload->copies ? workload->name : NULL;
}
