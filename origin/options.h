/* SPDX-License-Identifier: MIT */
/* The command line of manyhands-origin. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "origin/server.h"

struct options {
    const char *host; /* borrowed from the command line */
    uint16_t port;
    struct server_settings settings;
    bool allow_remote;
    bool exit_with_parent;
    bool help;    /* asked for the usage text: the rest may not have been read */
    bool version; /* asked for the version: the rest may not have been read */
};

enum { OPTIONS_REASON_SIZE = 400 };

/* The usage text, as printed. */
extern const char options_usage[];

/* Reads the command line, filling in defaults. Returns 0, or -EINVAL with one line for a person in `reason`.
 */
int options_parse(struct options *options, int argc, char **argv, char reason[OPTIONS_REASON_SIZE]);
