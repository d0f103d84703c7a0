/* SPDX-License-Identifier: MIT */
/* Any file in the place of a file of spans: an error, or costs of tasks that could be, or a timeline that can
   be shown. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bench/measure/span_file.h"
#include "bench/timeline/telling.h"
#include "bench/timeline/timeline.h"
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

static void try_model(const struct timeline_model *model)
{
    const struct activity *activity = &model->activity;
    const struct activity_step *last = &activity->steps[activity->step_count - 1];
    must(last->in_flight == 0 && last->computing == 0 && last->at_ns <= model->end_ns);
    for (size_t i = 1; i < activity->stretch_count; i++) {
        const struct activity_stretch *stretch = &activity->stretches[i];
        must(stretch->loop != stretch[-1].loop || stretch->begin_ns >= stretch[-1].end_ns);
    }
    must(timeline_done(model, model->end_ns) == model->tasks);
    for (size_t i = 0; i < model->lane_count; i++) {
        struct lane coarse;
        must(lane_coarsen(&coarse, &model->lanes[i], model->end_ns / 8 + 1) == 0);
        lane_release(&coarse);
    }
}

static void try_timeline(const char *path)
{
    struct timeline timeline;
    if (timeline_read(&timeline, path) == 0) {
        for (size_t i = 0; i < timeline.count; i++)
            try_model(&timeline.models[i]);
    }
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
