/* SPDX-License-Identifier: MIT */
/* What a command of manyhands is asked for: what its command line sets, and what was filled in. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "bench/host/program.h"
#include "bench/options/entrant.h"
#include "bench/words/failure.h"
#include "bench/words/sheet.h"
#include "workloads/registry.h"

enum {
    OPTIONS_MOST_MODELS = 16,
    OPTIONS_MOST_ROUNDS = 1000,
    OPTIONS_MOST_IN_FLIGHT = 100000,
    OPTIONS_MOST_TASKS = 1000000,
    OPTIONS_MOST_AXES = 2,
    OPTIONS_MOST_OPERANDS = 2,
    OPTIONS_MOST_SLOW_DOWNS = 8,
    OPTIONS_MOST_COMPARISONS = 10000
};

#define OPTIONS_MOST_WORK_NS UINT64_C(10000000000)
#define OPTIONS_DEFAULT_OUT  "results/latest"

/* Numbers that are to be filled in. */
#define OPTIONS_NOT_GIVEN       UINT64_MAX
#define OPTIONS_COUNT_NOT_GIVEN SIZE_MAX

struct options {
    char **words; /* behind the command, as they were given; borrowed */
    size_t word_count;
    const char *operands[OPTIONS_MOST_OPERANDS]; /* those of them that are no options; NULL: not given */
    const struct workload *workload;             /* NULL: not given */
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
    struct passed_on added;     /* what the words of the scenario do not tell (SCENARIO_ADDED) */
    size_t port;                /* of the origin, 0: any free one */
    const char *out;            /* folder; borrowed from argv, as the other strings; NULL: none */
    const char *url;            /* template of a site to use instead of the origin, or NULL */
    double rate;                /* tasks a second, 0: no limit */
    struct io_settings settings;
    const char *over[OPTIONS_MOST_AXES]; /* what a sweep varies, as it was typed */
    size_t over_count;
    const char *format; /* to write to stdout instead of the table, or NULL */

    /* Of `compare` and `selftest`. */
    const char *only_live; /* the first option that was given and goes only with `live`, or NULL */
    double margin;         /* 0.03 */
    uint64_t limit_ns;     /* of a live comparison, all in all; of `run` and `sweep`, for further rounds */

    /* Of `selftest`. */
    size_t comparisons;                         /* of the build with itself */
    size_t detections;                          /* of it with each slow-down */
    double slow_downs[OPTIONS_MOST_SLOW_DOWNS]; /* of the CPU time: 0.05 */
    size_t slow_down_count;

    double speed; /* of `race`: seconds of the recording a second, 0: so that the slowest takes 15 s */

    /* Switches. */
    enum color color;
    bool preset; /* the models are those of a preset that was given */
    bool gil;    /* one lock a process around all computing */
    bool advise; /* --workers auto: in_flight comes from a probe */
    bool remote; /* the site is not on this machine */
    bool ascii;
    bool quiet;
    bool counting; /* for `manyhands count`: nothing is timed */
    bool live;     /* of `compare` and `selftest` */
    bool force;    /* of `compare` */
    bool quick;    /* of `selftest`: no comparison is begun after most of a minute */
};
