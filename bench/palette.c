/* SPDX-License-Identifier: MIT */
#include "bench/palette.h"

#include <string.h>

/* Each has a contrast of at least 3:1 on white and on #111827. */
static const struct {
    const char *model;
    const char *figure;
    int terminal;
} colors[] = {
    {"sequential", "#666666", 245},
    {"fork-pool", "#0072B2", 32},
    {"pthread-pool", "#D55E00", 166},
    {"coroutine", "#009E73", 36},
};

static size_t index_of(const struct model *model)
{
    size_t i = 0;
    while (i + 1 < sizeof colors / sizeof *colors && strcmp(colors[i].model, model->name) != 0)
        i++;
    return i;
}

const char *palette_figure(const struct model *model)
{
    return colors[index_of(model)].figure;
}

int palette_terminal(const struct model *model)
{
    return colors[index_of(model)].terminal;
}
