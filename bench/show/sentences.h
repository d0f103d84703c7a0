/* SPDX-License-Identifier: MIT */
/* A comparison in words: what was run, what the numbers mean. In the language set
   (message_language); the terminal and summary.md show the same. */
#pragma once

#include "bench/measure/comparison.h"

enum { REPORT_WORK_SIZE = 512 };

/* Between the parts of a scenario. */
#define REPORT_SEPARATOR " · "

/* Adds a line for each of `bits` (stats/sample.h) about the sample that `where` names. */
void report_oddities(struct lines *lines, const char *where, unsigned bits);

/* What there is to do: "10 pages, 600 ms each". `task_count` is how many tasks that makes: of a folder to
   copy what is in it; more than options->tasks where tasks add others, and then it is said. */
void report_work(char out[REPORT_WORK_SIZE], const struct options *options, size_t task_count);

/* Adds how it was done, with which any scenario ends: " · --gil · 3 interleaved rounds · every byte
   verified"; the rounds are up to `most`, where those differ. */
void report_add_how(char out[LINES_SIZE], const struct options *options, size_t rounds, size_t most,
                    bool verified, bool partial);

/* What was run: "10 pages, 600 ms each · articles · 3 interleaved rounds · every byte verified". */
void report_scenario(char out[LINES_SIZE], const struct comparison *comparison);

/* Models without a time, limits that make the numbers say less than they seem to, and what is odd about them.
 */
void report_warnings(struct lines *lines, const struct comparison *comparison);

/* What the numbers mean: true of these numbers, not of what was expected. */
void report_meaning(struct lines *lines, const struct comparison *comparison);

/* Of what the numbers mean, the part about the gap between threads and coroutines that the tutorial found:
   what the contenders that are set up as the tutorial was say about it, in C and, where its own programs take
   part, in Python; nothing in any other set-up. */
void report_tutorial_gap(struct lines *lines, const struct comparison *comparison);

/* Whether recording the timelines made the runs slower, as far as the timed rounds can tell. */
void report_recording(struct lines *lines, const struct comparison *comparison);

/* How to read the bound, where the time went, what tracing cost. */
void report_notes(struct lines *lines, const struct comparison *comparison);

/* All of these. */
struct report_words {
    char scenario[LINES_SIZE];
    struct lines warnings;
    struct lines meaning;
    struct lines notes;
};
void report_words(struct report_words *words, const struct comparison *comparison);
