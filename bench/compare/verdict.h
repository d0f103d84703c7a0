/* SPDX-License-Identifier: MIT */
/* What a comparison of two builds found, and what is to be said of it: all that a writer of any format needs,
   in no language. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "bench/measure/comparison.h"
#include "bench/measure/metric.h"
#include "bench/options/options.h"
#include "bench/words/lines.h"
#include "stats/statistics.h"

enum verdict {
    VERDICT_INCONCLUSIVE,
    VERDICT_SAME,
    VERDICT_LESS,
    VERDICT_MORE,
    VERDICT_SHOWN,    /* nobody wants one: a single value of what varies */
    VERDICT_UNJUDGED, /* one is wanted and cannot be had: enum gap says why */
    VERDICT_FAILED,   /* the output or the requests of the new one are not right */
    VERDICT_COUNT
};

/* Why there is nothing to judge by. */
enum gap {
    GAP_NONE,
    GAP_ROUNDS,      /* a side has one round of times alone: nothing says how they vary */
    GAP_ZERO,        /* a time of 0, which is too short to be seen */
    GAP_NOT_REACHED, /* neither has it: they ended before its turn */
    GAP_ONLY_BASE,   /* the new one lacks it */
    GAP_ONLY_NEW,
    GAP_BASE_FAILED, /* the output or the requests were not right, in base, or in both */
    GAP_NEW_FAILED,
    GAP_COUNT
};

/* Which build a run was of; the control is base once more. */
enum role { ROLE_BASE, ROLE_NEW, ROLE_CONTROL, ROLE_COUNT };

/* The timed runs of a model in one role. Borrowed. */
struct runs {
    const struct trial *trials;
    size_t count; /* OPTIONS_MOST_ROUNDS at most */
};

enum {
    VERDICT_PATH_SIZE = 4096,
    VERDICT_PROBLEM_SIZE = 512,
    VERDICT_WORKLOAD_SIZE = 32,
    VERDICT_MOST_FINDINGS = OPTIONS_MOST_MODELS * METRIC_COUNT * 2, /* two results may share no model */
    VERDICT_MOST_TIMES = OPTIONS_MOST_MODELS * 2
};

/* All wall times of one model in one of the builds. */
struct verdict_times {
    char model[ENTRANT_LABEL_SIZE];
    enum role role;
    double *wall_s; /* owned: in the order they were taken */
    size_t count;
    double user_s, system_s; /* means */
};

/* One quantity of one model in both builds. */
struct finding {
    char model[ENTRANT_LABEL_SIZE];
    enum metric metric;
    double base, other;           /* seconds, bytes or counts, of which `ratio` is the ratio; NaN in a gap */
    size_t base_count, new_count; /* of how many values; of one there is no interval */
    enum gap gap;
    char problem[VERDICT_PROBLEM_SIZE]; /* of what failed: why, in words; else "" */
    bool exact;                         /* it varies by `tolerance` at most: any other difference is one */
    double tolerance;                   /* a fraction, 0 but for counts */
    struct estimate ratio;              /* new / base; the interval NaN, NaN when it is not known */
    double p;                           /* of there being no difference; NaN when it is not known */
    struct estimate control;            /* base again / base, all NaN where there was none */
    struct estimate first; /* where suspected: the ratio of the run that was to be confirmed; else NaN */
    unsigned base_oddities, new_oddities; /* stats/sample.h */
    bool suspected; /* a first run found a difference; all else here is of a second one */
    bool untried;   /* it is, and no run was left to confirm it: all else is of the run that raised it */

    /* By verdict_judge. */
    double p_holm;
    double margin; /* with what the control adds */
    enum verdict verdict;
    size_t more; /* about so many rounds more would settle what is inconclusive; 0: unknown */
};

