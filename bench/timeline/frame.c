/* SPDX-License-Identifier: MIT */
#include "bench/timeline/frame.h"

#include <stdio.h>

#include "bench/timeline/canvas.h"
#include "bench/timeline/telling.h"
#include "bench/words/message.h"
#include "bench/words/number.h"
#include "bench/words/text.h"

enum { LEAST_BAR = 16, MOST_CELL = 12, LINE_SIZE = 512, GAP = 2, BETWEEN = 3 /* items of the legend */ };

/* What there is room for; the lines of the models' progress are always there. */
struct plan {
    bool bars;    /* where they need lines of their own */
    bool workers; /* and a legend of what they are at */
    bool air;
    bool keys;
};

/* What matters most comes last to be left out. */
static const struct plan plans[] = {{.bars = true, .workers = true, .air = true, .keys = true},
                                    {.bars = true, .workers = true, .keys = true},
                                    {.bars = true, .keys = true},
                                    {.bars = true},
                                    {.bars = false}};

enum { PLANS = sizeof plans / sizeof *plans };

struct frame {
    struct canvas canvas;
    const struct frame_style *style;
    const struct timeline *race;
    uint64_t at_ns;
    struct plan plan;
    size_t names; /* columns of the longest name, and the gap behind it; 0: texts are not aligned */
    size_t bar;   /* of a bar */
    bool stacked; /* names have no room beside bars, which come below them */
};

static void put_title(struct frame *frame)
{
    char line[LINE_SIZE];
    const struct text_number time = text_seconds((double)frame->at_ns / 1e9);
    const struct text_number speed = text_factor(frame->style->speed);
    enum message title = frame->style->paused ? MESSAGE_RACE_TITLE_PAUSED : MESSAGE_RACE_TITLE;
    enum message brief = frame->style->paused ? MESSAGE_RACE_BRIEF_PAUSED : MESSAGE_RACE_BRIEF;
    if (frame->style->live)
        snprintf(line, sizeof line, message(title), time.text, speed.text);
    else
        snprintf(line, sizeof line, "%s", message(MESSAGE_RACE_OVER));
    if (frame->style->live && text_width(line) > frame->style->columns)
        snprintf(line, sizeof line, message(brief), time.text, speed.text);
    if (frame->style->live && text_width(line) > frame->style->columns)
        snprintf(line, sizeof line, "%s", time.text);
    canvas_line(&frame->canvas);
    canvas_put(&frame->canvas, "1", line);
}

/* What follows the bar: how many tasks are done or, at the end, what timeline_tell_end says. */
static void describe(char text[LINE_SIZE], const struct timeline *race, size_t i, uint64_t at_ns)
{
    const struct timeline_model *model = &race->models[i];
    if (at_ns >= model->end_ns)
        timeline_tell_end(text, LINE_SIZE, race, i);
    else
        snprintf(text, LINE_SIZE, message(MESSAGE_RACE_DONE),
                 text_count((double)timeline_done(model, at_ns)).text, text_count((double)model->tasks).text);
}

/* The same where there is no room for it. */
static void describe_briefly(char text[LINE_SIZE], const struct timeline_model *model, uint64_t at_ns)
{
    if (at_ns >= model->end_ns)
        snprintf(text, LINE_SIZE, "%s", text_seconds((double)model->end_ns / 1e9).text);
    else
        snprintf(text, LINE_SIZE, "%zu/%zu", timeline_done(model, at_ns), model->tasks);
}

/* Finds the columns of names and bars: those are what is left before the longest text or, where that is too
   little, all of a line. */
static void lay_out(struct frame *frame)
{
    char text[LINE_SIZE];
    size_t words = 0;
    size_t columns = frame->style->columns;
    for (size_t i = 0; i < frame->race->count; i++) {
        const struct timeline_model *model = &frame->race->models[i];
        size_t name = text_width(model->entrant.label) + GAP;
        frame->names = name > frame->names ? name : frame->names;
        for (int at_end = 0; at_end < 2; at_end++) {
            describe(text, frame->race, i, at_end ? UINT64_MAX : model->end_ns - 1);
            words = text_width(text) > words ? text_width(text) : words;
        }
    }
    size_t taken = frame->names + GAP + words;
    frame->stacked = columns < taken + LEAST_BAR;
    size_t below = columns > GAP + GAP ? columns - GAP - GAP : columns;
    frame->bar = frame->stacked ? below : columns - taken;
    if (frame->bar > TEXT_MOST_BAR)
        frame->bar = TEXT_MOST_BAR;
    if (frame->names + words > columns)
        frame->names = 0;
}

