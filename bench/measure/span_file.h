/* SPDX-License-Identifier: MIT */
/* Spans as manyhands-work wrote them. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { SPAN_FILE_LINE_SIZE = 512 };

/* A line: an attempt at a task, as core/span.h has it. */
struct span_row {
    size_t task;
    size_t parent;    /* the task that added it, which comes before it, or SIZE_MAX */
    unsigned attempt; /* from 1 */
    unsigned slot;
    int pid, tid;
    uint64_t queued_ns, started_ns, connected_ns, first_byte_ns, received_ns, parse_start_ns, parse_end_ns;
    uint64_t answered_ns; /* between connected and first byte; the latter where the server does not say */
    uint64_t cpu_ns;
    int outcome; /* 0 or an errno */
};

/* What a task cost. */
struct span_cost {
    size_t parent;    /* the task that added it, which comes before it, or SIZE_MAX */
    double latency_s; /* on the network, asked for to received, but for the computing that took */
    double compute_s; /* CPU time in all: to send and receive, to parse, to write files */
    double retried_s; /* from the start of its first attempt to that of its last */
};

/* When the first attempt began and the last one ended, CLOCK_MONOTONIC. */
struct span_extent {
    uint64_t first_ns, last_ns;
};

/* Reads a line that is not the header. Returns 0, or -EBADMSG for one that is no span, that has an attempt of
   0, or whose times are not in order. */
int span_row_read(struct span_row *row, const char *line);

/* Reads what the last attempt at every task cost, in task order from 0 on, into an array that the caller
   frees. Returns 0 or a negative errno: -EBADMSG for a line that is no span, for a task that is missing, and
   for attempts out of order; then there is no array. */
int span_file_read(const char *path, struct span_cost **out, size_t *count);

/* Reads that of all attempts. Returns 0 or a negative errno: -EBADMSG for a line that is no span, and where
   there is none. */
int span_file_extent(const char *path, struct span_extent *out);

/* Appends a file of spans to `to`, each line with `model` before it; the header, too, when `with_header`.
   Returns 0 or a negative errno. */
int span_file_append(FILE *to, const char *path, const char *model, int with_header);
