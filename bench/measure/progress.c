/* SPDX-License-Identifier: MIT */
#include "bench/measure/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "bench/words/number.h"

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
