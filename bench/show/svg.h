/* SPDX-License-Identifier: MIT */
/* What an SVG of gnuplot's lacks: what it shows, in words, and colours for who looks at it in the dark. */
#pragma once

/* Gives the SVG at `path`, which gnuplot drew in the colours of scripts/plots/common.gp, a title and a
 * description instead of gnuplot's, and, where a dark page is wished for, dark colours. The titles of its
 * curves, which are gnuplot's commands, go. Returns 0 or a negative errno; then it is as it was. */
int svg_adapt(const char *path, const char *title, const char *description);
