/* SPDX-License-Identifier: MIT */
#include "bench/failure.h"

#include <stdarg.h>
#include <stdio.h>

int fail(struct failure *why, int err, enum message id, ...)
{
    va_list arguments;
    va_start(arguments, id);
    vsnprintf(why->line, sizeof why->line, message(id), arguments);
    va_end(arguments);
    return err;
}