/* How much of its tasks is done or, behind the race, how long it took beside the slowest. */
static void put_bar(struct frame *frame, const struct timeline_model *model)
{
    const struct frame_style *style = frame->style;
    double most = style->live ? (double)model->tasks : (double)frame->race->end_ns;
    double value = style->live ? (double)timeline_done(model, frame->at_ns) : (double)model->end_ns;
    const char *track = !style->live ? " " : style->ascii ? "." : "░";
    const struct text_bar bar = text_bar(value, most, frame->bar, style->ascii);
    canvas_color(&frame->canvas, entrant_look(&model->entrant)->terminal, bar.text);
    bool last = !style->live && frame->stacked; /* no spaces at the end of a line */
    for (size_t column = text_width(bar.text); column < frame->bar && !last; column++)
        canvas_put(&frame->canvas, "2", track);
}

static void put_progress(struct frame *frame, size_t i)
{
    char text[LINE_SIZE];
    const struct timeline_model *model = &frame->race->models[i];
    canvas_line(&frame->canvas);
    snprintf(text, sizeof text, "%-*s", (int)frame->names, model->entrant.label);
    canvas_color(&frame->canvas, entrant_look(&model->entrant)->terminal, text);
    canvas_spaces(&frame->canvas, frame->names ? 0 : 1);
    if (!frame->stacked) {
        put_bar(frame, model);
        canvas_spaces(&frame->canvas, GAP);
    }
    describe(text, frame->race, i, frame->at_ns);
    if (frame->canvas.column + text_width(text) > frame->style->columns)
        describe_briefly(text, model, frame->at_ns);
    if (frame->canvas.column + text_width(text) <= frame->style->columns)
        canvas_put(&frame->canvas, frame->at_ns >= model->end_ns ? "1" : "", text);
    if (frame->stacked && frame->plan.bars) {
        canvas_line(&frame->canvas);
        canvas_spaces(&frame->canvas, GAP);
        put_bar(frame, model);
    }
}

static void put_state(struct frame *frame, enum lane_state state, size_t columns)
{
    const struct lane_look *look = &lane_looks[state];
    while (columns-- > 0)
        canvas_color(&frame->canvas, look->terminal, frame->style->ascii ? look->ascii : look->block);
}

/* How many of `lanes` are shown in `room` columns: all or, with a note of that behind them, as many as fit.
 */
static size_t fit_lanes(size_t lanes, size_t room, char note[LINE_SIZE])
{
    note[0] = '\0';
    if (lanes <= room)
        return lanes;
    (void)snprintf(note, LINE_SIZE, message(MESSAGE_TIMELINE_SHOWN), text_count((double)room).text,
                   text_count((double)lanes).text);
    size_t taken = text_width(note) + GAP;
    size_t shown = room > taken ? room - taken : room;
    (void)snprintf(note, LINE_SIZE, message(MESSAGE_TIMELINE_SHOWN), text_count((double)shown).text,
                   text_count((double)lanes).text);
    return shown;
}

/* A cell a worker, from below the beginning of the bar on and, where they can, together as wide as it. */
static void put_workers(struct frame *frame, const struct timeline_model *model)
{
    char note[LINE_SIZE];
    size_t columns = frame->style->columns;
    size_t before = frame->stacked ? GAP : frame->names;
    size_t shown = fit_lanes(model->lane_count, columns > before ? columns - before : 1, note);
    size_t cell = frame->bar / (shown ? shown : 1);
    cell = cell < 1 ? 1 : cell < MOST_CELL ? cell : MOST_CELL;
    size_t gap = cell > 2;
    canvas_line(&frame->canvas);
    canvas_spaces(&frame->canvas, before);
    for (size_t i = 0; i < shown; i++) {
        const struct lane *lane = &model->lanes[lane_shown(i, model->lane_count, shown)];
        put_state(frame, lane_at(lane, frame->at_ns), cell - gap);
        canvas_spaces(&frame->canvas, gap);
    }
    if (frame->canvas.column + GAP + text_width(note) <= columns) {
        canvas_spaces(&frame->canvas, *note ? GAP : 0);
        canvas_put(&frame->canvas, "2", note);
    }
}

