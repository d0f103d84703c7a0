/* SPDX-License-Identifier: MIT */
#include "bench/timeline/timeline.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Adds a span at the end; `capacity` is that of the last model's array. Returns 0 or -ENOMEM. */
static int add_span(struct timeline_model *model, const struct span_row *row, size_t *capacity)
{
    if (model->count == *capacity) {
        *capacity = *capacity ? 2 * *capacity : 64;
        struct timeline_span *wider = realloc(model->spans, *capacity * sizeof *wider);
        if (!wider)
            return -ENOMEM;
        model->spans = wider;
    }
    model->spans[model->count++] = (struct timeline_span){.row = *row};
    return 0;
}

/* The model of a line "LABEL,...", a new one if its label is not that of the last. NULL when that is none. */
static struct timeline_model *model_of(struct timeline *timeline, const char *label, size_t *capacity)
{
    struct timeline_model *last = timeline->count ? &timeline->models[timeline->count - 1] : NULL;
    if (last && strcmp(last->entrant.label, label) == 0)
        return last;
    if (timeline->count == OPTIONS_MOST_MODELS ||
        entrant_parse(&timeline->models[timeline->count].entrant, label))
        return NULL;
    *capacity = 0;
    return &timeline->models[timeline->count++];
}

static int read_lines(struct timeline *timeline, FILE *file)
{
    char line[ENTRANT_LABEL_SIZE + SPAN_FILE_LINE_SIZE];
    size_t capacity = 0;
    if (!fgets(line, sizeof line, file)) /* the header */
        return -EBADMSG;
    while (fgets(line, sizeof line, file)) {
        struct span_row row;
        char *comma = strchr(line, ',');
        if (!comma || span_row_read(&row, comma + 1))
            return -EBADMSG;
        *comma = '\0';
        struct timeline_model *model = model_of(timeline, line, &capacity);
        if (!model)
            return -EBADMSG;
        if (add_span(model, &row, &capacity))
            return -ENOMEM;
    }
    return timeline->count ? 0 : -EBADMSG;
}

static int compare(const void *left, const void *right)
{
    const struct span_row *a = &((const struct timeline_span *)left)->row;
    const struct span_row *b = &((const struct timeline_span *)right)->row;
    if (a->slot != b->slot)
        return a->slot < b->slot ? -1 : 1;
    if (a->started_ns != b->started_ns)
        return a->started_ns < b->started_ns ? -1 : 1;
    return a->parse_end_ns < b->parse_end_ns ? -1 : a->parse_end_ns > b->parse_end_ns;
}

static void move_back(struct span_row *row, uint64_t start_ns)
{
    row->queued_ns -= start_ns;
    row->started_ns -= start_ns;
    row->connected_ns -= start_ns;
    row->first_byte_ns -= start_ns;
    row->received_ns -= start_ns;
    row->parse_start_ns -= start_ns;
    row->parse_end_ns -= start_ns;
}

/* Sorts the spans into lanes and sets their clock to 0. */
static void arrange(struct timeline_model *model)
{
    uint64_t start_ns = UINT64_MAX;
    for (size_t i = 0; i < model->count; i++) {
        const struct span_row *row = &model->spans[i].row;
        model->tasks += i == 0 || row->task != model->spans[i - 1].row.task; /* as the file is sorted */
        start_ns = row->queued_ns < start_ns ? row->queued_ns : start_ns;
    }
    qsort(model->spans, model->count, sizeof *model->spans, compare);
    for (size_t i = 0; i < model->count; i++) {
        struct timeline_span *span = &model->spans[i];
        move_back(&span->row, start_ns);
        model->lanes += i == 0 || span->row.slot != span[-1].row.slot;
        span->lane = model->lanes - 1;
        model->end_ns = span->row.parse_end_ns > model->end_ns ? span->row.parse_end_ns : model->end_ns;
    }
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
        arrange(&timeline->models[i]);
        uint64_t end_ns = timeline->models[i].end_ns;
        timeline->end_ns = end_ns > timeline->end_ns ? end_ns : timeline->end_ns;
    }
    return err;
}

static int compare_starts(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* When the last of the `most` attempts that began first began, or UINT64_MAX without memory. */
static uint64_t last_start(const struct timeline_model *model, size_t most)
{
    uint64_t *starts = malloc(model->count * sizeof *starts);
    if (!starts)
        return UINT64_MAX;
    for (size_t i = 0; i < model->count; i++)
        starts[i] = model->spans[i].row.started_ns;
    qsort(starts, model->count, sizeof *starts, compare_starts);
    uint64_t last = starts[most - 1];
    free(starts);
    return last;
}

int timeline_first(struct timeline_model *first, const struct timeline_model *model, size_t most)
{
    *first = *model;
    first->count = first->lanes = 0;
    first->spans = calloc(most, sizeof *first->spans);
    uint64_t last = last_start(model, most);
    if (!first->spans || last == UINT64_MAX)
        return -ENOMEM;
    for (size_t i = 0; i < model->count && first->count < most; i++) {
        const struct timeline_span *span = &model->spans[i];
        if (span->row.started_ns > last)
            continue;
        first->lanes += first->count == 0 || span->row.slot != first->spans[first->count - 1].row.slot;
        first->spans[first->count] = *span;
        first->spans[first->count++].lane = first->lanes - 1;
    }
    return 0;
}

void timeline_model_release(struct timeline_model *model)
{
    free(model->spans);
    model->spans = NULL;
}

void timeline_release(struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->count; i++)
        timeline_model_release(&timeline->models[i]);
    *timeline = (struct timeline){0};
}
