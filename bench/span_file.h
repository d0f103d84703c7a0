/* SPDX-License-Identifier: MIT */
/* Spans as manyhands-work wrote them. */
#ifndef MANYHANDS_BENCH_SPAN_FILE_H
#define MANYHANDS_BENCH_SPAN_FILE_H

#include <stddef.h>
#include <stdio.h>

/* Reads the network latency (asked for to received) and the parse time of every task from a file of spans, in
   seconds, into two arrays of `count`; either may be NULL. Returns how many spans there were (of more than
   `count`, `count`), or a negative errno: -EBADMSG for a line that is no span, or one that ends before it
   starts. */
long span_file_read(const char *path, double *latency_s, double *parse_s, size_t count);

/* Appends a file of spans to `to`, each line with `model` before it; the header, too, when `with_header`.
   Returns 0 or a negative errno. */
int span_file_append(FILE *to, const char *path, const char *model, int with_header);

#endif
