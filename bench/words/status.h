/* SPDX-License-Identifier: MIT */
/* How a command ends, and what it says when it could not do what was asked for. */
#pragma once

#include "bench/words/failure.h"

enum status {
    FINE = 0,
    DIFFERS = 1, /* data that differ, a regression, or a web server that was gone */
    CANNOT_RUN = 2,
};

/* Says why on stderr. Returns CANNOT_RUN. */
int complain(const struct failure *why);

/* Likewise, with message `id` and what it is about. */
int complain_about(enum message id, const char *subject);
