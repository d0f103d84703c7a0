/* SPDX-License-Identifier: MIT */
/* A horizontal bar in a terminal, to an eighth of a column. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Bytes that hold a bar of `columns`, with its NUL. */
#define BARS_SIZE(columns) (3 * (size_t)(columns) + 1)

/* Writes a bar of value/max · columns, of block elements (█▏▎…), or of '#' where `ascii`; it is not padded.
   A value above 0 shows at least the smallest mark, one of `max` or more fills the columns, and one that is
   not a number is no bar. Returns 0, or -ENOSPC when `size` is under BARS_SIZE(columns); then `out` is "". */
int bars_draw(char *out, size_t size, double value, double max, size_t columns, bool ascii);
