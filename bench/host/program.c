/* SPDX-License-Identifier: MIT */
#include "bench/host/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `name` in `place`, as seen from the folder of the running program; from "." when the kernel does not tell.
 */
static void beside(char out[PROGRAM_PATH_SIZE], const char *place, const char *name)
{
    char own[PROGRAM_PATH_SIZE] = "./";
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    if (length > 0)
        own[length] = '\0';
    const char *slash = strrchr(own, '/');
    snprintf(out, PROGRAM_PATH_SIZE, "%.*s%s%.1000s", slash ? (int)(slash + 1 - own) : 0, own, place, name);
}

void program_path(char out[PROGRAM_PATH_SIZE], const char *name)
{
    beside(out, "", name);
}

void program_data_path(char out[PROGRAM_PATH_SIZE], const char *name)
{
    beside(out, "../share/manyhands/", name);
}

bool program_installed(const char *name)
{
    char path[PROGRAM_PATH_SIZE];
    const char *folders = getenv("PATH");
    while (folders && *folders) {
        size_t length = strcspn(folders, ":");
        snprintf(path, sizeof path, "%.*s/%s", (int)length, folders, name);
        if (length && access(path, X_OK) == 0)
            return true;
        folders += length + (folders[length] == ':');
    }
    return false;
}
