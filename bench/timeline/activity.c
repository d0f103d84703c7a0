/* SPDX-License-Identifier: MIT */
#include "bench/timeline/activity.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* One task more or less, in flight or computing. */
struct change {
    uint64_t at_ns;
    int in_flight;
    int computing;
};

static int compare_changes(const void *left, const void *right)
{
    const struct change *a = left;
    const struct change *b = right;
    return a->at_ns < b->at_ns ? -1 : a->at_ns > b->at_ns;
}

/* Sums up sorted changes; those of one moment make one step. */
static void sum_up(struct activity *activity, const struct change *changes, size_t count)
{
    int in_flight = 0;
    int computing = 0;
    for (size_t i = 0; i < count; i++) {
        in_flight += changes[i].in_flight;
        computing += changes[i].computing;
        if (i + 1 < count && changes[i + 1].at_ns == changes[i].at_ns)
            continue;
        struct activity_step step = {changes[i].at_ns, (size_t)in_flight, (size_t)computing};
        activity->steps[activity->step_count++] = step;
        if (step.in_flight > activity->most_in_flight)
            activity->most_in_flight = step.in_flight;
        if (step.computing > activity->most_computing)
            activity->most_computing = step.computing;
    }
}

static int find_steps(struct activity *activity, const struct timeline_model *model)
{
    struct change *changes = calloc(4 * model->count, sizeof *changes);
    activity->steps = calloc(4 * model->count, sizeof *activity->steps);
    if (!changes || !activity->steps) {
        free(changes);
        return -ENOMEM;
    }
    size_t count = 0;
    for (size_t i = 0; i < model->count; i++) {
        const struct span_row *row = &model->spans[i].row;
        changes[count++] = (struct change){row->started_ns, 1, 0};
        changes[count++] = (struct change){row->received_ns, -1, 0};
        changes[count++] = (struct change){row->parse_start_ns, 0, 1};
        changes[count++] = (struct change){row->parse_end_ns, 0, -1};
    }
    qsort(changes, count, sizeof *changes, compare_changes);
    sum_up(activity, changes, count);
    free(changes);
    return 0;
}

/* By thread, then by when they were worked on. */
static int compare_work(const void *left, const void *right)
{
    const struct timeline_span *a = *(const struct timeline_span *const *)left;
    const struct timeline_span *b = *(const struct timeline_span *const *)right;
    if (a->row.tid != b->row.tid)
        return a->row.tid < b->row.tid ? -1 : 1;
    return a->row.parse_start_ns < b->row.parse_start_ns ? -1 : a->row.parse_start_ns > b->row.parse_start_ns;
}

/* Whether the `count` spans of one thread are of more than one lane. */
static bool is_loop(const struct timeline_span *const *spans, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (spans[i]->lane != spans[0]->lane)
            return true;
    }
    return false;
}

/* Adds the stretches of a loop; tasks that were worked on at the same time, as when one waits for a disk, are
   one stretch. */
static void add_loop(struct activity *activity, const struct timeline_span *const *spans, size_t count)
{
    struct activity_stretch *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct span_row *row = &spans[i]->row;
        if (last && row->parse_start_ns < last->end_ns) {
            last->end_ns = row->parse_end_ns > last->end_ns ? row->parse_end_ns : last->end_ns;
            last->tasks++;
            continue;
        }
        last = &activity->stretches[activity->stretch_count++];
        *last =
            (struct activity_stretch){activity->loops, row->parse_start_ns, row->parse_end_ns, row->task, 1};
    }
    activity->loops++;
}

static int find_loops(struct activity *activity, const struct timeline_model *model)
{
    const struct timeline_span **sorted = malloc(model->count * sizeof(*sorted));
    activity->stretches = calloc(model->count, sizeof *activity->stretches);
    if (!sorted || !activity->stretches) {
        free(sorted);
        return -ENOMEM;
    }
    for (size_t i = 0; i < model->count; i++)
        sorted[i] = &model->spans[i];
    qsort(sorted, model->count, sizeof(*sorted), compare_work);
    for (size_t i = 0, next; i < model->count; i = next) {
        for (next = i + 1; next < model->count && sorted[next]->row.tid == sorted[i]->row.tid; next++)
            ;
        if (is_loop(sorted + i, next - i))
            add_loop(activity, sorted + i, next - i);
    }
    free(sorted);
    return 0;
}

int activity_init(struct activity *activity, const struct timeline_model *model)
{
    *activity = (struct activity){0};
    int err = find_steps(activity, model);
    return err ? err : find_loops(activity, model);
}

void activity_release(struct activity *activity)
{
    free(activity->steps);
    free(activity->stretches);
    *activity = (struct activity){0};
}
