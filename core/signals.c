/* SPDX-License-Identifier: MIT */
#include "core/signals.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};

static bool ignored(int number)
{
    struct sigaction now;
    return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void signals_ending(sigset_t *out)
{
    (void)sigemptyset(out);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        if (!ignored(ending[i]))
            (void)sigaddset(out, ending[i]);
    }
}

int signals_meet(const struct sigaction *action)
{
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        if (!ignored(ending[i]) && sigaction(ending[i], action, NULL))
            return -errno;
    }
    return 0;
}
