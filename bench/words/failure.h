/* SPDX-License-Identifier: MIT */
/* Why something could not be done, in one line for a person: written where it is known, printed by a command.
 */
#pragma once

#include <stdbool.h>

#include "bench/words/message.h"

struct failure {
    char line[768]; /* "" when nothing has been said */
};

/* Formats message `id` with what follows into `why`, with a "?" for each control character and each byte that
   is not UTF-8. Returns `err`, a negative errno, so that it can be returned. */
int fail(struct failure *why, int err, enum message id, ...);

/* How a command ends. */
enum status {
    FINE = 0,
    DIFFERS = 1, /* data that differ, a regression, or a web server that was gone */
    CANNOT_RUN = 2,
};

enum announcement { ANNOUNCE_ERROR, ANNOUNCE_WARNING };

/* Says a line on stderr with who says so; in a workflow of GitHub (GITHUB_ACTIONS=true) as a workflow
   command, which becomes an annotation: GitHub reads those from a step's stderr as from its stdout
   (https://docs.github.com/actions/reference/workflow-commands-for-github-actions), and what the step writes
   its stdout to stays clean. */
bool announce_annotates(void); /* whether it is such a workflow */
void announce(enum announcement announcement, const char *line);

/* Says why on stderr, as an error. Returns CANNOT_RUN. */
int complain(const struct failure *why);

/* Likewise, with message `id` and what follows. */
int complain_about(enum message id, ...);
