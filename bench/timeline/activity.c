/* SPDX-License-Identifier: MIT */
#include "bench/timeline/activity.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int compare_steps(const void *left, const void *right)
{
    const struct activity_step *a = left;
    const struct activity_step *b = right;
    return a->at_ns < b->at_ns ? -1 : a->at_ns > b->at_ns;
}

/* Makes counts of what is one task more or less each, sorted; those of one moment become one step. */
static void sum_up(struct activity *activity)
{
    struct activity_step now = {0};
    size_t count = activity->step_count;
    activity->step_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct activity_step *change = &activity->steps[i];
        now.in_flight += change->in_flight;
        now.computing += change->computing;
        now.at_ns = change->at_ns;
        if (i + 1 < count && change[1].at_ns == now.at_ns)
            continue;
        activity->steps[activity->step_count++] = now;
        if (now.in_flight > activity->most_in_flight)
            activity->most_in_flight = now.in_flight;
        if (now.computing > activity->most_computing)
            activity->most_computing = now.computing;
    }
}

static uint64_t later(uint64_t a_ns, uint64_t b_ns)
{
    return a_ns > b_ns ? a_ns : b_ns;
}

static int find_steps(struct activity *activity, const struct span_row *spans, size_t count)
{
    activity->steps = calloc(4 * count, sizeof *activity->steps);
    if (!activity->steps)
        return -ENOMEM;
    uint64_t busy_until_ns = 0; /* the thread, on what came before */
    for (size_t i = 0; i < count; i++) {
        struct activity_step *steps = &activity->steps[activity->step_count];
        if (i == 0 || spans[i].tid != spans[i - 1].tid)
            busy_until_ns = 0;
        uint64_t begin_ns = later(spans[i].parse_start_ns, busy_until_ns);
        busy_until_ns = later(spans[i].parse_end_ns, begin_ns);
        steps[0] = (struct activity_step){spans[i].started_ns, 1, 0};
        steps[1] = (struct activity_step){spans[i].received_ns, -1, 0};
        steps[2] = (struct activity_step){begin_ns, 0, 1};
        steps[3] = (struct activity_step){busy_until_ns, 0, -1};
        activity->step_count += 4;
    }
    qsort(activity->steps, activity->step_count, sizeof *activity->steps, compare_steps);
    sum_up(activity);
    return 0;
}

/* Whether the `count` spans of one thread are of more than one slot. */
static bool is_loop(const struct span_row *spans, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (spans[i].slot != spans[0].slot)
            return true;
    }
    return false;
}

/* Adds the stretches of a loop; tasks that were worked on at the same time, as when one waits for a disk, are
   one stretch. */
static void add_loop(struct activity *activity, const struct span_row *spans, size_t count)
{
    struct activity_stretch *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct span_row *row = &spans[i];
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

static int find_loops(struct activity *activity, const struct span_row *spans, size_t count)
{
    activity->stretches = calloc(count, sizeof *activity->stretches);
    if (!activity->stretches)
        return -ENOMEM;
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && spans[next].tid == spans[i].tid; next++)
            ;
        if (is_loop(&spans[i], next - i))
            add_loop(activity, &spans[i], next - i);
    }
    return 0;
}

int activity_init(struct activity *activity, const struct span_row *spans, size_t count)
{
    *activity = (struct activity){0};
    int err = find_steps(activity, spans, count);
    return err ? err : find_loops(activity, spans, count);
}

void activity_release(struct activity *activity)
{
    free(activity->steps);
    free(activity->stretches);
    *activity = (struct activity){0};
}
