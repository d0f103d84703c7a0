/* SPDX-License-Identifier: MIT */
/* The local web server, as the harness sees it: a program that is started, asked for its counts and ended. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "bench/host/process.h"
#include "bench/host/program.h"
#include "bench/words/failure.h"
#include "core/io.h"

struct origin_settings {
    uint64_t latency_ns;
    uint64_t jitter_ns;
    uint64_t bandwidth; /* bytes a second, 0: no limit */
    size_t seed;
    size_t port;                    /* 0: any free one */
    const struct passed_on *faults; /* borrowed, or NULL */
};

struct origin {
    struct process process;
    char address[64]; /* "http://127.0.0.1:PORT" */
    struct io *io;    /* owned: for its counts */
};

/* What it counted since it was last reset. */
struct origin_counts {
    size_t requests;
    size_t paths; /* different ones */
    size_t connections;
    size_t peak_in_flight;
    double cpu_s;
};

/* Starts one and waits until it listens. Returns 0 or a negative errno with `why`. */
int origin_start(struct origin *origin, const struct origin_settings *settings, struct failure *why);

/* Whether it was started, and not stopped since. */
bool origin_runs(const struct origin *origin);

/* Sets its counts to 0, or reads them. Returns 0 or a negative errno with `why`: then it is not there any
 * more. */
int origin_reset(struct origin *origin, struct failure *why);
int origin_read(struct origin *origin, struct origin_counts *out, struct failure *why);

/* Reads the counts from `size` bytes of JSON, as /stats answers. Returns 0, or -EBADMSG when some are not
   there or are no counts. */
int origin_counts_parse(struct origin_counts *out, const char *json, size_t size);

/* What a failure `err` near it (0: none) really was: -ECONNRESET with `why` when the origin is gone, else
 * `err`. */
int origin_explain(struct origin *origin, int err, struct failure *why);

/* Ends it. Also when it was never started. */
void origin_stop(struct origin *origin);
