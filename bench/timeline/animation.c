/* SPDX-License-Identifier: MIT */
#include "bench/timeline/views.h"

#include <math.h>
#include <string.h>

#include "bench/words/message.h"
#include "bench/words/text.h"

enum {
    WIDE = 800, /* pixels, as all that follows */
    LEFT = 176, /* at least: the longest name fits */
    NAME_LETTER = 9,
    RIGHT = 164, /* room for the words behind the slowest */
    ABOVE = 96,
    GAP = 22,
    LEAST_PANEL = 40,
    BAR = 140,
    MOST_LANES = 12,
    MOST_PIECES = 700, /* of a model */
    MOST_STEPS = 24    /* of its bar */
};

static const double plays_s = 15, holds_s = 4; /* seconds */
static const double least_wide = 1.6;          /* of what computes, so that it is seen */

/* What a pattern repeats in a square of 6 by 6 pixels: lines, over the model's colour. */
static const struct {
    const char *pattern;
    const char *path;
    const char *width;
} marks[] = {{"hatched", "M-1 1L1-1M-1 7L7-1M5 7L7 5", "1.5"},
             {"crosshatched", "M-1 1L1-1M-1 7L7-1M5 7L7 5M-1 5L1 7M-1-1L7 7M5-1L7 1", "1"},
             {"dotted", "M2.2 3h1.6", "1.6"}};

struct drawing {
    FILE *file;
    const struct timeline *timeline;
    int left; /* where the lanes begin */
};

static int left_of(const struct timeline *timeline)
{
    int left = LEFT;
    for (size_t i = 0; i < timeline->count; i++) {
        int needed = 36 + NAME_LETTER * (int)text_width(timeline->models[i].entrant.label);
        left = needed > left ? needed : left;
    }
    return left;
}

/* The part of the whole cycle, in percent, at which a moment of the recording is shown. */
static double percent(const struct drawing *drawing, uint64_t at_ns)
{
    return (double)at_ns / (double)drawing->timeline->end_ns * 100 * plays_s / (plays_s + holds_s);
}

static double x_of(const struct drawing *drawing, uint64_t at_ns)
{
    return drawing->left + (double)at_ns / (double)drawing->timeline->end_ns * (WIDE - drawing->left - RIGHT);
}

static size_t shown_lanes(const struct timeline_model *model)
{
    return model->lane_count < MOST_LANES ? model->lane_count : MOST_LANES;
}

static double lane_high(const struct timeline_model *model)
{
    return shown_lanes(model) <= 2 ? 18 : shown_lanes(model) <= 6 ? 11 : 8;
}

static double panel_high(const struct timeline_model *model)
{
    double lanes = (double)shown_lanes(model) * lane_high(model);
    return fmax(lanes, LEAST_PANEL) + (double)GAP;
}

static double height(const struct drawing *drawing)
{
    double high = ABOVE;
    for (size_t i = 0; i < drawing->timeline->count; i++)
        high += panel_high(&drawing->timeline->models[i]);
    return high;
}

/* How full the bar is of the tasks that are done, and when the words behind the lanes appear. */
static void put_keyframes(const struct drawing *drawing, size_t i)
{
    const struct timeline_model *model = &drawing->timeline->models[i];
    size_t steps = model->tasks < MOST_STEPS ? model->tasks : MOST_STEPS;
    double end = percent(drawing, model->end_ns);
    fprintf(drawing->file, "@keyframes b%zu{0%%{transform:scaleX(0)}", i);
    for (size_t step = 1; step <= steps; step++) {
        size_t done = step * model->tasks / steps;
        fprintf(drawing->file, "%.2f%%{transform:scaleX(%.3f)}", percent(drawing, model->done_ns[done - 1]),
                (double)done / (double)model->tasks);
    }
    fputs("100%{transform:none}}", drawing->file);
    fprintf(drawing->file, "@keyframes e%zu{0%%,%.2f%%{opacity:0}%.2f%%,100%%{opacity:1}}\n", i, end,
            end + 0.4);
    fprintf(drawing->file, ".b%zu{animation-name:b%zu}.e%zu{animation-name:e%zu}\n", i, i, i, i);
}

