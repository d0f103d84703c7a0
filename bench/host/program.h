/* SPDX-License-Identifier: MIT */
/* Where the other programs and the plot scripts are: beside this one. */
#pragma once

#include <stdbool.h>

enum {
    PROGRAM_PATH_SIZE = 4096, /* bytes, with the terminating NUL: of what is beside this program */
    PROGRAM_SIZE = 512        /* of a program that was named on the command line */
};

/* The path of one of our own programs, in the folder of the running one. */
void program_path(char out[PROGRAM_PATH_SIZE], const char *name);

/* The path of a file below ../share/manyhands, seen from that folder. */
void program_data_path(char out[PROGRAM_PATH_SIZE], const char *name);

/* Whether a program of that name is found in PATH. */
bool program_installed(const char *name);
