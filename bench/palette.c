/* SPDX-License-Identifier: MIT */
#include "bench/palette.h"

#include <string.h>

struct colors {
    const char *model;
    const char *figure;
    int terminal;
};

/* Each has a contrast of at least 3:1 on white and on #111827. A hybrid has the colour of its processes. */
static const struct colors ours[] = {
    {"sequential", "#666666", 245}, {"fork-pool", "#0072B2", 32},    {"pthread-pool", "#D55E00", 166},
    {"coroutine", "#009E73", 36},   {"fork-threads", "#0072B2", 32}, {"fork-coroutines", "#0072B2", 32},
};

static const struct colors theirs = {"", "#9467BD", 133}; /* programs of somebody's own */

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
