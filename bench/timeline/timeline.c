/* SPDX-License-Identifier: MIT */
#include "bench/timeline/timeline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/words/text.h"

/* Adds a span at the end. Returns 0 or -ENOMEM. */
static int add_span(struct timeline_model *model, const struct span_row *row)
{
    if (model->count == model->capacity) {
        model->capacity = model->capacity ? 2 * model->capacity : 64;
        struct span_row *wider = realloc(model->spans, model->capacity * sizeof *wider);
        if (!wider)
            return -ENOMEM;
        model->spans = wider;
    }
    model->spans[model->count++] = *row;
    return 0;
}

/* The model of a line "LABEL,...", a new one if its label is not that of the last. NULL when that is none. */
static struct timeline_model *model_of(struct timeline *timeline, const char *label)
{
    struct timeline_model *last = timeline->count ? &timeline->models[timeline->count - 1] : NULL;
    if (last && strcmp(last->entrant.label, label) == 0)
        return last;
    if (timeline->count == OPTIONS_MOST_MODELS ||
        entrant_parse(&timeline->models[timeline->count].entrant, label))
        return NULL;
    return &timeline->models[timeline->count++];
}

static int read_lines(struct timeline *timeline, FILE *file)
{
    char line[ENTRANT_LABEL_SIZE + SPAN_FILE_LINE_SIZE];
    if (!fgets(line, sizeof line, file)) /* the header */
        return -EBADMSG;
    while (fgets(line, sizeof line, file)) {
        struct span_row row;
        char *comma = strchr(line, ',');
        if (!comma || span_row_read(&row, comma + 1))
            return -EBADMSG;
        *comma = '\0';
        struct timeline_model *model = model_of(timeline, line);
        int err = model ? add_span(model, &row) : -EBADMSG;
        if (err)
            return err;
    }
    return timeline->count ? 0 : -EBADMSG;
}

/* Sets the model's clock to 0. */
static void start_at_0(struct timeline_model *model)
{
    uint64_t start_ns = UINT64_MAX;
    for (size_t i = 0; i < model->count; i++)
        start_ns = model->spans[i].queued_ns < start_ns ? model->spans[i].queued_ns : start_ns;
    for (size_t i = 0; i < model->count; i++) {
        struct span_row *row = &model->spans[i];
        row->queued_ns -= start_ns;
        row->started_ns -= start_ns;
        row->connected_ns -= start_ns;
        row->answered_ns -= start_ns;
        row->first_byte_ns -= start_ns;
        row->received_ns -= start_ns;
        row->parse_start_ns -= start_ns;
        row->parse_end_ns -= start_ns;
    }
}

