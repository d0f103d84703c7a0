/* SPDX-License-Identifier: MIT */
#include "bench/timeline/animated_lanes.h"

enum { MOST_LANES = 12, MOST_PIECES = 700 /* of a model */ };

static const double least_wide = 1.6; /* of what computes, so that it is seen */

size_t animated_lanes_shown(const struct timeline_model *model)
{
    return model->lane_count < MOST_LANES ? model->lane_count : MOST_LANES;
}

static double lane_high(const struct timeline_model *model)
{
    size_t shown = animated_lanes_shown(model);
    return shown <= 2 ? 18 : shown <= 6 ? 11 : 8;
}

double animated_lanes_high(const struct timeline_model *model)
{
    return (double)animated_lanes_shown(model) * lane_high(model);
}

/* Lanes that are being drawn. */
struct drawing {
    FILE *file;
    const struct animated_area *area;
    struct lane lanes[MOST_LANES]; /* owned */
    size_t count;
    double top, high; /* of the first; of each */
};

static double x_of(const struct drawing *drawing, uint64_t at_ns)
{
    const struct animated_area *area = drawing->area;
    return area->left + (double)at_ns / (double)area->end_ns * area->wide;
}

/* The pieces of one state in all lanes, as one path. */
static void put_state(const struct drawing *drawing, enum lane_state state)
{
    double tall = (drawing->high - 1) * lane_looks[state].height;
    fprintf(drawing->file, "<path fill=\"%s\" d=\"", lane_looks[state].color);
    for (size_t i = 0; i < drawing->count; i++) {
        for (size_t j = 0; j < drawing->lanes[i].count; j++) {
            const struct lane_piece *piece = &drawing->lanes[i].pieces[j];
            if (piece->state != state)
                continue;
            double from = x_of(drawing, piece->begin_ns);
            double to = x_of(drawing, piece->end_ns);
            if (state >= LANE_PARSING && to - from < least_wide)
                from = to - least_wide;
            fprintf(drawing->file, "M%.1f %.1fh%.1fv%.1fh-%.1fz", from,
                    drawing->top + (double)(i + 1) * drawing->high - tall, to - from, tall, to - from);
        }
    }
    fputs("\"/>\n", drawing->file);
}

/* Where attempts failed, in all lanes. */
static void put_failures(const struct drawing *drawing)
{
    double half = drawing->high > 10 ? 4 : 3;
    fputs("<path class=\"f\" d=\"", drawing->file);
    for (size_t i = 0; i < drawing->count; i++) {
        for (size_t j = 0; j < drawing->lanes[i].span_count; j++) {
            const struct span_row *row = &drawing->lanes[i].spans[j];
            if (!row->outcome)
                continue;
            fprintf(drawing->file, "M%.1f %.1fl%.0f %.0fm0-%.0fl-%.0f %.0f",
                    x_of(drawing, row->parse_end_ns) - half,
                    drawing->top + ((double)i + 0.5) * drawing->high - half, 2 * half, 2 * half, 2 * half,
                    2 * half, 2 * half);
        }
    }
    fputs("\"/>\n", drawing->file);
}

/* The least time that is drawn of a model; 0 where all of it is. */
static uint64_t grain_ns(const struct timeline_model *model, uint64_t end_ns)
{
    size_t pieces = 0;
    size_t count = animated_lanes_shown(model);
    for (size_t i = 0; i < count; i++)
        pieces += model->lanes[lane_shown(i, model->lane_count, MOST_LANES)].count;
    return pieces > MOST_PIECES ? end_ns * count / MOST_PIECES + 1 : 0;
}

int animated_lanes_write(FILE *file, const struct timeline_model *model, const struct animated_area *area,
                         double top)
{
    struct drawing drawing = {.file = file, .area = area, .top = top, .high = lane_high(model)};
    uint64_t grain = grain_ns(model, area->end_ns);
    int err = 0;
    for (size_t i = 0; i < animated_lanes_shown(model) && !err; i++) {
        const struct lane *lane = &model->lanes[lane_shown(i, model->lane_count, MOST_LANES)];
        err = lane_coarsen(&drawing.lanes[drawing.count++], lane, grain);
    }
    for (int state = LANE_QUEUED; state < LANE_FAILED && !err; state++)
        put_state(&drawing, (enum lane_state)state);
    if (!err && grain == 0)
        put_failures(&drawing);
    for (size_t i = 0; i < drawing.count; i++)
        lane_release(&drawing.lanes[i]);
    return err;
}
