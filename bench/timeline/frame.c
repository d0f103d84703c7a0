/* SPDX-License-Identifier: MIT */
#include "bench/timeline/frame.h"

#include <string.h>

#include "bench/words/message.h"
#include "bench/words/text.h"

enum { LEAST_BAR = 6, LINE_SIZE = 512, GAP = 2, AROUND = 4 /* title, legend, air */ };

/* Where the next text goes: what does not fit is not written. */
struct frame {
    FILE *file;
    const struct frame_style *style;
    const struct timeline *race;
    uint64_t at_ns;
    size_t names; /* columns of the longest name, and the gap behind it */
    size_t line, column;
};

/* The bytes at the start of `text` that take no more than so many columns. */
static size_t fitting(const char *text, size_t columns)
{
    size_t length = strlen(text);
    while (text_columns(text, length) > columns) {
        while (--length > 0 && ((unsigned char)text[length] & 0xC0U) == 0x80)
            ;
    }
    return length;
}

static void put(struct frame *frame, const char *sgr, const char *text)
{
    size_t width = text_width(text);
    size_t room = frame->style->columns - frame->column;
    int length = (int)fitting(text, room);
    if (room == 0 || (frame->style->live && frame->line >= frame->style->rows))
        return;
    frame->column += width < room ? width : room;
    if (frame->style->color && *sgr)
        fprintf(frame->file, "\033[%sm%.*s\033[0m", sgr, length, text);
    else
        fprintf(frame->file, "%.*s", length, text);
}

static void put_colored(struct frame *frame, int color, const char *text)
{
    char sgr[16];
    snprintf(sgr, sizeof sgr, "38;5;%d", color);
    put(frame, sgr, text);
}

/* The last row of a terminal is not ended: that would move all up. */
static void end_line(struct frame *frame)
{
    bool live = frame->style->live;
    frame->column = 0;
    frame->line++;
    if (!live || frame->line < frame->style->rows)
        fputs(live ? "\033[K\n" : "\n", frame->file);
    else if (frame->line == frame->style->rows)
        fputs("\033[K", frame->file);
}

static void put_state(struct frame *frame, enum lane_state state)
{
    const struct lane_look *look = &lane_looks[state];
    put_colored(frame, look->terminal, frame->style->ascii ? look->ascii : look->block);
}

static void put_title(struct frame *frame)
{
    char line[LINE_SIZE];
    const struct text_number time = text_seconds((double)frame->at_ns / 1e9);
    const struct text_number speed = text_factor(frame->style->speed);
    if (frame->style->live)
        snprintf(line, sizeof line, message(MESSAGE_RACE_TITLE), time.text, speed.text);
    else
        snprintf(line, sizeof line, "%s", message(MESSAGE_RACE_OVER));
    put(frame, "1", text_width(line) > frame->style->columns ? time.text : line);
    end_line(frame);
}

/* What follows the bar: how many tasks are done or, at the end, what timeline_tell_end says. */
static void describe(char text[LINE_SIZE], const struct timeline *race, size_t i, uint64_t at_ns)
{
    const struct timeline_model *model = &race->models[i];
    if (at_ns >= model->end_ns)
        timeline_tell_end(text, LINE_SIZE, race, i);
    else
        snprintf(text, LINE_SIZE, message(MESSAGE_RACE_DONE), timeline_done(model, at_ns), model->tasks);
}

/* Finds the columns that names take, and returns those that are left for bars before the longest text. */
static size_t measure(struct frame *frame)
{
    char text[LINE_SIZE];
    size_t words = 0;
    for (size_t i = 0; i < frame->race->count; i++) {
        const struct timeline_model *model = &frame->race->models[i];
        size_t name = text_width(model->entrant.label) + GAP;
        frame->names = name > frame->names ? name : frame->names;
        for (int at_end = 0; at_end < 2; at_end++) {
            describe(text, frame->race, i, at_end ? UINT64_MAX : model->end_ns - 1);
            words = text_width(text) > words ? text_width(text) : words;
        }
    }
    size_t taken = frame->names + words + GAP + 1;
    size_t left = frame->style->columns > taken ? frame->style->columns - taken : 0;
    return left > TEXT_MOST_BAR ? TEXT_MOST_BAR : left;
}

