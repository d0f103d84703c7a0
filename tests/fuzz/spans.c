/* SPDX-License-Identifier: MIT */
/* Any file in the place of a file of spans: an error, or costs of tasks that could be, or a timeline that can
   be shown. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bench/measure/span_file.h"
#include "bench/timeline/activity.h"
#include "bench/timeline/race.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/must.h"

static struct memory_file file;

static bool is_time(double seconds)
{
    return isfinite(seconds) && seconds >= 0;
}

static void try_costs(const char *path)
{
    struct span_cost *costs = NULL;
    size_t count = 0;
    if (span_file_read(path, &costs, &count)) {
        must(!costs);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        must(costs[i].parent < i || costs[i].parent == SIZE_MAX);
        must(is_time(costs[i].latency_s) && is_time(costs[i].compute_s));
    }
    free(costs);
}

static void try_model(const struct race_model *model)
{
    struct activity activity;
    must(activity_init(&activity, model->model) == 0);
    const struct activity_step *last = &activity.steps[activity.step_count - 1];
    must(last->in_flight == 0 && last->computing == 0 && last->at_ns <= model->model->end_ns);
    for (size_t i = 1; i < activity.stretch_count; i++) {
        const struct activity_stretch *stretch = &activity.stretches[i];
        must(stretch->loop != stretch[-1].loop || stretch->begin_ns >= stretch[-1].end_ns);
    }
    activity_release(&activity);
    must(race_done(model, model->model->end_ns) == model->tasks);
    for (size_t i = 0; i < model->model->lanes; i++)
        lane_coarsen(&model->lanes[i], model->model->end_ns / 8 + 1);
}

static void try_timeline(const char *path)
{
    struct timeline timeline;
    struct race race = {0};
    if (timeline_read(&timeline, path) == 0) {
        must(race_init(&race, &timeline) == 0);
        for (size_t i = 0; i < timeline.count; i++)
            try_model(&race.models[i]);
    }
    race_release(&race);
    timeline_release(&timeline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!file.path[0])
        file = memory_file_open();
    memory_file_fill(&file, data, size);
    try_costs(file.path);
    try_timeline(file.path);
    return 0;
}