struct judgement {
    bool live;
    char base[VERDICT_PATH_SIZE], other[VERDICT_PATH_SIZE]; /* files or programs */
    double margin;                                          /* as asked for: 0.03 */
    bool forced;                                            /* in spite of `differences` */
    char differences[768];    /* of machine and scenario, "environment.cpu, scenario.tasks"; "" for none */
    char unmatched[64];       /* a file that only one of two stored results has, "counts.json"; "" for none */
    bool timed, counted;      /* it is of times, of what `count` counted, or of both */
    bool partial;             /* a file holds a run that ended early */
    uint64_t seed;            /* of the order of the runs, when live */
    size_t rounds;            /* blocks of base, new and base again, when live: in both runs together */
    double seconds;           /* it took in all, when live */
    struct period period;     /* in which it was measured or, of stored results, compared */
    size_t cores;             /* usable here, when live */
    struct warnings warnings; /* that came before the timing, when live */
    json_t *environments[ROLE_NEW + 1];        /* owned: of base and new, as results.json has it; or NULL */
    char workload[VERDICT_WORKLOAD_SIZE];      /* "articles"; "" when a file does not say */
    char scenario[LANGUAGE_COUNT][LINES_SIZE]; /* what was done, for a person; never "" */
    struct verdict_times times[VERDICT_MOST_TIMES]; /* of a live one with a second run, that one's */
    size_t times_count;
    struct finding findings[VERDICT_MOST_FINDINGS];
    size_t count;
};

/* "inconclusive", "same", "shown", "unjudged", "failed"; of times "faster" or "slower", of others "less" or
   "more" */
const char *verdict_name(enum metric metric, enum verdict verdict);

/* Frees what it owns. */
void verdict_release(struct judgement *judgement);

/* An empty finding, added; NULL when there is no room. */
struct finding *verdict_add(struct judgement *judgement, const char *model, enum metric metric);

/* The finding about that model and metric, or NULL. */
struct finding *verdict_find(struct judgement *judgement, const char *model, enum metric metric);

/* Adds findings of the wall and the CPU time of a model. With a control all ran together, in as many rounds
   each (ratio_paired), else apart (ratio_separate). Returns 0 or -ENOMEM. */
int verdict_add_times(struct judgement *judgement, const char *model, const struct runs runs[ROLE_COUNT]);

/* Keeps the wall times of base and new, at least one each. Returns 0, or -ENOMEM, also when there are too
   many. */
int verdict_keep_times(struct judgement *judgement, const char *model, const struct runs runs[ROLE_COUNT]);

/* Adds medians of `rounds` values, 1 for what was measured once: judged where the metric is, else shown. */
void verdict_add_count(struct judgement *judgement, const char *model, enum metric metric, double base,
                       double other, size_t rounds);

/* Adds what is wanted and has nothing to be judged by; `problem`: of what failed why, in words, else NULL. */
void verdict_add_gap(struct judgement *judgement, const char *model, enum metric metric, enum gap gap,
                     const char *problem);

/* The first finding of an output, or requests, that are not right; NULL where there is none. */
const struct finding *verdict_failure(const struct judgement *judgement);

/* Whether a second run found what was suspected: a difference on the same side. */
bool verdict_is_confirmed(const struct finding *finding);

/* So many blocks could settle that `findings` differ: the least p of n pairs, 2^(1-n) by Wilcoxon's
   signed-rank test, is below 0.05 after Holm's adjustment over so many. */
size_t verdict_least_rounds(size_t findings);

/* Decides on all findings. With m the margin, and all on a scale of logarithms:
   - the same: the interval is inside ±m;
   - more or less: the whole interval is beyond m / 2 on that side and reaches beyond m, and the p is below
   0.05 after Holm's adjustment over all findings; of a suspicion that is to be confirmed the first is enough,
   but only on the side that was suspected. So a true difference of just m is found nearly always, and none by
   chance;
   - else inconclusive.
   What has a gap is not judged, or failed; what varies and was measured once is only shown. m is the margin
   asked for and as much as the control's interval is away from 1: by that much base differs from itself on
   this machine for sure, so that such a difference says nothing of the build. */
void verdict_judge(struct judgement *judgement);

/* Puts the findings of each model together, behind its first. */
void verdict_group(struct judgement *judgement);

/* Whether nothing is inconclusive. */
bool verdict_settled(const struct judgement *judgement);
