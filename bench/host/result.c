/* SPDX-License-Identifier: MIT */
#include "bench/host/result.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/host/made.h"

int result_folder(char folder[WORKSPACE_PATH_SIZE], const char *given, struct failure *why)
{
    struct stat found;
    const char *slash = strrchr(given, '/');
    const char *name = slash ? slash + 1 : given;
    bool file = stat(given, &found) == 0 && !S_ISDIR(found.st_mode);
    if (strlen(given) >= WORKSPACE_PATH_SIZE || (file && !made_by(name, ~0U, NULL)))
        return fail(why, -EINVAL, MESSAGE_NOT_OF_A_RESULT, given);
    if (!file)
        (void)snprintf(folder, WORKSPACE_PATH_SIZE, "%s", given);
    else if (slash)
        (void)snprintf(folder, WORKSPACE_PATH_SIZE, "%.*s", slash == given ? 1 : (int)(slash - given), given);
    else
        (void)snprintf(folder, WORKSPACE_PATH_SIZE, ".");
    return 0;
}
