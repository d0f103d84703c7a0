/* SPDX-License-Identifier: MIT */
/* A lane of the timeline: what one worker or coroutine was at, piece by piece, and how that looks. */
#pragma once

#include "bench/measure/span_file.h"
#include "bench/words/message.h"

/* What there is to see of a worker, in the order in which it is told. LANE_QUEUED: its next task waits, for
   this worker, for a retry, or for its turn: to read an answer that is there, or to compute; LANE_IDLE: there
   is none. What comes of the bytes is one of three: LANE_PARSING, LANE_WORKING where nothing was fetched,
   LANE_TURNS where its thread begins another task before this one is done, so that it is not at this one all
   the time. LANE_FAILED is no state but a mark: where an attempt ended in vain. */
enum lane_state {
    LANE_IDLE,
    LANE_QUEUED,
    LANE_CONNECTING,
    LANE_WAITING,
    LANE_RECEIVING,
    LANE_PARSING,
    LANE_WORKING,
    LANE_TURNS,
    LANE_FAILED,
    LANE_STATES
};

/* How a state looks, in every picture, in report.html and in the terminal: known by its form as well as by
   its colour, which has three times the contrast to white and to #111827. */
struct lane_look {
    const char *name; /* in files */
    enum message words;
    int terminal;              /* its colour in a terminal, of 256 */
    const char *block, *ascii; /* a column there */
    double height;             /* in a picture, of the lane's */
    const char *color;         /* "#d6215f"; of the mark, that of the text */
};

extern const struct lane_look lane_looks[LANE_STATES];

struct lane_piece {
    enum lane_state state;
    uint64_t begin_ns, end_ns;
};

struct lane {
    const struct span_row *spans; /* borrowed: by time */
    size_t span_count;
    struct lane_piece *pieces; /* owned: in order, none of them idle or empty */
    size_t count;
};

/* The lane of one worker's spans, which it borrows; `busy` is what it does with the bytes. Returns 0 or
 * -ENOMEM; lane_release is due either way. */
int lane_init(struct lane *lane, const struct span_row *spans, size_t count, enum lane_state busy);
void lane_release(struct lane *lane);

/* Makes `coarse` the same lane with coarser pieces: in each `grain_ns` only what took longest of it; 0: the
   same pieces. Returns 0 or -ENOMEM; lane_release is due either way. */
int lane_coarsen(struct lane *coarse, const struct lane *lane, uint64_t grain_ns);

/* What it was at. */
enum lane_state lane_at(const struct lane *lane, uint64_t at_ns);

/* Lane number `i` of those that are shown of `lanes`, when there is room for `most`: evenly spread. */
size_t lane_shown(size_t i, size_t lanes, size_t most);
