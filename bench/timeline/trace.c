/* SPDX-License-Identifier: MIT */
#include "bench/timeline/views.h"

#include <inttypes.h>

/* Of a model so many attempts are written, the first ones, so that a browser can open the file. */
enum { MOST_SPANS = 20000 };

/* Where events go, and whose they are. */
struct trace {
    FILE *file;
    size_t pid; /* of the model, from 1 */
    const char *separator;
};

/* Begins an event. Chrome's times are microseconds. */
static void begin(struct trace *trace, const char *phase, size_t tid)
{
    fprintf(trace->file, "%s{\"ph\":\"%s\",\"pid\":%zu,\"tid\":%zu", trace->separator, phase, trace->pid,
            tid);
    trace->separator = ",\n";
}

static void put_time(const struct trace *trace, const char *key, uint64_t ns)
{
    fprintf(trace->file, ",\"%s\":%" PRIu64 ".%03" PRIu64, key, ns / 1000, ns % 1000);
}

/* A slice of a thread; the caller adds its arguments, if any, and the closing brace. */
static void put_slice(struct trace *trace, size_t tid, const char *name, uint64_t from_ns, uint64_t to_ns)
{
    begin(trace, "X", tid);
    put_time(trace, "ts", from_ns);
    put_time(trace, "dur", to_ns - from_ns);
    fprintf(trace->file, ",\"name\":\"%s\"", name);
}

/* Says what a process or a thread is called, and where it stands among the others. */
static void put_name(struct trace *trace, const char *what, size_t tid, const char *name, size_t place)
{
    begin(trace, "M", tid);
    fprintf(trace->file, ",\"name\":\"%s_name\",\"args\":{\"name\":\"%s\"}}", what, name);
    begin(trace, "M", tid);
    fprintf(trace->file, ",\"name\":\"%s_sort_index\",\"args\":{\"sort_index\":%zu}}", what, place);
}

static void put_phases(struct trace *trace, size_t tid, const struct span_row *row)
{
    const struct {
        const char *name;
        uint64_t from_ns, to_ns;
    } phases[] = {
        {"connect", row->started_ns, row->connected_ns},  {"wait", row->connected_ns, row->answered_ns},
        {"ready", row->answered_ns, row->first_byte_ns},  {"receive", row->first_byte_ns, row->received_ns},
        {"ready", row->received_ns, row->parse_start_ns}, {"parse", row->parse_start_ns, row->parse_end_ns}};
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
        if (phases[i].to_ns == phases[i].from_ns)
            continue;
        put_slice(trace, tid, phases[i].name, phases[i].from_ns, phases[i].to_ns);
        fputc('}', trace->file);
    }
}

static void put_arguments(const struct trace *trace, const struct span_row *row, size_t attempts)
{
    fprintf(trace->file, ",\"args\":{\"task\":%zu,\"attempts\":%zu,\"queued_ms\":%.3f,\"errno\":%d}}",
            row->task + 1, attempts, (double)row->queued_ns / 1e6, row->outcome);
}

/* A task: `count` attempts in a row of one lane. */
static void put_task(struct trace *trace, size_t tid, const struct span_row *rows, size_t count)
{
    char name[64];
    const struct span_row *last = &rows[count - 1];
    snprintf(name, sizeof name, "task %zu", rows->task + 1);
    put_slice(trace, tid, name, rows->started_ns, last->parse_end_ns);
    put_arguments(trace, last, count);
    for (const struct span_row *row = rows; row <= last; row++) {
        if (count > 1 || row->attempt > 1) {
            snprintf(name, sizeof name, "attempt %u", row->attempt);
            put_slice(trace, tid, name, row->started_ns, row->parse_end_ns);
            put_arguments(trace, row, 1);
        }
        put_phases(trace, tid, row);
    }
}

