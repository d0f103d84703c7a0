/* SPDX-License-Identifier: MIT */
/* Numbers of JSON, of any size. */
#pragma once

#include <stddef.h>

#include "core/buffer.h"

/* The bytes of the number that `text` begins with, or 0: RFC 8259, 6, and NaN, Infinity and -Infinity, which
   Python's json module takes, too. */
size_t json_number_length(const char *text, size_t size);

/* Appends such a number as Python's str() writes it: an integer with all of its digits, anything else with
   the fewest that give the same double. Returns 0 or -ENOMEM. */
int json_number_append(struct buffer *out, const char *number, size_t size);
