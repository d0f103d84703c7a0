/* SPDX-License-Identifier: MIT */
#include "bench/timeline/lane.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const struct lane_look lane_looks[LANE_STATES] = {
    [LANE_IDLE] = {"idle", MESSAGE_TIMELINE_QUEUED, 0, " ", " ", 0, ""},
    [LANE_QUEUED] = {"queued", MESSAGE_TIMELINE_QUEUED, 245, "·", ".", 0.15, "#818b9a"},
    [LANE_CONNECTING] = {"connecting", MESSAGE_TIMELINE_CONNECTING, 98, "▂", "-", 0.45, "#8b5cf6"},
    [LANE_WAITING] = {"waiting", MESSAGE_TIMELINE_WAITING, 74, "▄", "~", 0.6, "#4a90d9"},
    [LANE_RECEIVING] = {"receiving", MESSAGE_TIMELINE_RECEIVING, 172, "▆", "+", 0.8, "#c77f00"},
    [LANE_PARSING] = {"parsing", MESSAGE_TIMELINE_PARSING, 161, "█", "#", 1, "#d6215f"},
    [LANE_WORKING] = {"working", MESSAGE_TIMELINE_WORKING, 161, "█", "#", 1, "#d6215f"},
    [LANE_TURNS] = {"turns", MESSAGE_TIMELINE_TURNS, 132, "▇", "=", 0.9, "#b0708f"},
    [LANE_FAILED] = {"failed", MESSAGE_TIMELINE_FAILED, 0, "×", "x", 0, "currentColor"},
};

/* Adds a piece, unless it is empty or idle; to the one before, if it goes on with that. */
static void add(struct lane *lane, enum lane_state state, uint64_t begin_ns, uint64_t end_ns)
{
    if (state == LANE_IDLE || begin_ns >= end_ns)
        return;
    struct lane_piece *last = lane->count ? &lane->pieces[lane->count - 1] : NULL;
    if (last && last->state == state && last->end_ns == begin_ns)
        last->end_ns = end_ns;
    else
        lane->pieces[lane->count++] = (struct lane_piece){state, begin_ns, end_ns};
}

static void add_span(struct lane *lane, const struct span_row *row, uint64_t free_ns, enum lane_state busy)
{
    add(lane, LANE_QUEUED, row->queued_ns > free_ns ? row->queued_ns : free_ns, row->started_ns);
    add(lane, LANE_CONNECTING, row->started_ns, row->connected_ns);
    add(lane, LANE_WAITING, row->connected_ns, row->answered_ns);
    add(lane, LANE_QUEUED, row->answered_ns, row->first_byte_ns);
    add(lane, LANE_RECEIVING, row->first_byte_ns, row->received_ns);
    add(lane, LANE_QUEUED, row->received_ns, row->parse_start_ns);
    add(lane, busy, row->parse_start_ns, row->parse_end_ns);
}

int lane_init(struct lane *lane, const struct span_row *spans, size_t count, enum lane_state busy)
{
    *lane = (struct lane){.spans = spans, .span_count = count};
    lane->pieces = calloc(7 * count + 1, sizeof *lane->pieces);
    if (!lane->pieces)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++)
        add_span(lane, &spans[i], i ? spans[i - 1].parse_end_ns : 0, busy);
    return 0;
}

void lane_release(struct lane *lane)
{
    free(lane->pieces);
    *lane = (struct lane){0};
}

static enum lane_state longest(const uint64_t taken_ns[LANE_STATES])
{
    size_t most = 0;
    for (size_t state = 1; state < LANE_STATES; state++) {
        if (taken_ns[state] > taken_ns[most])
            most = state;
    }
    return (enum lane_state)most;
}

/* Goes through the grains in order. No more pieces come of it than there were: of one that is longest in two
   grains, what lies between them is its own. */
static void add_grains(struct lane *coarse, const struct lane *lane, uint64_t grain_ns)
{
    struct lane_piece piece = lane->count ? lane->pieces[0] : (struct lane_piece){0};
    for (size_t read = 0; read < lane->count;) {
        uint64_t taken_ns[LANE_STATES] = {0};
        uint64_t begin_ns = piece.begin_ns - piece.begin_ns % grain_ns;
        uint64_t end_ns = begin_ns + grain_ns;
        uint64_t used_ns = 0;
        while (read < lane->count && piece.begin_ns < end_ns) {
            uint64_t until_ns = piece.end_ns < end_ns ? piece.end_ns : end_ns;
            taken_ns[piece.state] += until_ns - piece.begin_ns;
            used_ns += until_ns - piece.begin_ns;
            piece.begin_ns = until_ns;
            if (until_ns == piece.end_ns && ++read < lane->count)
                piece = lane->pieces[read];
        }
        taken_ns[LANE_IDLE] = grain_ns - used_ns;
        add(coarse, longest(taken_ns), begin_ns, end_ns);
    }
}

int lane_coarsen(struct lane *coarse, const struct lane *lane, uint64_t grain_ns)
{
    *coarse = (struct lane){.spans = lane->spans, .span_count = lane->span_count};
    coarse->pieces = calloc(lane->count + 1, sizeof *coarse->pieces);
    if (!coarse->pieces)
        return -ENOMEM;
    if (grain_ns > 0) {
        add_grains(coarse, lane, grain_ns);
    } else {
        memcpy(coarse->pieces, lane->pieces, lane->count * sizeof *lane->pieces);
        coarse->count = lane->count;
    }
    return 0;
}

enum lane_state lane_at(const struct lane *lane, uint64_t at_ns)
{
    size_t low = 0; /* the first piece that ends later */
    for (size_t high = lane->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (lane->pieces[middle].end_ns <= at_ns)
            low = middle + 1;
        else
            high = middle;
    }
    return low < lane->count && lane->pieces[low].begin_ns <= at_ns ? lane->pieces[low].state : LANE_IDLE;
}

size_t lane_shown(size_t i, size_t lanes, size_t most)
{
    return lanes <= most ? i : most > 1 ? i * (lanes - 1) / (most - 1) : 0;
}
