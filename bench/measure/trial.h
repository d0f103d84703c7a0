/* SPDX-License-Identifier: MIT */
/* Timed runs: one, which counts when everything about it is verified, and rounds of them. */
#pragma once

#include "bench/measure/comparison.h"
#include "stats/random.h"

/* A contender, and what it is measured with. Both borrowed. */
struct turn {
    const struct measuring *measuring;
    struct contender *contender;
};

/* Times one run, and adds it to the contender or, when its output or its requests are not exactly what they
   must be, says so in contender->problem and adds none. Counts the time it took. Returns 0, or a negative
   errno with measuring->why when the comparison can't go on: -EINTR for a signal, -ECONNRESET for an origin
   that is gone. */
int trial_run(const struct turn *turn);

/* Lists a turn of every contender of a comparison, of which there is one for each. Returns how many. */
size_t trial_list(struct turn turns[OPTIONS_MOST_MODELS], const struct measuring *measuring);

/* Called before each trial of a round; the round ends when it returns false. */
typedef bool (*trial_before)(const struct turn *turn, void *arg);

/* A round: trials of all `turns`, in a fresh random order, but for contenders that were taken out. Returns as
   trial_run, or -ENOMEM. */
int trial_round(const struct turn *turns, size_t count, struct random *random, trial_before before,
                void *arg);