static void put_style(const struct drawing *drawing)
{
    double all_s = plays_s + holds_s;
    fprintf(drawing->file,
            "<style>\n"
            ":root{--paper:#fff;--ink:#1f2937;--quiet:#5b6472;--track:#e5e7eb}\n"
            "@media(prefers-color-scheme:dark){:root{--paper:#111827;--ink:#f3f4f6;--quiet:#9ca3af;"
            "--track:#374151}}\n"
            "text{font:14px system-ui,sans-serif;fill:var(--ink)}.q{font-size:12px;fill:var(--quiet)}"
            ".t{font-size:20px}.t,.n{font-weight:bold}\n"
            ".b,.e,.s{animation:%gs linear infinite}.b{animation-timing-function:step-end}"
            ".b{transform-box:fill-box;transform-origin:0 0}\n"
            "@keyframes s{0%%{transform:none}%.2f%%,100%%{transform:translateX(%dpx)}}.s{animation-name:s}\n",
            all_s, 100 * plays_s / all_s, WIDE - drawing->left - RIGHT + 2);
    for (size_t i = 0; i < drawing->timeline->count; i++)
        put_keyframes(drawing, i);
    fputs("@media(prefers-reduced-motion:reduce){.b,.e{animation:none}.s{display:none}}\n</style>\n",
          drawing->file);
}

static void put_heading(const struct drawing *drawing)
{
    double x = 20;
    fprintf(drawing->file, "<text class=\"t\" x=\"20\" y=\"34\">%s</text>\n", message(MESSAGE_FIGURE_TITLE));
    fprintf(drawing->file, "<text class=\"q\" x=\"20\" y=\"55\">");
    fprintf(drawing->file, message(MESSAGE_ANIMATION_ABOUT),
            text_seconds((double)drawing->timeline->end_ns / 1e9).text, plays_s);
    if (timeline_has_places(drawing->timeline))
        fputs(message(MESSAGE_ANIMATION_PLACES), drawing->file);
    fputs("</text>\n", drawing->file);
    for (int state = LANE_QUEUED; state < LANE_STATES; state++) {
        const char *name = message(lane_looks[state].words);
        double high = 11 * lane_looks[state].height;
        fprintf(drawing->file,
                "<path fill=\"%s\" d=\"M%.0f %.1fh11v%.1fh-11z\"/><text class=\"q\" x=\"%.0f\" "
                "y=\"78\">%s</text>\n",
                lane_looks[state].color, x, 79 - high, high, x + 17, name);
        x += 40 + 6.6 * (double)text_width(name);
    }
}

/* The pieces of one state in all lanes that are shown, as one path. */
static void put_state(const struct drawing *drawing, const struct lane *lanes, size_t count,
                      enum lane_state state, double top, double high)
{
    double tall = (high - 1) * lane_looks[state].height;
    fprintf(drawing->file, "<path fill=\"%s\" d=\"", lane_looks[state].color);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < lanes[i].count; j++) {
            const struct lane_piece *piece = &lanes[i].pieces[j];
            if (piece->state != state)
                continue;
            double from = x_of(drawing, piece->begin_ns);
            double to = x_of(drawing, piece->end_ns);
            if (state == LANE_PARSING && to - from < least_wide)
                from = to - least_wide;
            fprintf(drawing->file, "M%.1f %.1fh%.1fv%.1fh-%.1fz", from, top + (double)(i + 1) * high - tall,
                    to - from, tall, to - from);
        }
    }
    fputs("\"/>\n", drawing->file);
}

/* What is drawn of the model, coarser where there is too much. Returns 0 or -ENOMEM. */
static int take_lanes(const struct drawing *drawing, const struct timeline_model *model,
                      struct lane lanes[MOST_LANES])
{
    size_t pieces = 0;
    size_t count = shown_lanes(model);
    int err = 0;
    for (size_t i = 0; i < count; i++)
        pieces += model->lanes[lane_shown(i, model->lane_count, MOST_LANES)].count;
    uint64_t grain_ns = pieces > MOST_PIECES ? drawing->timeline->end_ns * count / MOST_PIECES + 1 : 0;
    for (size_t i = 0; i < count && !err; i++)
        err = lane_coarsen(&lanes[i], &model->lanes[lane_shown(i, model->lane_count, MOST_LANES)], grain_ns);
    return err;
}

