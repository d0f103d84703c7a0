/* SPDX-License-Identifier: MIT */
/* The command line of manyhands-work. */
#pragma once

#include "models/model.h"
#include "workloads/registry.h"

struct options {
    struct model_choice choice;
    const struct workload *workload;
    size_t tasks;
    const char *url;  /* template of the tasks, borrowed from argv, as the other strings */
    const char *from; /* the folder to copy, or NULL */
    const char *out;  /* NULL: beside `from` */
    size_t steps;
    size_t chunk;
    bool gil;
    const char *spans;    /* or NULL */
    const char *failures; /* or NULL */
    struct io_settings settings;
    struct retry_policy retry;
    bool fail_fast;
    double rate; /* tasks a second, 0: no limit */
    bool exit_with_parent;
    bool no_sync; /* the files need not survive a crash of the machine */
};

/* Reads the command line. Returns 0; 1 when it was --help or --version and has been answered on stdout; or
   -EINVAL when one line about what is wrong has been written to stderr. */
int options_parse(struct options *options, int argc, char **argv);
