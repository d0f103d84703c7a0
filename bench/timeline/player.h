/* SPDX-License-Identifier: MIT */
/* Where a replay of the race is: what time and keys do to it. */
#pragma once

#include "bench/timeline/timeline.h"

struct player {
    const struct timeline *race; /* borrowed */
    uint64_t at_ns;
    double speed;  /* seconds of the recording a second */
    bool paused;   /* time is no matter */
    bool taken;    /* by a key: at the end it pauses */
    bool over;     /* there is nothing more to show: q, or the end where no key was pressed */
    size_t escape; /* bytes of a key's sequence that have been read */
};

/* Lets time pass; of a long while, in which the process must have been stopped, only a part. */
void player_pass(struct player *player, uint64_t elapsed_ns);

/* Takes a byte as a terminal sends it: space pauses or goes on, at the end from the start; right or "." goes
   to the next time that a task ends, left or "," to the last one, both pause; "+" and "-" double and halve
   the speed; r begins again; q ends it. Others are ignored. */
void player_key(struct player *player, char byte);