/* Makes room for an item of so many columns: behind the last one, or in a line of its own. */
static void begin_item(struct frame *frame, size_t columns)
{
    if (frame->canvas.column > 0 && frame->canvas.column + BETWEEN + columns > frame->style->columns)
        canvas_line(&frame->canvas);
    else if (frame->canvas.column > 0)
        canvas_spaces(&frame->canvas, BETWEEN);
}

static void put_legend(struct frame *frame)
{
    const char *idle = message(MESSAGE_RACE_IDLE);
    canvas_line(&frame->canvas);
    canvas_line(&frame->canvas);
    for (int state = LANE_QUEUED; state < LANE_STATES; state++) {
        const char *name = message(lane_looks[state].words);
        if (!(frame->style->states & 1U << state))
            continue;
        begin_item(frame, 2 + text_width(name));
        put_state(frame, (enum lane_state)state, 1);
        canvas_put(&frame->canvas, "", " ");
        canvas_put(&frame->canvas, "", name);
    }
    if (frame->style->states & 1U << LANE_IDLE) {
        begin_item(frame, text_width(idle));
        canvas_put(&frame->canvas, "2", idle);
    }
}

static void put_keys(struct frame *frame)
{
    static const enum message keys[] = {MESSAGE_RACE_KEY_PAUSE, MESSAGE_RACE_KEY_STEP, MESSAGE_RACE_KEY_SPEED,
                                        MESSAGE_RACE_KEY_AGAIN, MESSAGE_RACE_KEY_QUIT};
    canvas_line(&frame->canvas);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = message(i == 0 && frame->style->paused ? MESSAGE_RACE_KEY_GO_ON : keys[i]);
        begin_item(frame, text_width(text));
        canvas_put(&frame->canvas, "2", text);
    }
}

static void draw(struct frame *frame)
{
    const struct timeline *race = frame->race;
    put_title(frame);
    for (size_t i = 0; i < race->count; i++) {
        if (frame->plan.air)
            canvas_line(&frame->canvas);
        put_progress(frame, i);
        if (frame->plan.workers)
            put_workers(frame, &race->models[i]);
    }
    if (frame->plan.workers)
        put_legend(frame);
    if (frame->plan.keys)
        put_keys(frame);
}

/* How many lines that takes by such a plan. */
static size_t count_lines(const struct frame *frame, const struct plan *plan)
{
    struct frame counted = *frame;
    counted.canvas.file = NULL;
    counted.plan = *plan;
    draw(&counted);
    return counted.canvas.lines;
}

unsigned frame_states(const struct timeline *race)
{
    unsigned states = 0;
    for (size_t i = 0; i < race->count; i++) {
        const struct timeline_model *model = &race->models[i];
        for (size_t j = 0; j < model->lane_count; j++) {
            const struct lane *lane = &model->lanes[j];
            uint64_t end_ns = 0;
            for (size_t k = 0; k < lane->count; k++) {
                states |= 1U << lane->pieces[k].state;
                states |= lane->pieces[k].begin_ns > end_ns ? 1U << LANE_IDLE : 0;
                end_ns = lane->pieces[k].end_ns;
            }
            states |= end_ns < race->end_ns ? 1U << LANE_IDLE : 0;
        }
    }
    return states;
}

void frame_draw(FILE *file, const struct timeline *race, uint64_t at_ns, const struct frame_style *style)
{
    const struct canvas canvas = {.file = file,
                                  .columns = style->columns,
                                  .rows = style->rows,
                                  .color = style->color,
                                  .live = style->live};
    struct frame frame = {.canvas = canvas, .style = style, .race = race, .at_ns = at_ns};
    size_t i = 0;
    lay_out(&frame);
    while (style->live && i < PLANS - 1 && count_lines(&frame, &plans[i]) > style->rows)
        i++;
    frame.plan = style->live ? plans[i] : (struct plan){.bars = true};
    draw(&frame);
    canvas_end(&frame.canvas);
}
