/* SPDX-License-Identifier: MIT */
/* The other programs: where they and the plot scripts are, beside this one, and what is handed on to them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    PROGRAM_PATH_SIZE = 4096, /* bytes, with the terminating NUL: of what is beside this program */
    PROGRAM_SIZE = 512,       /* of a program that was named on the command line */
    PASSED_ON_MOST = 40
};

/* Options that are handed on as they are: to manyhands-work (attempts and time-outs) and to the origin
   (faults). They are checked before (bench/options/table.h), so that a wrong one is one line before anything
   is started. */
struct passed_on {
    const char *words[2 * PASSED_ON_MOST]; /* "--attempts", "3", ...; borrowed */
    size_t count;
};

/* The path of one of our own programs, in the folder of the running one. */
void program_path(char out[PROGRAM_PATH_SIZE], const char *name);

/* The path of a file below ../share/manyhands, seen from that folder. */
void program_data_path(char out[PROGRAM_PATH_SIZE], const char *name);

/* Whether a program of that name is found in PATH. */
bool program_installed(const char *name);
