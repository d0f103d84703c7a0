/* SPDX-License-Identifier: MIT */
/* The figures, drawn by gnuplot from files in the folder of the results. */
#pragma once

#include <stdio.h>

#include "bench/host/workspace.h"
#include "bench/show/sentences.h"

/* A figure: drawn by scripts/plots/NAME.gp where the results have the file `data`, with a row below its
 * header. */
struct figure {
    const char *name;
    const char *data;
    void (*words)(FILE *file, const void *about); /* its texts, a line each, in the language set; the first
                                                     two are its title and what was measured */
    enum message shows;                           /* what is to be seen in it */
};

/* Draws NAME.LANG.svg and .png of each figure in every language into the folder of the results; `about` goes
   to `words`. What is missing (gnuplot, a Chinese font, a picture) is said in `warnings`: results are worth
   having without their pictures. Returns 0, also without pictures, or a negative errno with `why`: -EINTR for
   a signal. */
int figure_draw(const struct figure *figures, size_t count, const void *about,
                const struct workspace *workspace, struct lines *warnings, struct failure *why);

/* Draws them again, in the words that figure_draw left beside their data; one without either is passed over.
   As figure_draw otherwise. */
int figure_redraw(const struct figure *figures, size_t count, const struct workspace *workspace,
                  struct lines *warnings, struct failure *why);

/* Links the SVG of a figure in Markdown, in the language set, with message `id` as its text; nothing where
   there is none. */
void figure_put_link(FILE *file, const char *figure, enum message id, const struct workspace *workspace);

/* Removes the figures of earlier results and their words, so that none is taken for one of these. */
void figure_remove(const struct figure *figures, size_t count, const struct workspace *workspace);
