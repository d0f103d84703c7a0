/* SPDX-License-Identifier: MIT */
/* What recording the timelines cost: a run of each model with spans, against the rounds that were timed. */
#include <math.h>

#include "bench/show/sentences.h"
#include "bench/words/number.h"

enum { LEAST_ROUNDS = 3 };

/* All models together: what the recorded runs took, and each round that all have. */
struct recording {
    double recorded_s; /* 0: nothing was recorded */
    double rounds_s[OPTIONS_MOST_ROUNDS];
    size_t rounds;
};

static void add(struct recording *recording, const struct contender *contender)
{
    double values[OPTIONS_MOST_ROUNDS];
    contender_numbers(contender, contender->trial_count, TRIAL_WALL, values);
    if (contender->trial_count < recording->rounds)
        recording->rounds = contender->trial_count;
    for (size_t i = 0; i < recording->rounds; i++)
        recording->rounds_s[i] += values[i];
    recording->recorded_s += contender->observed.traced_wall_s;
}

static struct recording sum_up(const struct comparison *comparison)
{
    struct recording recording = {.rounds = OPTIONS_MOST_ROUNDS};
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender) && contender->observed.present &&
            isfinite(contender->observed.traced_wall_s))
            add(&recording, contender);
    }
    return recording;
}

/* How far one more round may lie from the mean of the timed ones, as a part of it: t · deviation · √(1 +
   1/n), with 95 % of a normal sample (the prediction interval, e.g. Hahn and Meeker, Statistical Intervals,
   1991). Infinite where there are too few. */
static double spread_of(const struct recording *recording, double mean_s)
{
    double rounds = (double)recording->rounds;
    if (recording->rounds < LEAST_ROUNDS)
        return INFINITY;
    return student_limit(rounds - 1) * statistics_deviation(recording->rounds_s, recording->rounds) *
           sqrt(1 + 1 / rounds) / mean_s;
}

/* The recorded runs are one more round: that they take something is seen where they lie farther off than such
   a round may. */
void report_recording(struct lines *lines, const struct comparison *comparison)
{
    const struct recording recording = sum_up(comparison);
    if (recording.recorded_s <= 0 || recording.rounds == 0)
        return;
    double mean_s = statistics_mean(recording.rounds_s, recording.rounds);
    double change = recording.recorded_s / mean_s - 1;
    struct text_number record = text_seconds(comparison->record_s);
    double any = spread_of(&recording, mean_s);
    if (any >= 1) { /* as much as all of them take */
        lines_add(lines, MESSAGE_NOTE_RECORDING_UNKNOWN, text_change(1 + change).text, record.text);
        return;
    }
    struct text_number spread = text_percent(any);
    if (fabs(change) <= any)
        lines_add(lines, MESSAGE_NOTE_RECORDING_EVEN, text_change(1 + change).text, spread.text, record.text);
    else
        lines_add(lines, change > 0 ? MESSAGE_NOTE_RECORDING_SLOWER : MESSAGE_NOTE_RECORDING_FASTER,
                  text_percent(fabs(change)).text, spread.text, record.text);
}
