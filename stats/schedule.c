/* SPDX-License-Identifier: MIT */
/* List scheduling, event by event. */
#include "stats/schedule.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* A task's way: in line, taken, arrived, computing, done. */
struct step {
    double taken_s, arrived_s, begun_s;
    size_t cause;          /* the task whose end let this one be taken, SIZE_MAX: none */
    size_t child, sibling; /* the tasks it adds, as a list; SIZE_MAX ends it */
    size_t next;           /* in the line it stands in */
};

/* Tasks that wait for something, first come, first served. */
struct line {
    size_t first, last;
};

enum event_kind { ARRIVES, ENDS, MAY_BEGIN };

struct event {
    double at_s;
    size_t number; /* of equal times the first that was known comes first */
    size_t task;
    enum event_kind kind;
};

struct play {
    const struct schedule_case *given;
    struct step *steps;
    struct event *heap; /* the next event first */
    size_t events, numbers;
    struct line tasks, computing;
    size_t workers, cores; /* that are free */
    size_t taken;
    bool held; /* a task may not begin before its time, which is an event */
    double now_s;
};

static bool is_before(const struct event *a, const struct event *b)
{
    return a->at_s < b->at_s || (a->at_s == b->at_s && a->number < b->number);
}

static void swap(struct event *a, struct event *b)
{
    struct event kept = *a;
    *a = *b;
    *b = kept;
}

static void add_event(struct play *play, double at_s, size_t task, enum event_kind kind)
{
    size_t i = play->events++;
    play->heap[i] = (struct event){at_s, play->numbers++, task, kind};
    for (; i > 0 && is_before(&play->heap[i], &play->heap[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&play->heap[i], &play->heap[(i - 1) / 2]);
}

static struct event take_event(struct play *play)
{
    struct event next = play->heap[0];
    play->heap[0] = play->heap[--play->events];
    for (size_t i = 0;;) {
        size_t first = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < play->events; child++)
            first = is_before(&play->heap[child], &play->heap[first]) ? child : first;
        if (first == i)
            return next;
        swap(&play->heap[i], &play->heap[first]);
        i = first;
    }
}

static void join(struct play *play, struct line *line, size_t task)
{
    play->steps[task].next = SIZE_MAX;
    if (line->first == SIZE_MAX)
        line->first = task;
    else
        play->steps[line->last].next = task;
    line->last = task;
}

static size_t leave(const struct play *play, struct line *line)
{
    size_t task = line->first;
    line->first = play->steps[task].next;
    return task;
}

static double latency_of(const struct play *play, size_t task)
{
    const double *retried_s = play->given->retried_s;
    return play->given->job.tasks[task].latency_s + play->given->late_s + (retried_s ? retried_s[task] : 0);
}

static double compute_of(const struct play *play, size_t task)
{
    return play->given->job.tasks[task].compute_s * play->given->dearer;
}

/* Lets free workers take what is in line, now that `cause` is done. */
static void take_tasks(struct play *play, size_t cause)
{
    while (play->workers > 0 && play->tasks.first != SIZE_MAX && !play->held) {
        double rate = play->given->rate_per_s;
        double earliest_s = rate > 0 ? (double)play->taken / rate : 0;
        if (earliest_s > play->now_s) {
            play->held = true;
            add_event(play, earliest_s, SIZE_MAX, MAY_BEGIN);
            return;
        }
        size_t task = leave(play, &play->tasks);
        play->steps[task].taken_s = play->now_s;
        play->steps[task].cause = cause;
        play->workers--;
        play->taken++;
        add_event(play, play->now_s + latency_of(play, task), task, ARRIVES);
    }
}

static void compute_tasks(struct play *play)
{
    while (play->cores > 0 && play->computing.first != SIZE_MAX) {
        size_t task = leave(play, &play->computing);
        play->steps[task].begun_s = play->now_s;
        play->cores--;
        add_event(play, play->now_s + compute_of(play, task), task, ENDS);
    }
}

static void meet(struct play *play, const struct event *event)
{
    play->now_s = event->at_s;
    switch (event->kind) {
    case ARRIVES:
        play->steps[event->task].arrived_s = play->now_s;
        join(play, &play->computing, event->task);
        break;
    case ENDS:
        play->cores++;
        play->workers++;
        for (size_t i = play->steps[event->task].child; i != SIZE_MAX; i = play->steps[i].sibling)
            join(play, &play->tasks, i);
        break;
    case MAY_BEGIN:
        play->held = false;
        break;
    }
    compute_tasks(play);
    take_tasks(play, event->task);
}

/* Puts those tasks in line that are there from the start, and the others under those that add them. */
static void line_up(struct play *play)
{
    const struct bound_case *job = &play->given->job;
    for (size_t i = 0; i < job->count; i++)
        play->steps[i].child = SIZE_MAX;
    for (size_t i = job->count; i-- > 0;) {
        size_t parent = job->tasks[i].after;
        if (parent == SIZE_MAX)
            continue;
        play->steps[i].sibling = play->steps[parent].child;
        play->steps[parent].child = i;
    }
    for (size_t i = 0; i < job->count; i++) {
        if (job->tasks[i].after == SIZE_MAX)
            join(play, &play->tasks, i);
    }
}

/* Goes back from the end to the start. */
static void add_up(const struct play *play, size_t last, struct schedule *out)
{
    *out = (struct schedule){.makespan_s = play->now_s};
    for (size_t i = 0; i < play->given->job.count; i++)
        out->queued_s += play->steps[i].begun_s - play->steps[i].arrived_s;
    for (size_t i = last; i != SIZE_MAX; i = play->steps[i].cause) {
        const struct step *step = &play->steps[i];
        out->computing_s += compute_of(play, i);
        out->queueing_s += step->begun_s - step->arrived_s;
        out->waiting_s += step->arrived_s - step->taken_s;
        if (step->cause == SIZE_MAX)
            out->holding_s = step->taken_s;
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void run(struct play *play, struct schedule *out)
{
    size_t last = 0;
    line_up(play);
    take_tasks(play, SIZE_MAX);
    while (play->events > 0) {
        struct event event = take_event(play);
        last = event.kind == ENDS ? event.task : last;
        meet(play, &event);
    }
    add_up(play, last, out);
}

int schedule_play(const struct schedule_case *given, struct schedule *out)
{
    const struct bound_case *job = &given->job;
    struct play play = {.given = given, .tasks.first = SIZE_MAX, .computing.first = SIZE_MAX};
    if (!bound_case_valid(job) || !isfinite(given->dearer) || given->dearer <= 0 || given->rate_per_s < 0)
        return -EINVAL;
    play.workers = least(job->in_flight, job->count);
    play.cores = least(job->cores, job->loops ? job->loops : play.workers);
    play.steps = calloc(job->count, sizeof *play.steps);
    play.heap =
        calloc(play.workers + 1, sizeof *play.heap); /* one of each task that is taken, and MAY_BEGIN */
    int err = play.steps && play.heap ? 0 : -ENOMEM;
    if (!err)
        run(&play, out);
    free(play.steps);
    free(play.heap);
    return err;
}