static void put_lane(struct trace *trace, size_t tid, const struct lane *lane)
{
    for (size_t i = 0, next; i < lane->span_count; i = next) {
        for (next = i + 1; next < lane->span_count && lane->spans[next].task == lane->spans[i].task; next++)
            ;
        put_task(trace, tid, &lane->spans[i], next - i);
    }
}

static void put_loops(struct trace *trace, const struct timeline_model *model)
{
    char name[64];
    const struct activity *activity = &model->activity;
    for (size_t i = 0; i < activity->loops; i++) {
        size_t tid = model->lane_count + 1 + i;
        snprintf(name, sizeof name, activity->loops > 1 ? "event loop %zu" : "event loop", i + 1);
        put_name(trace, "thread", tid, name, tid);
    }
    for (size_t i = 0; i < activity->stretch_count; i++) {
        const struct activity_stretch *stretch = &activity->stretches[i];
        if (stretch->end_ns == stretch->begin_ns)
            continue;
        if (stretch->tasks == 1)
            snprintf(name, sizeof name, "parse task %zu", stretch->task + 1);
        else
            snprintf(name, sizeof name, "%zu tasks", stretch->tasks);
        put_slice(trace, model->lane_count + 1 + stretch->loop, name, stretch->begin_ns, stretch->end_ns);
        fputc('}', trace->file);
    }
}

static void put_count(struct trace *trace, const char *name, uint64_t at_ns, int tasks)
{
    begin(trace, "C", 0);
    put_time(trace, "ts", at_ns);
    fprintf(trace->file, ",\"name\":\"%s\",\"args\":{\"tasks\":%d}}", name, tasks);
}

static void put_counters(struct trace *trace, const struct activity *activity)
{
    for (size_t i = 0; i < activity->step_count; i++) {
        const struct activity_step *step = &activity->steps[i];
        put_count(trace, "in flight", step->at_ns, step->in_flight);
        put_count(trace, "computing", step->at_ns, step->computing);
    }
}

/* Who the threads are: "process 3" or, in a hybrid, "process 1 · thread 2". The lanes of one worker are side
   by side, in its process or, where it is none, in its thread. */
static void put_lane_names(struct trace *trace, const struct timeline_model *model)
{
    const struct model *of = model->entrant.model;
    size_t worker = 0, within = 0;
    int last = 0;
    for (size_t i = 0; i < model->lane_count; i++) {
        char name[96];
        const struct span_row *row = model->lanes[i].spans;
        int owner = of->worker->own_memory ? row->pid : row->tid;
        if (!of->each || worker == 0 || owner != last)
            worker++, within = 0;
        last = owner;
        int length = snprintf(name, sizeof name, "%s %zu", of->worker->one.en, worker);
        if (of->each)
            snprintf(name + length, sizeof name - (size_t)length, " · %s %zu", of->each->one.en, ++within);
        put_name(trace, "thread", i + 1, name, i + 1);
    }
}

static void put_model(struct trace *trace, const struct timeline_model *model)
{
    put_name(trace, "process", 0, model->entrant.label, trace->pid);
    put_lane_names(trace, model);
    for (size_t i = 0; i < model->lane_count; i++)
        put_lane(trace, i + 1, &model->lanes[i]);
    put_loops(trace, model);
    put_counters(trace, &model->activity);
}

int trace_write(const struct timeline *timeline, FILE *file)
{
    struct trace trace = {.file = file, .separator = "\n"};
    size_t left_out = 0;
    int err = 0;
    fputs("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[", file);
    for (size_t i = 0; i < timeline->count && !err; i++) {
        struct timeline_model first;
        err = timeline_first(&first, &timeline->models[i], MOST_SPANS);
        trace.pid = i + 1;
        left_out += timeline->models[i].count - first.count;
        if (!err)
            put_model(&trace, &first);
        timeline_model_release(&first);
    }
    fprintf(file,
            "\n],\"otherData\":{\"about\":\"manyhands: each model starts at 0; times by CLOCK_MONOTONIC\","
            "\"attempts_left_out\":\"%zu\"}}\n",
            left_out);
    return err;
}
