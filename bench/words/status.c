/* SPDX-License-Identifier: MIT */
#include "bench/words/status.h"

#include <errno.h>
#include <stdio.h>

int complain(const struct failure *why)
{
    fprintf(stderr, "manyhands: %s\n", why->line);
    return CANNOT_RUN;
}

int complain_about(enum message id, const char *subject)
{
    struct failure why;
    fail(&why, -EINVAL, id, subject);
    return complain(&why);
}
