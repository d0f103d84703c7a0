/* SPDX-License-Identifier: MIT */
#include "bench/timeline/frame.h"

#include <string.h>

#include "bench/words/message.h"
#include "bench/words/text.h"

enum { LEAST_BAR = 6, LINE_SIZE = 512, GAP = 2, AROUND = 4 /* title, legend, air */ };

/* How a state looks: by form as well as by colour. */
static const struct {
    const char *block, *ascii;
    int color;
    enum message name;
} looks[LANE_STATES] = {
    [LANE_IDLE] = {" ", " ", 0, MESSAGE_TIMELINE_QUEUED},
    [LANE_QUEUED] = {"·", ".", 245, MESSAGE_TIMELINE_QUEUED},
    [LANE_CONNECTING] = {"▂", "-", 98, MESSAGE_TIMELINE_CONNECTING},
    [LANE_WAITING] = {"▄", "~", 74, MESSAGE_TIMELINE_WAITING},
    [LANE_RECEIVING] = {"▆", "+", 172, MESSAGE_TIMELINE_RECEIVING},
    [LANE_PARSING] = {"█", "#", 161, MESSAGE_TIMELINE_PARSING},
};

static void put(FILE *file, const struct frame_style *style, const char *sgr, const char *text)
{
    if (style->color && *sgr)
        fprintf(file, "\033[%sm%s\033[0m", sgr, text);
    else
        fputs(text, file);
}

static void put_colored(FILE *file, const struct frame_style *style, int color, const char *text)
{
    char sgr[16];
    snprintf(sgr, sizeof sgr, "38;5;%d", color);
    put(file, style, sgr, text);
}

static void end_line(FILE *file, const struct frame_style *style)
{
    fputs(style->live ? "\033[K\n" : "\n", file);
}

static const char *look(const struct frame_style *style, enum lane_state state)
{
    return style->ascii ? looks[state].ascii : looks[state].block;
}

/* As much of the text as fits the line. */
static void put_title(FILE *file, const struct frame_style *style, uint64_t at_ns)
{
    char line[LINE_SIZE];
    struct text_number time = text_seconds((double)at_ns / 1e9);
    struct text_number factor = text_factor(style->speed);
    if (style->live)
        snprintf(line, sizeof line, message(MESSAGE_RACE_TITLE), time.text, factor.text);
    else
        snprintf(line, sizeof line, "%s", message(MESSAGE_RACE_OVER));
    if (text_width(line) > style->columns)
        snprintf(line, sizeof line, "%s", time.text);
    put(file, style, "1", line);
    end_line(file, style);
}

/* What follows the bar: how many tasks are done or, at the end, how long it took and in which place it is. */
static void describe(char text[LINE_SIZE], const struct race *race, size_t i, uint64_t at_ns)
{
    const struct race_model *model = &race->models[i];
    struct text_number time = text_seconds((double)model->model->end_ns / 1e9);
    if (at_ns >= model->model->end_ns)
        snprintf(text, LINE_SIZE, message(MESSAGE_RACE_FINISHED), race_place(race, i), time.text);
    else
        snprintf(text, LINE_SIZE, message(MESSAGE_RACE_DONE), race_done(model, at_ns), model->tasks);
}

/* The columns that the longest name and the longest description take. */
static void measure(const struct race *race, size_t *names, size_t *words)
{
    char text[LINE_SIZE];
    *names = *words = 0;
    for (size_t i = 0; i < race->timeline->count; i++) {
        size_t name = text_width(race->models[i].model->entrant.label);
        *names = name > *names ? name : *names;
        for (int at_end = 0; at_end < 2; at_end++) {
            describe(text, race, i, at_end ? UINT64_MAX : race->models[i].model->end_ns - 1);
            *words = text_width(text) > *words ? text_width(text) : *words;
        }
    }
}

