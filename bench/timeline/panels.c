/* SPDX-License-Identifier: MIT */
#include "bench/timeline/panels.h"

#include <errno.h>
#include <stdbool.h>

#include "bench/timeline/activity.h"
#include "bench/timeline/lane.h"

enum {
    MOST_PIECES = 4000, /* of a model: more are merged */
    MOST_COLUMNS = 400  /* of a picture, in which anything can be told apart */
};

static const char *const names[LANE_STATES] = {
    [LANE_IDLE] = "idle",       [LANE_QUEUED] = "queued",       [LANE_CONNECTING] = "connecting",
    [LANE_WAITING] = "waiting", [LANE_RECEIVING] = "receiving", [LANE_PARSING] = "parsing"};

static double seconds(uint64_t ns)
{
    return (double)ns / 1e9;
}

static size_t shown_lanes(const struct timeline_model *model)
{
    return model->lanes < PANELS_MOST_LANES ? model->lanes : PANELS_MOST_LANES;
}

/* Whether more would be drawn of the model than can be seen, each lane having an equal part. */
static bool is_merged(const struct timeline_model *model)
{
    return 5 * model->count / model->lanes * shown_lanes(model) > MOST_PIECES;
}

/* The least time that is drawn of a merged model. */
static uint64_t grain_ns(const struct timeline *timeline, const struct timeline_model *model)
{
    size_t columns = MOST_PIECES / shown_lanes(model);
    return timeline->end_ns / (columns < MOST_COLUMNS ? columns : MOST_COLUMNS) + 1;
}

int panels_write_models(const struct timeline *timeline, FILE *file)
{
    fputs("name,colour,lanes,shown,loops,merged,most_in_flight,most_computing,end_s\n", file);
    for (size_t i = 0; i < timeline->count; i++) {
        struct activity activity;
        const struct timeline_model *model = &timeline->models[i];
        int err = activity_init(&activity, model);
        if (!err) {
            fprintf(file, "%s,%s,%zu,%zu,%zu,%d,%zu,%zu,%.9f\n", model->entrant.label,
                    entrant_look(&model->entrant)->color, model->lanes, shown_lanes(model), activity.loops,
                    is_merged(model), activity.most_in_flight, activity.most_computing,
                    seconds(model->end_ns));
        }
        activity_release(&activity);
        if (err)
            return err;
    }
    return ferror(file) ? -EIO : 0;
}

static void put_piece(FILE *file, size_t model, size_t lane, const char *state, uint64_t begin_ns,
                      uint64_t end_ns)
{
    fprintf(file, "%zu,%zu,%s,%.9f,%.9f\n", model, lane, state, seconds(begin_ns), seconds(end_ns));
}

/* Lane `number` of model `i`, drawn in place `place`. */
static int put_lane(const struct timeline *timeline, size_t i, size_t number, size_t place, FILE *file)
{
    struct lane lane;
    const struct timeline_model *model = &timeline->models[i];
    int err = lane_init(&lane, model, number);
    if (!err && is_merged(model))
        lane_coarsen(&lane, grain_ns(timeline, model));
    for (size_t j = 0; j < lane.count && !err; j++)
        put_piece(file, i, place, names[lane.pieces[j].state], lane.pieces[j].begin_ns,
                  lane.pieces[j].end_ns);
    for (size_t j = 0; j < lane.span_count && !err; j++) {
        const struct span_row *row = &lane.spans[j].row;
        if (row->outcome && !is_merged(model))
            put_piece(file, i, place, "failed", row->parse_end_ns, row->parse_end_ns);
    }
    lane_release(&lane);
    return err;
}

/* The event loops of model `i`. What lies closer together than can be seen is drawn as one piece. */
static int put_loops(const struct timeline *timeline, size_t i, FILE *file)
{
    struct activity activity;
    const struct timeline_model *model = &timeline->models[i];
    int err = activity_init(&activity, model);
    uint64_t gap_ns = timeline->end_ns / 4 / MOST_COLUMNS;
    for (size_t j = 0, next; j < activity.stretch_count && !err; j = next) {
        const struct activity_stretch *first = &activity.stretches[j];
        uint64_t end_ns = first->end_ns;
        for (next = j + 1; next < activity.stretch_count && activity.stretches[next].loop == first->loop &&
                           activity.stretches[next].begin_ns < end_ns + gap_ns;
             next++)
            end_ns = activity.stretches[next].end_ns;
        if (first->loop < PANELS_MOST_LANES)
            put_piece(file, i, shown_lanes(model) + first->loop, "loop", first->begin_ns, end_ns);
    }
    activity_release(&activity);
    return err;
}

int panels_write_lanes(const struct timeline *timeline, FILE *file)
{
    fputs("model,lane,state,begin_s,end_s\n", file);
    for (size_t i = 0; i < timeline->count; i++) {
        const struct timeline_model *model = &timeline->models[i];
        int err = 0;
        for (size_t j = 0; j < shown_lanes(model) && !err; j++)
            err = put_lane(timeline, i, lane_shown(j, model->lanes, PANELS_MOST_LANES), j, file);
        if (!err)
            err = put_loops(timeline, i, file);
        if (err)
            return err;
    }
    return ferror(file) ? -EIO : 0;
}

static void put_counts(FILE *file, size_t model, uint64_t begin_ns, uint64_t end_ns,
                       const struct activity_step *step)
{
    if (end_ns > begin_ns && step->in_flight + step->computing > 0)
        fprintf(file, "%zu,%.9f,%.9f,%zu,%zu\n", model, seconds(begin_ns), seconds(end_ns), step->in_flight,
                step->computing);
}

/* Of the steps in one column of the picture the greatest counts, up to the last of them; and what that
   leaves, until the next column's first. */
static void put_steps(size_t model, const struct activity *activity, uint64_t column_ns, FILE *file)
{
    for (size_t i = 0; i < activity->step_count;) {
        struct activity_step most = activity->steps[i];
        uint64_t column = most.at_ns / column_ns;
        for (; i < activity->step_count && activity->steps[i].at_ns / column_ns == column; i++) {
            const struct activity_step *step = &activity->steps[i];
            most.in_flight = step->in_flight > most.in_flight ? step->in_flight : most.in_flight;
            most.computing = step->computing > most.computing ? step->computing : most.computing;
        }
        const struct activity_step *last = &activity->steps[i - 1];
        put_counts(file, model, most.at_ns, last->at_ns, &most);
        if (i < activity->step_count)
            put_counts(file, model, last->at_ns, activity->steps[i].at_ns, last);
    }
}

int panels_write_activity(const struct timeline *timeline, FILE *file)
{
    fputs("model,begin_s,end_s,in_flight,computing\n", file);
    for (size_t i = 0; i < timeline->count; i++) {
        struct activity activity;
        int err = activity_init(&activity, &timeline->models[i]);
        if (!err)
            put_steps(i, &activity, timeline->end_ns / MOST_COLUMNS + 1, file);
        activity_release(&activity);
        if (err)
            return err;
    }
    return ferror(file) ? -EIO : 0;
}
