/* SPDX-License-Identifier: MIT */
/* Runs of contenders, each of which counts when everything about it is verified: rounds of timed ones, and
   those that look at memory and spans, which would cost a timed one time. */
#pragma once

#include "bench/measure/comparison.h"
#include "stats/random.h"

/* A contender, and what it is measured with. Both borrowed. */
struct turn {
    const struct measuring *measuring;
    struct contender *contender;
};

/* Lists a turn of every contender of a comparison, of which there is one for each. Returns how many. */
size_t trial_list(struct turn turns[OPTIONS_MOST_MODELS], const struct measuring *measuring);

/* Called before each trial of a round; the round ends when it returns false. */
typedef bool (*trial_before)(const struct turn *turn, void *arg);

/* A round: trials of all `turns`, in a fresh random order, but for contenders that were taken out, or are
   now: contender->problem says why. Counts the time it took. Returns 0, or a negative errno with
   measuring->why when the comparison can't go on: -EINTR for a signal, -ECONNRESET for an origin that is
   gone, -ENOMEM. */
int trial_round(const struct turn *turns, size_t count, struct random *random, trial_before before,
                void *arg);

/* Runs the contender some times more, once while its process tree's memory is sampled, then with spans
   recorded, once or, where that is short, three times; fills in contender->observed. The last spans go to
   NAME.spans.csv in the workspace. All outputs are verified. Returns 0 or a negative errno with
   measuring->why: -EINTR for a signal, -ECONNRESET for an origin that is gone. */
int trial_observe(const struct measuring *measuring, struct contender *contender);

/* The first of these runs alone. */
int trial_observe_memory(const struct measuring *measuring, struct contender *contender);
