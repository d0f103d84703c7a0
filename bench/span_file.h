/* SPDX-License-Identifier: MIT */
/* Spans as manyhands-work wrote them. */
#ifndef MANYHANDS_BENCH_SPAN_FILE_H
#define MANYHANDS_BENCH_SPAN_FILE_H

#include <stddef.h>
#include <stdio.h>

/* What a task cost. */
struct span_cost {
    size_t parent;    /* the task that added it, which comes before it, or SIZE_MAX */
    double latency_s; /* on the network, asked for to received, but for the computing that took */
    double compute_s; /* CPU time in all: to send and receive, to parse, to write files */
};

/* Reads what every task cost, in task order from 0 on, into an array that the caller frees. Returns 0 or a
   negative errno: -EBADMSG for a line that is no span, for one that ends before it starts, and for a task
   that is missing; then there is no array. */
int span_file_read(const char *path, struct span_cost **out, size_t *count);

/* Appends a file of spans to `to`, each line with `model` before it; the header, too, when `with_header`.
   Returns 0 or a negative errno. */
int span_file_append(FILE *to, const char *path, const char *model, int with_header);

#endif