/* How much of its tasks is done or, behind the race, how long it took beside the slowest. */
static void put_bar(FILE *file, const struct frame_style *style, const struct race *race, size_t i,
                    uint64_t at_ns, size_t columns)
{
    const struct race_model *model = &race->models[i];
    double most = style->live ? (double)model->tasks : (double)race->timeline->end_ns;
    double value = style->live ? (double)race_done(model, at_ns) : (double)model->model->end_ns;
    const char *track = !style->live ? " " : style->ascii ? "." : "░";
    struct text_bar bar = text_bar(value, most, columns, style->ascii);
    put_colored(file, style, entrant_look(&model->model->entrant)->terminal, bar.text);
    for (size_t column = text_width(bar.text); column < columns; column++)
        put(file, style, "2", track);
    fputs("  ", file);
}

static void put_progress(FILE *file, const struct frame_style *style, const struct race *race, size_t i,
                         uint64_t at_ns, size_t names, size_t bar_columns)
{
    char text[LINE_SIZE];
    const struct timeline_model *model = race->models[i].model;
    int padding = (int)(names + GAP - text_width(model->entrant.label));
    snprintf(text, sizeof text, "%s%*s", model->entrant.label, padding, "");
    put_colored(file, style, entrant_look(&model->entrant)->terminal, text);
    if (bar_columns >= LEAST_BAR)
        put_bar(file, style, race, i, at_ns, bar_columns);
    describe(text, race, i, at_ns);
    if (names + GAP + text_width(text) > style->columns)
        snprintf(text, sizeof text, "%zu/%zu", race_done(&race->models[i], at_ns), race->models[i].tasks);
    if (names + GAP + text_width(text) <= style->columns)
        put(file, style, at_ns >= model->end_ns ? "1" : "", text);
    end_line(file, style);
}

/* A cell a worker, from under the bar on; of more than fit, as many as do. */
static void put_workers(FILE *file, const struct frame_style *style, const struct race_model *model,
                        uint64_t at_ns, size_t names)
{
    size_t room = style->columns > names + GAP + 1 ? style->columns - names - GAP - 1 : 1;
    size_t lanes = model->model->lanes;
    size_t shown = lanes < room ? lanes : room;
    fprintf(file, "%*s", (int)(names + GAP), "");
    for (size_t i = 0; i < shown; i++) {
        enum lane_state state = race_state(model, lane_shown(i, lanes, shown), at_ns);
        put_colored(file, style, looks[state].color, look(style, state));
    }
    end_line(file, style);
}

/* As many of the states' names as fit a line. */
static void put_legend(FILE *file, const struct frame_style *style)
{
    size_t column = 0;
    for (int state = LANE_QUEUED; state < LANE_STATES; state++) {
        const char *name = message(looks[state].name);
        size_t width = text_width(name) + 5;
        if (column + width > style->columns)
            break;
        column += width;
        put_colored(file, style, looks[state].color, look(style, (enum lane_state)state));
        fprintf(file, " %s   ", name);
    }
    const char *key = message(MESSAGE_RACE_KEY);
    if (style->live && column + text_width(key) <= style->columns)
        put(file, style, "2", key);
}

void frame_draw(FILE *file, const struct race *race, uint64_t at_ns, const struct frame_style *style)
{
    size_t names;
    size_t words;
    size_t count = race->timeline->count;
    measure(race, &names, &words);
    size_t taken = names + words + (size_t)2 * GAP + 1;
    size_t bar = style->columns > taken ? style->columns - taken : 0;
    bar = bar > TEXT_MOST_BAR ? TEXT_MOST_BAR : bar;
    bool with_workers = style->live && style->rows >= 2 * count + AROUND;
    bool with_air = style->live && style->rows >= 3 * count + AROUND;
    bool with_legend = style->live && style->rows >= count + 2;
    put_title(file, style, at_ns);
    for (size_t i = 0; i < count && (!style->live || i + 2 < style->rows); i++) {
        if (with_air)
            end_line(file, style);
        put_progress(file, style, race, i, at_ns, names, bar);
        if (with_workers)
            put_workers(file, style, &race->models[i], at_ns, names);
    }
    if (with_workers)
        end_line(file, style);
    if (with_legend)
        put_legend(file, style);
}
