/* SPDX-License-Identifier: MIT */
/* A lane of the timeline as it is drawn: what one worker or coroutine was at, piece by piece. */
#pragma once

#include "bench/timeline/timeline.h"

/* What there is to see of a worker. LANE_QUEUED: its next task waits, for this worker, for a retry, or for
   its turn to compute; LANE_IDLE: there is none. */
enum lane_state {
    LANE_IDLE,
    LANE_QUEUED,
    LANE_CONNECTING,
    LANE_WAITING,
    LANE_RECEIVING,
    LANE_PARSING,
    LANE_STATES
};

struct lane_piece {
    enum lane_state state;
    uint64_t begin_ns, end_ns;
};

struct lane {
    struct lane_piece *pieces; /* owned: in order, none of them idle or empty */
    size_t count;
    const struct timeline_span *spans; /* borrowed: of this lane */
    size_t span_count;
};

/* Lane `number` of the model, exactly. Returns 0 or -ENOMEM; lane_release is due either way. */
int lane_init(struct lane *lane, const struct timeline_model *model, size_t number);
void lane_release(struct lane *lane);

/* Makes the pieces coarser: in each `grain_ns` only what took longest of it. */
void lane_coarsen(struct lane *lane, uint64_t grain_ns);

/* Lane number `i` of those that are shown of `lanes`, when there is room for `most`: evenly spread. */
size_t lane_shown(size_t i, size_t lanes, size_t most);
