/* SPDX-License-Identifier: MIT */
#include "bench/build.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/program.h"

int build_find_work(char out[ENTRANT_PROGRAM_SIZE], const char *where, struct failure *why)
{
    static const char *const places[] = {"/bin/manyhands-work", "/manyhands-work", ""};
    char path[PROGRAM_PATH_SIZE];
    struct stat found;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int length = snprintf(path, sizeof path, "%s%s", where, places[i]);
        if (length >= (int)sizeof path || stat(path, &found) || !S_ISREG(found.st_mode) || access(path, X_OK))
            continue;
        char *real = realpath(path, NULL);
        size_t size = real ? strlen(real) + 1 : 0;
        if (size > 0 && size <= ENTRANT_PROGRAM_SIZE)
            memcpy(out, real, size);
        free(real);
        if (size > 0 && size <= ENTRANT_PROGRAM_SIZE)
            return 0;
    }
    return fail(why, -ENOENT, MESSAGE_NOT_A_BUILD, where);
}