static int in_order(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_times(const void *left, const void *right)
{
    return in_order(*(const uint64_t *)left, *(const uint64_t *)right);
}

static int compare_starts(const void *left, const void *right)
{
    const struct span_row *a = left;
    const struct span_row *b = right;
    return in_order(a->started_ns, b->started_ns);
}

static int compare_attempts(const void *left, const void *right)
{
    const struct span_row *a = left;
    const struct span_row *b = right;
    int order = in_order(a->task, b->task);
    return order ? order : in_order(a->attempt, b->attempt);
}

/* Of tasks that a thread began to work on in one moment, that of the first slot comes first. */
static int compare_work(const void *left, const void *right)
{
    const struct span_row *a = left;
    const struct span_row *b = right;
    int order = a->tid < b->tid ? -1 : a->tid > b->tid;
    order = order ? order : in_order(a->parse_start_ns, b->parse_start_ns);
    return order ? order : in_order(a->slot, b->slot);
}

static int compare_slots(const void *left, const void *right)
{
    const struct span_row *a = left;
    const struct span_row *b = right;
    int order = in_order(a->slot, b->slot);
    order = order ? order : in_order(a->started_ns, b->started_ns);
    return order ? order : in_order(a->parse_end_ns, b->parse_end_ns);
}

static void sort(struct timeline_model *model, int (*compare)(const void *, const void *))
{
    qsort(model->spans, model->count, sizeof *model->spans, compare);
}

/* A task is over when its last attempt is. */
static int find_ends(struct timeline_model *model)
{
    sort(model, compare_attempts);
    model->done_ns = malloc(model->count * sizeof *model->done_ns);
    if (!model->done_ns)
        return -ENOMEM;
    for (size_t i = 0; i < model->count; i++) {
        const struct span_row *row = &model->spans[i];
        model->end_ns = row->parse_end_ns > model->end_ns ? row->parse_end_ns : model->end_ns;
        if (i + 1 == model->count || row[1].task != row->task)
            model->done_ns[model->tasks++] = row->parse_end_ns;
    }
    qsort(model->done_ns, model->tasks, sizeof *model->done_ns, compare_times);
    return 0;
}

static int find_activity(struct timeline_model *model)
{
    sort(model, compare_work);
    return activity_init(&model->activity, model->spans, model->count);
}

/* What its workers do with the bytes. */
static enum lane_state busy_of(const struct timeline_model *model)
{
    for (size_t i = 0; i < model->activity.stretch_count; i++) {
        if (model->activity.stretches[i].tasks > 1)
            return LANE_TURNS;
    }
    for (size_t i = 0; i < model->count; i++) {
        if (model->spans[i].received_ns > model->spans[i].started_ns)
            return LANE_PARSING;
    }
    return LANE_WORKING;
}

static int find_lanes(struct timeline_model *model)
{
    int err = 0;
    sort(model, compare_slots);
    model->busy = busy_of(model);
    model->lanes = calloc(model->count, sizeof *model->lanes);
    if (!model->lanes)
        return -ENOMEM;
    for (size_t i = 0, next; i < model->count && !err; i = next) {
        for (next = i + 1; next < model->count && model->spans[next].slot == model->spans[i].slot; next++)
            ;
        err = lane_init(&model->lanes[model->lane_count++], &model->spans[i], next - i, model->busy);
    }
    model->workers = entrant_in_flight(&model->entrant, model->tasks);
    return err;
}

/* Makes all the rest of the spans: each step sorts them, the lanes last, which borrow them as they are then.
   Returns 0 or -ENOMEM. */
static int arrange(struct timeline_model *model)
{
    int err = find_ends(model);
    if (!err)
        err = find_activity(model);
    return err ? err : find_lanes(model);
}

int timeline_read(struct timeline *timeline, const char *path)
{
    *timeline = (struct timeline){0};
    FILE *file = fopen(path, "r");
    if (!file)
        return -errno;
    int err = read_lines(timeline, file);
    (void)fclose(file);
    for (size_t i = 0; i < timeline->count && !err; i++) {
        start_at_0(&timeline->models[i]);
        err = arrange(&timeline->models[i]);
        uint64_t end_ns = timeline->models[i].end_ns;
        timeline->end_ns = end_ns > timeline->end_ns ? end_ns : timeline->end_ns;
    }
    return err;
}

int timeline_first(struct timeline_model *first, const struct timeline_model *model, size_t most)
{
    *first = (struct timeline_model){.entrant = model->entrant,
                                     .spans = calloc(model->count, sizeof *first->spans),
                                     .count = most < model->count ? most : model->count};
    if (!first->spans)
        return -ENOMEM;
    memcpy(first->spans, model->spans, model->count * sizeof *first->spans);
    qsort(first->spans, model->count, sizeof *first->spans, compare_starts); /* also those left out */
    return arrange(first);
}

void timeline_model_release(struct timeline_model *model)
{
    for (size_t i = 0; i < model->lane_count; i++)
        lane_release(&model->lanes[i]);
    free(model->lanes);
    free(model->spans);
    free(model->done_ns);
    activity_release(&model->activity);
    *model = (struct timeline_model){0};
}

void timeline_release(struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->count; i++)
        timeline_model_release(&timeline->models[i]);
    *timeline = (struct timeline){0};
}
