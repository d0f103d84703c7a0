/* SPDX-License-Identifier: MIT */
/* What `manyhands run`, `manyhands count` and `manyhands sweep` are asked for. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "bench/host/passed_on.h"
#include "bench/options/entrant.h"
#include "bench/words/failure.h"
#include "bench/words/sheet.h"
#include "workloads/registry.h"

enum {
    OPTIONS_MOST_MODELS = 16,
    OPTIONS_MOST_ROUNDS = 1000,
    OPTIONS_MOST_TASKS = 1000000,
    OPTIONS_MOST_AXES = 2
};

#define OPTIONS_MOST_WORK_NS UINT64_C(10000000000)
#define OPTIONS_DEFAULT_OUT  "results/latest"

/* A number that is to be filled in. */
#define OPTIONS_NOT_GIVEN UINT64_MAX

struct options {
    char *const *words; /* behind "run", as they were given; borrowed */
    size_t word_count;
    const struct workload *workload;
    struct entrant entrants[OPTIONS_MOST_MODELS];
    size_t entrant_count;
    size_t tasks;        /* to begin with; of copy, files */
    const char *from;    /* the folder to copy, or NULL: one is made */
    uint64_t file_bytes; /* of each file that is made to be copied */
    uint64_t work_ns;    /* to compute: all of a task of compute, or what an article's page has more */
    size_t in_flight;    /* tasks at once for all whose numbers were not given; 0: each its own number */
    uint64_t latency_ns;
    uint64_t jitter_ns;
    uint64_t bandwidth; /* bytes a second, 0: no limit */
    size_t rounds;      /* 0: as many as it takes, from 3 to 10 */
    size_t seed;
    uint64_t run_timeout_ns;    /* the most that one run may take, 0: by what it has to do */
    struct passed_on to_work;   /* attempts, backoff, time-outs */
    struct passed_on to_origin; /* faults */
    size_t port;                /* of the origin, 0: any free one */
    const char *out;            /* folder; borrowed from argv, as the other strings */
    const char *url;            /* template of a site to use instead of the origin, or NULL */
    double rate;                /* tasks a second, 0: no limit */
    struct io_settings settings;
    const char *over[OPTIONS_MOST_AXES]; /* what a sweep varies, as it was typed */
    size_t over_count;
    enum color color;
    const char *formats; /* the names --format may have; borrowed */
    const char *format;  /* to write to stdout instead of the table, or NULL */
    bool gil;            /* one lock a process around all computing */
    bool advise;         /* --workers auto: in_flight comes from a probe */
    bool remote;         /* the site is not on this machine */
    bool ascii;
    bool quiet;
    bool counting; /* for `manyhands count`: nothing is timed */
};