/* What the model's bar is filled with, after its definition where that is a pattern. */
static void put_fill(const struct drawing *drawing, size_t i, double top, const struct model_look *look,
                     char fill[32])
{
    snprintf(fill, 32, "%.16s", look->color);
    for (size_t j = 0; j < sizeof marks / sizeof *marks; j++) {
        if (strcmp(marks[j].pattern, look->pattern) != 0)
            continue;
        fprintf(drawing->file,
                "<pattern id=\"p%zu\" y=\"%.1f\" width=\"6\" height=\"6\" "
                "patternUnits=\"userSpaceOnUse\"><path fill=\"%s\" "
                "d=\"M0 0h6v6H0z\"/><path style=\"stroke:var(--paper)\" stroke-width=\"%s\" "
                "d=\"%s\"/></pattern>\n",
                i, top + 22, look->color, marks[j].width, marks[j].path);
        snprintf(fill, 32, "url(#p%zu)", i);
    }
}

/* The name and the bar, before the lanes. */
static void put_name(const struct drawing *drawing, size_t i, double top)
{
    char fill[32];
    const struct entrant *entrant = &drawing->timeline->models[i].entrant;
    const char *color = entrant_look(entrant)->color;
    put_fill(drawing, i, top, entrant_look(entrant), fill);
    fprintf(drawing->file, "<text class=\"n\" style=\"fill:%s\" x=\"20\" y=\"%.1f\">%s</text>\n", color,
            top + 13, entrant->label);
    fprintf(drawing->file, "<path style=\"fill:var(--track)\" d=\"M20 %.1fh%dv8h-%dz\"/>", top + 21, BAR,
            BAR);
    fprintf(drawing->file, "<path class=\"b b%zu\" fill=\"%s\" d=\"M20 %.1fh%dv8h-%dz\"/>\n", i, fill,
            top + 21, BAR, BAR);
}

static int put_lanes(const struct drawing *drawing, size_t i, double top)
{
    struct lane lanes[MOST_LANES] = {0};
    const struct timeline_model *model = &drawing->timeline->models[i];
    int err = take_lanes(drawing, model, lanes);
    for (int state = LANE_QUEUED; state < LANE_STATES && !err; state++)
        put_state(drawing, lanes, shown_lanes(model), (enum lane_state)state, top, lane_high(model));
    for (size_t j = 0; j < MOST_LANES; j++)
        lane_release(&lanes[j]);
    return err;
}

/* Behind the lanes, once they have ended: in which place, after how long. */
static void put_result(const struct drawing *drawing, size_t i, double top)
{
    char text[128];
    uint64_t end_ns = drawing->timeline->models[i].end_ns;
    timeline_tell_end(text, sizeof text, drawing->timeline, i);
    fprintf(drawing->file, "<text class=\"e e%zu\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", i,
            x_of(drawing, end_ns) + 8, top + 13, text);
}

/* The lanes are there from the start, under a cover that slides away. */
static int draw(const struct drawing *drawing)
{
    double high = height(drawing);
    double top = ABOVE;
    int err = 0;
    fprintf(drawing->file,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" height=\"%.0f\" "
            "role=\"img\" aria-label=\"%s\">\n",
            WIDE, high, WIDE, high, message(MESSAGE_RACE_ABOUT));
    put_style(drawing);
    fprintf(drawing->file, "<path style=\"fill:var(--paper)\" d=\"M0 0h%dv%.0fH0z\"/>\n", WIDE, high);
    put_heading(drawing);
    for (size_t i = 0; i < drawing->timeline->count && !err; i++) {
        err = put_lanes(drawing, i, top);
        top += panel_high(&drawing->timeline->models[i]);
    }
    fprintf(drawing->file, "<g class=\"s\"><path style=\"fill:var(--paper)\" d=\"M%d %dh%dV%.0fh-%dz\"/>",
            drawing->left - 1, ABOVE - 8, WIDE, high, WIDE);
    fprintf(drawing->file, "<path style=\"fill:var(--quiet)\" d=\"M%d %dh1.5V%.0fh-1.5z\"/></g>\n",
            drawing->left - 1, ABOVE - 8, high - 8);
    top = ABOVE;
    for (size_t i = 0; i < drawing->timeline->count; i++) {
        put_name(drawing, i, top);
        put_result(drawing, i, top);
        top += panel_high(&drawing->timeline->models[i]);
    }
    fputs("</svg>\n", drawing->file);
    return err;
}

int animation_write(const struct timeline *timeline, FILE *file)
{
    const struct drawing drawing = {.file = file, .timeline = timeline, .left = left_of(timeline)};
    return draw(&drawing);
}
