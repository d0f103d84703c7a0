/* SPDX-License-Identifier: MIT */
/* CSV as RFC 4180 has it: CRLF between rows, fields quoted when they must be, quotes doubled. */
#pragma once

#include "core/buffer.h"

/* Appends one row of `count` UTF-8 fields, each NUL-terminated (NULL counts as empty), and its CRLF.
   A lone empty field is written as "" so that the row is not an empty line.
   Returns 0 or -ENOMEM, and then `out` is as it was. */
int csv_append_row(struct buffer *out, const char *const *fields, size_t count);
