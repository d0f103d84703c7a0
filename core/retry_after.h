/* SPDX-License-Identifier: MIT */
/* The header field Retry-After (RFC 9110, 10.2.3): how long a server asks to be left alone. */
#pragma once

#include <curl/curl.h>
#include <stdint.h>

/* What `value` asks for at `now_ns` (since 1970), in nanoseconds: a number of seconds, or a date in one of
   HTTP's three formats. 0 for a date that is past, and for what is neither. A longer wait never comes out
   shorter: what is too large for the result is UINT64_MAX. */
uint64_t retry_after_parse(const char *value, uint64_t now_ns);

/* What the last answer of a finished transfer asks for, now; the longest if it does so more than once. */
uint64_t retry_after_of(CURL *easy);
