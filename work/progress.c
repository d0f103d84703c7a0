/* SPDX-License-Identifier: MIT */
#include "work/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "core/span.h"

static const uint64_t pause_ns = 100000000;

void progress_init(struct progress *progress)
{
    *progress = (struct progress){.shown = isatty(STDERR_FILENO)};
}

void progress_show(struct progress *progress, size_t done, size_t known)
{
    if (!progress->shown)
        return;
    uint64_t now_ns = span_now_ns();
    if (done < known && now_ns < progress->last_ns + pause_ns)
        return;
    progress->last_ns = now_ns;
    (void)fprintf(stderr, "\r\033[K%6.2f %%  %zu of %zu tasks", 100 * (double)done / (double)known, done,
                  known);
    (void)fflush(stderr);
}

void progress_clear(const struct progress *progress)
{
    if (progress->last_ns)
        (void)fputs("\r\033[K", stderr);
}