/* How much of its tasks is done or, behind the race, how long it took beside the slowest. */
static void put_bar(struct frame *frame, const struct timeline_model *model, size_t columns)
{
    const struct frame_style *style = frame->style;
    double most = style->live ? (double)model->tasks : (double)frame->race->end_ns;
    double value = style->live ? (double)timeline_done(model, frame->at_ns) : (double)model->end_ns;
    const char *track = !style->live ? " " : style->ascii ? "." : "░";
    const struct text_bar bar = text_bar(value, most, columns, style->ascii);
    put_colored(frame, entrant_look(&model->entrant)->terminal, bar.text);
    for (size_t column = text_width(bar.text); column < columns; column++)
        put(frame, "2", track);
    put(frame, "", "  ");
}

static void put_progress(struct frame *frame, size_t i, size_t bar_columns)
{
    char text[LINE_SIZE];
    const struct timeline_model *model = &frame->race->models[i];
    size_t columns = frame->style->columns;
    snprintf(text, sizeof text, "%-*s", (int)frame->names, model->entrant.label);
    put_colored(frame, entrant_look(&model->entrant)->terminal, text);
    if (bar_columns >= LEAST_BAR)
        put_bar(frame, model, bar_columns);
    describe(text, frame->race, i, frame->at_ns);
    if (frame->names + text_width(text) > columns)
        snprintf(text, sizeof text, "%zu/%zu", timeline_done(model, frame->at_ns), model->tasks);
    if (frame->names + text_width(text) <= columns)
        put(frame, frame->at_ns >= model->end_ns ? "1" : "", text);
    end_line(frame);
}

/* A cell a worker, from under the bar on if there is room; of more than fit, as many as do. */
static void put_workers(struct frame *frame, const struct timeline_model *model)
{
    char indent[LINE_SIZE];
    size_t columns = frame->style->columns;
    size_t before = columns > frame->names + 1 ? frame->names : 0;
    size_t room = columns - before > 1 ? columns - before - 1 : 1;
    size_t shown = model->lane_count < room ? model->lane_count : room;
    snprintf(indent, sizeof indent, "%*s", (int)before, "");
    put(frame, "", indent);
    for (size_t i = 0; i < shown; i++)
        put_state(frame, lane_at(&model->lanes[lane_shown(i, model->lane_count, shown)], frame->at_ns));
    end_line(frame);
}

/* As many of the states' names as fit a line. */
static void put_legend(struct frame *frame)
{
    const char *key = message(MESSAGE_RACE_KEY);
    for (int state = LANE_QUEUED; state < LANE_FAILED; state++) {
        char name[LINE_SIZE];
        if (!timeline_shows(frame->race, (enum lane_state)state))
            continue;
        snprintf(name, sizeof name, " %s   ", message(lane_looks[state].words));
        if (frame->column + 1 + text_width(name) > frame->style->columns)
            break;
        put_state(frame, (enum lane_state)state);
        put(frame, "", name);
    }
    if (frame->column + text_width(key) <= frame->style->columns)
        put(frame, "2", key);
}

void frame_draw(FILE *file, const struct timeline *race, uint64_t at_ns, const struct frame_style *style)
{
    struct frame frame = {.file = file, .style = style, .race = race, .at_ns = at_ns};
    size_t count = race->count;
    size_t bar = measure(&frame);
    bool with_workers = style->live && style->rows >= 2 * count + AROUND;
    bool with_air = style->live && style->rows >= 3 * count + AROUND;
    put_title(&frame);
    for (size_t i = 0; i < count; i++) {
        if (with_air)
            end_line(&frame);
        put_progress(&frame, i, bar);
        if (with_workers)
            put_workers(&frame, &race->models[i]);
    }
    if (with_workers)
        end_line(&frame);
    if (style->live)
        put_legend(&frame);
}
