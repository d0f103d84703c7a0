/* SPDX-License-Identifier: MIT */
/* Why something could not be done, in one line for a person: written where it is known, printed by main. */
#pragma once

#include "bench/words/message.h"

struct failure {
    char line[768]; /* "" when nothing has been said */
};

/* Formats message `id` with what follows into `why`, with a "?" for each control character and each byte that
 is not UTF-8. Returns `err`, a negative errno, so that it can be
 * returned. */
int fail(struct failure *why, int err, enum message id, ...);
