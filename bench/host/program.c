/* SPDX-License-Identifier: MIT */
#include "bench/host/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the running program; "." when the kernel does not tell. */
static void own_folder(char out[PROGRAM_PATH_SIZE])
{
    ssize_t length = readlink("/proc/self/exe", out, PROGRAM_PATH_SIZE - 1);
    out[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
    else
        memcpy(out, ".", sizeof ".");
}

void program_path(char out[PROGRAM_PATH_SIZE], const char *name)
{
    char folder[PROGRAM_PATH_SIZE];
    own_folder(folder);
    snprintf(out, PROGRAM_PATH_SIZE, "%.3000s/%.1000s", folder, name);
}

void program_data_path(char out[PROGRAM_PATH_SIZE], const char *name)
{
    char folder[PROGRAM_PATH_SIZE];
    own_folder(folder);
    snprintf(out, PROGRAM_PATH_SIZE, "%.3000s/../share/manyhands/%.1000s", folder, name);
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
