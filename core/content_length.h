/* SPDX-License-Identifier: MIT */
/* The header field Content-Length, read more strictly than curl does: it takes "90xyz" for 90, and the last
   of several, so that a part of a body would pass for the whole. */
#pragma once

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether `value` is a decimal number, or a list of the same one, equal to the number at `*digits` (of
   `*length` digits without leading zeros) if there is one already (not NULL); it points into `value`
   afterwards. */
bool content_length_is(const char *value, const char **digits, size_t *length);

/* Whether the last answer of a finished transfer says one length or none; without chunks, which come before
   any length (RFC 9112, 6.3: anything else is an error that cannot be recovered from). */
bool content_length_is_plain(CURL *easy);
