/* SPDX-License-Identifier: MIT */
/* Why something could not be done, in one line for a person: written where it is known, printed by a command.
 */
#pragma once

#include "bench/words/message.h"

struct failure {
    char line[768]; /* "" when nothing has been said */
};

/* Formats message `id` with what follows into `why`, with a "?" for each control character and each byte that
   is not UTF-8. Returns `err`, a negative errno, so that it can be returned. */
int fail(struct failure *why, int err, enum message id, ...);

/* How a command ends. */
enum status {
    FINE = 0,
    DIFFERS = 1, /* data that differ, a regression, or a web server that was gone */
    CANNOT_RUN = 2,
};

/* Says why on stderr. Returns CANNOT_RUN. */
int complain(const struct failure *why);

/* Likewise, with message `id` and what follows. */
int complain_about(enum message id, ...);
