/* SPDX-License-Identifier: MIT */
/* Where a line may be broken. */
#pragma once

#include <stddef.h>

/* The bytes of the shortest piece at the start of UTF-8 `text` (not empty) behind which a line may end: a
   word with the spaces behind it, or one Chinese character; with the punctuation that must not end a line
   before it and that which must not begin one behind it. */
size_t wrap_piece(const char *text);

/* How many spaces end a piece of `length` bytes. */
size_t wrap_spaces(const char *piece, size_t length);
