/* SPDX-License-Identifier: MIT */
#include "bench/timeline/telling.h"

#include <stdio.h>
#include <string.h>

#include "bench/words/number.h"
#include "bench/words/text.h"

/* Whether it is there to see in a lane. */
static bool lane_shows(const struct lane *lane, enum lane_state state)
{
    for (size_t i = 0; i < lane->count; i++) {
        if (lane->pieces[i].state == state)
            return true;
    }
    for (size_t i = 0; state == LANE_FAILED && i < lane->span_count; i++) {
        if (lane->spans[i].outcome)
            return true;
    }
    return false;
}

bool timeline_shows(const struct timeline *timeline, enum lane_state state)
{
    for (size_t i = 0; i < timeline->count; i++) {
        for (size_t j = 0; j < timeline->models[i].lane_count; j++) {
            if (lane_shows(&timeline->models[i].lanes[j], state))
                return true;
        }
    }
    return false;
}

/* Adds "10 of 12 needed", where it isn't all. */
static void add_part(char out[TIMELINE_LANES_SIZE], enum message words, size_t part, size_t all)
{
    char texts[2][24];
    snprintf(texts[0], sizeof texts[0], "%zu", part);
    snprintf(texts[1], sizeof texts[1], "%zu", all);
    if (part >= all)
        return;
    text_add(out, TIMELINE_LANES_SIZE, "%s", *out ? " · " : "");
    text_add(out, TIMELINE_LANES_SIZE, message(words), texts[0], texts[1]);
}

void timeline_describe_lanes(char out[TIMELINE_LANES_SIZE], const struct timeline_model *model, size_t shown)
{
    *out = '\0';
    add_part(out, MESSAGE_TIMELINE_NEEDED, model->lane_count, model->workers);
    add_part(out, MESSAGE_TIMELINE_SHOWN, shown, model->lane_count);
}

size_t timeline_done(const struct timeline_model *model, uint64_t at_ns)
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

/* The place of the model of that label. */
static void set_place(struct timeline_model *model, const struct comparison *comparison)
{
    size_t with = 0;
    model->place = 0;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (strcmp(contender->entrant.label, model->entrant.label) == 0)
            model->place = contender->place;
    }
    for (size_t i = 0; i < comparison->count; i++)
        with += comparison->contenders[i].place == model->place;
    model->tied = model->place > 0 && with > 1;
}

void timeline_set_places(struct timeline *timeline, const struct comparison *comparison)
{
    for (size_t i = 0; i < timeline->count; i++)
        set_place(&timeline->models[i], comparison);
}

bool timeline_has_places(const struct timeline *timeline)
{
    return timeline->count > 0 && timeline->models[0].place > 0;
}

void timeline_tell_end(char *out, size_t size, const struct timeline *timeline, size_t i)
{
    const struct timeline_model *model = &timeline->models[i];
    struct text_number time = text_seconds((double)model->end_ns / 1e9);
    if (model->place == 0)
        (void)snprintf(out, size, message(MESSAGE_RACE_ENDED), time.text);
    else
        (void)snprintf(out, size, message(model->tied ? MESSAGE_RACE_TIED : MESSAGE_RACE_FINISHED),
                       model->place, time.text);
}
