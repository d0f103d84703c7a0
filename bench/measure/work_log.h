/* SPDX-License-Identifier: MIT */
/* What manyhands-work said of a run: its report, a line of JSON, and why it failed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct work_log {
    size_t retries; /* attempts besides the first of each task */
    size_t rows;
    size_t bytes;
    char complaint[384]; /* the line that says why it failed, or "" */
};

/* Reads it from a file with all that a run wrote to stdout and stderr. `ours`: the run was of manyhands-work,
   whose first line that is no report and no warning is the complaint; of another program it is the last one.
   What is not there is 0 or "". */
void work_log_read(struct work_log *log, const char *path, bool ours);
