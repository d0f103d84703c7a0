/* SPDX-License-Identifier: MIT */
#include "bench/measure/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "bench/words/text.h"

bool progress_wanted(const struct options *options)
{
    return !options->quiet && isatty(STDERR_FILENO);
}

void progress_clear(const struct options *options)
{
    if (progress_wanted(options))
        fputs("\r\033[K", stderr);
}

void progress_step(const struct options *options, enum message id, const char *detail)
{
    if (!progress_wanted(options))
        return;
    progress_clear(options);
    fprintf(stderr, message(id), detail);
}

/* What the rounds still take, from the rounds so far: up to the least number of them. */
static double left_s(const struct comparison *comparison, size_t round)
{
    double round_s = 0;
    size_t least = comparison->options->rounds ? comparison->options->rounds : COMPARISON_LEAST_ROUNDS;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender))
            round_s += contender->trials[contender->trial_count - 1].wall_s;
    }
    return round_s * (double)(least > round ? least - round + 1 : 1);
}

void progress_round(const struct comparison *comparison, const struct contender *contender)
{
    size_t round = comparison->rounds + 1;
    char number[32];
    const struct options *options = comparison->options;
    if (!progress_wanted(options))
        return;
    if (options->rounds)
        snprintf(number, sizeof number, "%zu/%zu", round, options->rounds);
    else
        snprintf(number, sizeof number, "%zu (%d–%d)", round, COMPARISON_LEAST_ROUNDS,
                 COMPARISON_MOST_ROUNDS);
    progress_clear(options);
    if (round == 1)
        fprintf(stderr, message(MESSAGE_PROGRESS_FIRST), number, contender->entrant.label);
    else
        fprintf(stderr, message(MESSAGE_PROGRESS_ROUND), number, contender->entrant.label,
                text_seconds(left_s(comparison, round)).text);
}

void progress_turn(const struct options *options, const char *number, const char *what, double left_s)
{
    if (!progress_wanted(options))
        return;
    progress_clear(options);
    if (left_s > 0)
        fprintf(stderr, message(MESSAGE_PROGRESS_ROUND), number, what, text_seconds(left_s).text);
    else
        fprintf(stderr, message(MESSAGE_PROGRESS_FIRST), number, what);
}
