/* SPDX-License-Identifier: MIT */
/* Numbers as people type them on a command line: counts, durations, sizes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The most that each can be. */
#define NUMBER_MOST_DECIMAL 1e9
#define NUMBER_MOST_NS      UINT64_C(3600000000000)
#define NUMBER_MOST_BYTES   UINT64_C(1000000000000)

/* Each reads the whole of `text` into `*out`. Returns 0, -EINVAL when it is no such number (a sign, a
   fraction of a count, a missing or unknown unit, anything behind it) or -ERANGE when it is outside the
   range; `*out` is then untouched. */

/* Decimal digits only, from `least` to `most`. */
int number_parse_count(const char *text, size_t least, size_t most, size_t *out);

/* A decimal number, not negative, at most 1e9: "2", "0.5". */
int number_parse_decimal(const char *text, double *out);

/* A percentage from 0% to 100%, "3%" or "0.5%", to a fraction. */
int number_parse_percent(const char *text, double *out);

/* A decimal number with its unit, ns, us, ms, s or min, to nanoseconds, at most one hour: "600ms", "1.5s". A
 * bare 0 needs no unit. */
int number_parse_duration(const char *text, uint64_t *out_ns);

/* Bytes a second: a decimal number with B, kB, MB or GB (powers of 1000), at least 1: "250kB", "1.5MB". */
int number_parse_bandwidth(const char *text, uint64_t *out_bytes);
