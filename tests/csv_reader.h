/* SPDX-License-Identifier: MIT */
/* CSV read back, after RFC 4180 and by code that shares nothing with core/csv.c. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Reads the field at `*at`, before `end`, into `to`, which has room for end - *at bytes (no NUL is added),
   and moves `*at` behind it; `*last` when a CRLF ended it, and not a comma. Returns how many bytes it has, or
   -1 for what the RFC does not allow. */
ssize_t csv_read_field(const char **at, const char *end, char *to, bool *last);
