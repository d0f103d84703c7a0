/* SPDX-License-Identifier: MIT */
#include "bench/palette.h"

#include <string.h>

struct colors {
    const char *model;
    const char *figure;
    int terminal;
    const char *pattern;
};

/* Each has a contrast of at least 3:1 on white and on #111827. A hybrid has the colour of its processes,
   hatched. */
static const struct colors ours[] = {
    {"sequential", "#666666", 245, "solid"},    {"fork-pool", "#0072B2", 32, "solid"},
    {"pthread-pool", "#D55E00", 166, "solid"},  {"coroutine", "#009E73", 36, "solid"},
    {"fork-threads", "#0072B2", 32, "hatched"}, {"fork-coroutines", "#0072B2", 32, "crosshatched"},
};

static const struct colors theirs = {"", "#9467BD", 133, "solid"}; /* programs of somebody's own */

static const struct colors *colors_of(const struct entrant *entrant)
{
    for (size_t i = 0; entrant->model && i < sizeof ours / sizeof *ours; i++) {
        if (strcmp(ours[i].model, entrant->model->name) == 0)
            return &ours[i];
    }
    return &theirs;
}

const char *palette_figure(const struct entrant *entrant)
{
    return colors_of(entrant)->figure;
}

int palette_terminal(const struct entrant *entrant)
{
    return colors_of(entrant)->terminal;
}

const char *palette_pattern(const struct entrant *entrant)
{
    return colors_of(entrant)->pattern;
}
