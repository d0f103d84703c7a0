/* SPDX-License-Identifier: MIT */
#include "bench/timeline/lane.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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

static void add_span(struct lane *lane, const struct span_row *row, uint64_t free_ns)
{
    add(lane, LANE_QUEUED, row->queued_ns > free_ns ? row->queued_ns : free_ns, row->started_ns);
    add(lane, LANE_CONNECTING, row->started_ns, row->connected_ns);
    add(lane, LANE_WAITING, row->connected_ns, row->first_byte_ns);
    add(lane, LANE_RECEIVING, row->first_byte_ns, row->received_ns);
    add(lane, LANE_QUEUED, row->received_ns, row->parse_start_ns);
    add(lane, LANE_PARSING, row->parse_start_ns, row->parse_end_ns);
}

int lane_init(struct lane *lane, const struct timeline_model *model, size_t number)
{
    size_t first = 0; /* found by halves: the spans are sorted by lane */
    for (size_t high = model->count; first < high;) {
        size_t middle = first + (high - first) / 2;
        if (model->spans[middle].lane < number)
            first = middle + 1;
        else
            high = middle;
    }
    *lane = (struct lane){.spans = model->spans + first};
    while (first + lane->span_count < model->count && lane->spans[lane->span_count].lane == number)
        lane->span_count++;
    lane->pieces = calloc(6 * lane->span_count + 1, sizeof *lane->pieces);
    if (!lane->pieces)
        return -ENOMEM;
    for (size_t i = 0; i < lane->span_count; i++)
        add_span(lane, &lane->spans[i].row, i ? lane->spans[i - 1].row.parse_end_ns : 0);
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

/* Goes through the grains in order; what is written is never ahead of what is read, since a grain gives one
   piece at most and begins no earlier than the pieces it is made of. */
void lane_coarsen(struct lane *lane, uint64_t grain_ns)
{
    size_t read = 0;
    size_t count = lane->count;
    struct lane_piece piece = count ? lane->pieces[0] : (struct lane_piece){0};
    lane->count = 0;
    while (read < count) {
        uint64_t taken_ns[LANE_STATES] = {0};
        uint64_t begin_ns = piece.begin_ns - piece.begin_ns % grain_ns;
        uint64_t end_ns = begin_ns + grain_ns;
        uint64_t used_ns = 0;
        while (read < count && piece.begin_ns < end_ns) {
            uint64_t until_ns = piece.end_ns < end_ns ? piece.end_ns : end_ns;
            taken_ns[piece.state] += until_ns - piece.begin_ns;
            used_ns += until_ns - piece.begin_ns;
            piece.begin_ns = until_ns;
            if (until_ns == piece.end_ns && ++read < count)
                piece = lane->pieces[read];
        }
        taken_ns[LANE_IDLE] = grain_ns - used_ns;
        add(lane, longest(taken_ns), begin_ns, end_ns);
    }
}

size_t lane_shown(size_t i, size_t lanes, size_t most)
{
    return lanes <= most ? i : i * (lanes - 1) / (most - 1);
}
