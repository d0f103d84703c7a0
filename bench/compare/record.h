/* SPDX-License-Identifier: MIT */
/* A results.json, a counts.json, or both, as another run left them, or as anybody wrote them: nothing in them
   is trusted. */
#pragma once

#include <jansson.h>

#include "bench/compare/verdict.h"

enum { RECORD_MOST_VALUES = OPTIONS_MOST_ROUNDS }; /* more rounds no run can have */

/* The kinds of file. */
enum record_kind { RECORD_TIMES, RECORD_COUNTS, RECORD_KINDS };

/* "results.json", "counts.json" */
extern const char *const record_names[RECORD_KINDS];

/* A model that took part, also one without numbers: it was taken out, or its turn did not come. */
struct record_model {
    char name[ENTRANT_LABEL_SIZE];
    bool listed[RECORD_KINDS];         /* a file of that kind names it */
    const char *problem[RECORD_KINDS]; /* borrowed: why it was taken out there; NULL when it was not */
    size_t rounds[RECORD_KINDS];       /* 0 where it has none of that kind */
    struct trial *trials;      /* owned: one a round of times, all finite, the wall time positive; or NULL */
    double once[METRIC_COUNT]; /* what was measured once beside the times: positive numbers, or NaN */
    double counts[METRIC_COUNT]; /* medians of rounds of counts, or NaN */
};

struct record {
    json_t *roots[RECORD_KINDS]; /* owned; NULL where there is no such file */
    struct record_model models[RECORD_KINDS * OPTIONS_MOST_MODELS];
    size_t count;
};

/* Reads the file of either kind at `path`, or those of both kinds in the folder there. Returns 0, or a
   negative errno with `why`: -EBADMSG when one is none that could be; record_release is due either way. */
int record_read(struct record *record, const char *path, struct failure *why);

void record_release(struct record *record);

/* The model of that name, or NULL. */
const struct record_model *record_find(const struct record *record, const char *name);

/* Whether both have a file of that kind. */
bool record_both_have(const struct record *base, const struct record *other, enum record_kind kind);

/* What that file is about, "articles", borrowed; "" when it does not say. */
const char *record_workload(const struct record *record, enum record_kind kind);

/* What was done, for a person in that language, borrowed; of a file that does not say, the workload. */
const char *record_scenario(const struct record *record, enum record_kind kind, enum language language);

/* What of machine and scenario makes what both have incomparable and differs ("manyhands compare --help" has
   the list; of counts, scenario alone): names with commas between, in `out` of `size` bytes; "" for nothing.
 */
void record_differences(const struct record *base, const struct record *other, char *out, size_t size);
