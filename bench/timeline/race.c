/* SPDX-License-Identifier: MIT */
#include "bench/timeline/race.h"

#include <errno.h>
#include <stdlib.h>

static int compare_tasks(const void *left, const void *right)
{
    const struct timeline_span *a = left;
    const struct timeline_span *b = right;
    if (a->row.task != b->row.task)
        return a->row.task < b->row.task ? -1 : 1;
    return a->row.attempt < b->row.attempt ? -1 : a->row.attempt > b->row.attempt;
}

static int compare_times(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* A task is over when its last attempt is. */
static int find_ends(struct race_model *model)
{
    size_t count = model->model->count;
    struct timeline_span *sorted = malloc(count * sizeof *sorted);
    model->done_ns = malloc(count * sizeof *model->done_ns);
    if (!sorted || !model->done_ns) {
        free(sorted);
        return -ENOMEM;
    }
    for (size_t i = 0; i < count; i++)
        sorted[i] = model->model->spans[i];
    qsort(sorted, count, sizeof *sorted, compare_tasks);
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || sorted[i + 1].row.task != sorted[i].row.task)
            model->done_ns[model->tasks++] = sorted[i].row.parse_end_ns;
    }
    free(sorted);
    qsort(model->done_ns, model->tasks, sizeof *model->done_ns, compare_times);
    return 0;
}

int race_init(struct race *race, const struct timeline *timeline)
{
    *race = (struct race){.timeline = timeline};
    for (size_t i = 0; i < timeline->count; i++) {
        struct race_model *model = &race->models[i];
        model->model = &timeline->models[i];
        model->lanes = calloc(model->model->lanes, sizeof *model->lanes);
        int err = model->lanes ? find_ends(model) : -ENOMEM;
        for (size_t j = 0; j < model->model->lanes && !err; j++)
            err = lane_init(&model->lanes[j], model->model, j);
        if (err)
            return err;
    }
    return 0;
}

void race_release(struct race *race)
{
    for (size_t i = 0; race->timeline && i < race->timeline->count; i++) {
        struct race_model *model = &race->models[i];
        for (size_t j = 0; model->lanes && j < model->model->lanes; j++)
            lane_release(&model->lanes[j]);
        free(model->lanes);
        free(model->done_ns);
    }
    *race = (struct race){0};
}

size_t race_done(const struct race_model *model, uint64_t at_ns)
{
    size_t low = 0;
    for (size_t high = model->tasks; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (model->done_ns[middle] <= at_ns)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum lane_state race_state(const struct race_model *model, size_t number, uint64_t at_ns)
{
    const struct lane *lane = &model->lanes[number];
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

size_t race_place(const struct race *race, size_t i)
{
    size_t place = 1;
    for (size_t j = 0; j < race->timeline->count; j++)
        place += race->timeline->models[j].end_ns < race->timeline->models[i].end_ns;
    return place;
}
