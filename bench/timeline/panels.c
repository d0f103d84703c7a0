/* SPDX-License-Identifier: MIT */
#include "bench/timeline/telling.h"
#include "bench/timeline/views.h"

#include <stdbool.h>

enum {
    MOST_LANES = 24,    /* shown of a model; of more, as many are, evenly spread */
    MOST_PIECES = 4000, /* of a model: more are merged */
    MOST_COLUMNS = 400  /* of a picture, in which anything can be told apart */
};

static double seconds(uint64_t ns)
{
    return (double)ns / 1e9;
}

static size_t shown_lanes(const struct timeline_model *model)
{
    return model->lane_count < MOST_LANES ? model->lane_count : MOST_LANES;
}

/* Whether more would be drawn of the model than can be seen, each lane having an equal part. */
static bool is_merged(const struct timeline_model *model)
{
    return 5 * model->count / model->lane_count * shown_lanes(model) > MOST_PIECES;
}

/* The least time that is drawn of a model; 0 where all of it is. */
static uint64_t grain_ns(const struct timeline *timeline, const struct timeline_model *model)
{
    size_t columns = MOST_PIECES / shown_lanes(model);
    columns = columns < MOST_COLUMNS ? columns : MOST_COLUMNS;
    return is_merged(model) ? timeline->end_ns / columns + 1 : 0;
}

int panels_write_states(const struct timeline *timeline, FILE *file)
{
    fputs("state,colour,height,words,shown\n", file);
    for (int state = LANE_QUEUED; state < LANE_STATES; state++) {
        const struct lane_look *look = &lane_looks[state];
        fprintf(file, "%s,%s,%g,%s,%d\n", look->name, look->color, look->height, message_name(look->words),
                timeline_shows(timeline, (enum lane_state)state));
    }
    return 0;
}

int panels_write_models(const struct timeline *timeline, FILE *file)
{
    fputs("name,colour,lanes,shown,workers,loops,merged,most_in_flight,most_computing,end_s\n", file);
    for (size_t i = 0; i < timeline->count; i++) {
        const struct timeline_model *model = &timeline->models[i];
        const struct activity *activity = &model->activity;
        fprintf(file, "%s,%s,%zu,%zu,%zu,%zu,%d,%d,%d,%.9f\n", model->entrant.label,
                entrant_look(&model->entrant)->color, model->lane_count, shown_lanes(model), model->workers,
                activity->loops, is_merged(model), activity->most_in_flight, activity->most_computing,
                seconds(model->end_ns));
    }
    return 0;
}

static void put_piece(FILE *file, size_t model, size_t lane, const char *state, uint64_t begin_ns,
                      uint64_t end_ns)
{
    fprintf(file, "%zu,%zu,%s,%.9f,%.9f\n", model, lane, state, seconds(begin_ns), seconds(end_ns));
}

/* What is drawn in lane `place` of those shown of model `i`. */
static int put_lane(const struct timeline *timeline, size_t i, size_t place, FILE *file)
{
    struct lane drawn;
    const struct timeline_model *model = &timeline->models[i];
    const struct lane *lane = &model->lanes[lane_shown(place, model->lane_count, MOST_LANES)];
    int err = lane_coarsen(&drawn, lane, grain_ns(timeline, model));
    for (size_t j = 0; j < drawn.count; j++)
        put_piece(file, i, place, lane_looks[drawn.pieces[j].state].name, drawn.pieces[j].begin_ns,
                  drawn.pieces[j].end_ns);
    for (size_t j = 0; j < lane->span_count && !is_merged(model); j++) {
        const struct span_row *row = &lane->spans[j];
        if (row->outcome)
            put_piece(file, i, place, lane_looks[LANE_FAILED].name, row->parse_end_ns, row->parse_end_ns);
    }
    lane_release(&drawn);
    return err;
}

/* The event loops of model `i`. What lies closer together than can be seen is drawn as one piece. */
static void put_loops(const struct timeline *timeline, size_t i, FILE *file)
{
    const struct activity *activity = &timeline->models[i].activity;
    uint64_t gap_ns = timeline->end_ns / 4 / MOST_COLUMNS;
    for (size_t j = 0, next; j < activity->stretch_count; j = next) {
        const struct activity_stretch *first = &activity->stretches[j];
        uint64_t end_ns = first->end_ns;
        for (next = j + 1; next < activity->stretch_count && activity->stretches[next].loop == first->loop &&
                           activity->stretches[next].begin_ns < end_ns + gap_ns;
             next++)
            end_ns = activity->stretches[next].end_ns;
        if (first->loop < MOST_LANES)
            put_piece(file, i, shown_lanes(&timeline->models[i]) + first->loop, "loop", first->begin_ns,
                      end_ns);
    }
}

int panels_write_lanes(const struct timeline *timeline, FILE *file)
{
    fputs("model,lane,state,begin_s,end_s\n", file);
    for (size_t i = 0; i < timeline->count; i++) {
        int err = 0;
        for (size_t j = 0; j < shown_lanes(&timeline->models[i]) && !err; j++)
            err = put_lane(timeline, i, j, file);
        if (err)
            return err;
        put_loops(timeline, i, file);
    }
    return 0;
}

static void put_counts(FILE *file, size_t model, uint64_t begin_ns, uint64_t end_ns,
                       const struct activity_step *step)
{
    if (end_ns > begin_ns && step->in_flight + step->computing > 0)
        fprintf(file, "%zu,%.9f,%.9f,%d,%d\n", model, seconds(begin_ns), seconds(end_ns), step->in_flight,
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
    for (size_t i = 0; i < timeline->count; i++)
        put_steps(i, &timeline->models[i].activity, timeline->end_ns / MOST_COLUMNS + 1, file);
    return 0;
}
