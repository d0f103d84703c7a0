/* SPDX-License-Identifier: MIT */
#include "bench/compare/word.h"

#include <errno.h>
#include <string.h>

const char *word_value(const char *name, int argc, char **argv, int *i, struct failure *why)
{
    size_t length = strlen(name);
    if (strncmp(argv[*i], name, length) != 0 || (argv[*i][length] && argv[*i][length] != '='))
        return NULL;
    if (argv[*i][length])
        return argv[*i] + length + 1;
    if (*i + 1 < argc)
        return argv[++*i];
    fail(why, -EINVAL, MESSAGE_VALUE_MISSING, name);
    return NULL;
}
