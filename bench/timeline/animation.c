/* SPDX-License-Identifier: MIT */
#include "bench/timeline/animated_lanes.h"
#include "bench/timeline/views.h"

#include <math.h>
#include <string.h>

#include "bench/timeline/telling.h"
#include "bench/words/message.h"
#include "bench/words/number.h"
#include "bench/words/text.h"

/* Pixels, as all that follows: as narrow as a picture must be for its text to be read on a phone. */
static const int WIDE = 600;
static const int MARGIN = 20;
static const int LETTER = 9; /* about as wide, of a column; in bold a pixel more */
static const int LINE = 22;
static const int LEGEND = 106; /* where its first line stands */
static const int GAP = 22;
static const int BAR = 120;
static const int BAR_HIGH = 10;
static const int RESULT = 150; /* room for the words behind a bar */

enum { MOST_STEPS = 24 }; /* of a bar */

static const double plays_s = 15, holds_s = 4; /* seconds */

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
    struct animated_area area; /* of the lanes */
    double legend_high;        /* of its lines */
    double bars;               /* where they begin: behind the longest name, if there is room */
};

static double bars_of(const struct timeline *timeline)
{
    double behind = MARGIN;
    for (size_t i = 0; i < timeline->count; i++)
        behind =
            fmax(behind, MARGIN + 12 + (LETTER + 1) * (double)text_width(timeline->models[i].entrant.label));
    return behind;
}

/* The part of the whole cycle, in percent, at which a moment of the recording is shown. */
static double percent(const struct drawing *drawing, uint64_t at_ns)
{
    return (double)at_ns / (double)drawing->timeline->end_ns * 100 * plays_s / (plays_s + holds_s);
}

/* Above the lanes: a line with whose they are, and one that says how many, where there is something to say.
 */
static double heading_high(const struct timeline_model *model)
{
    char text[TIMELINE_LANES_SIZE];
    timeline_describe_lanes(text, model, animated_lanes_shown(model));
    return *text ? 2 * LINE : LINE + 4;
}

static double panel_high(const struct timeline_model *model)
{
    return heading_high(model) + animated_lanes_high(model) + (double)GAP;
}

static double above(const struct drawing *drawing)
{
    return LEGEND + drawing->legend_high;
}

static double height(const struct drawing *drawing)
{
    double high = above(drawing);
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
            "text{font:16px system-ui,sans-serif;fill:var(--ink)}.q{fill:var(--quiet)}"
            ".r{text-anchor:end}.t{font-size:20px}.t,.n{font-weight:bold}.f{fill:none;stroke:var(--ink);"
            "stroke-width:1.6}\n"
            ".b,.e,.s{animation:%gs linear infinite}.b{animation-timing-function:step-end}"
            ".b{transform-box:fill-box;transform-origin:0 0}\n"
            "@keyframes s{0%%{transform:none}%.2f%%,100%%{transform:translateX(%dpx)}}.s{animation-name:s}\n",
            all_s, 100 * plays_s / all_s, WIDE - 2 * MARGIN + 2);
    for (size_t i = 0; i < drawing->timeline->count; i++)
        put_keyframes(drawing, i);
    fputs("@media(prefers-reduced-motion:reduce){.b,.e{animation:none}.s{display:none}}\n</style>\n",
          drawing->file);
}

/* The states that are there to see, in as many lines as they take; to `file`, unless that is NULL. Returns
   how high those are. */
static double put_legend(const struct timeline *timeline, FILE *file)
{
    double x = MARGIN;
    double y = LEGEND;
    for (int state = LANE_QUEUED; state < LANE_STATES; state++) {
        const struct lane_look *look = &lane_looks[state];
        double wide = 38 + LETTER * (double)text_width(message(look->words));
        double high = 13 * look->height;
        if (!timeline_shows(timeline, (enum lane_state)state))
            continue;
        if (x > MARGIN && x + wide > WIDE - MARGIN) {
            x = MARGIN;
            y += LINE;
        }
        if (file && state == LANE_FAILED)
            fprintf(file, "<path class=\"f\" d=\"M%.0f %.0fl8 8m0-8l-8 8\"/>", x + 2, y - 9);
        else if (file)
            fprintf(file, "<path fill=\"%s\" d=\"M%.0f %.1fh13v%.1fh-13z\"/>", look->color, x, y + 1 - high,
                    high);
        if (file)
            fprintf(file, "<text class=\"q\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", x + 19, y,
                    message(look->words));
        x += wide;
    }
    return y - LEGEND + LINE + 6;
}

static void put_heading(const struct drawing *drawing)
{
    fprintf(drawing->file, "<text class=\"t\" x=\"%d\" y=\"32\">%s</text>\n", MARGIN,
            message(MESSAGE_FIGURE_TITLE));
    fprintf(drawing->file, "<text class=\"q\" x=\"%d\" y=\"56\">", MARGIN);
    fprintf(drawing->file, message(MESSAGE_ANIMATION_ABOUT),
            text_seconds((double)drawing->timeline->end_ns / 1e9).text, plays_s);
    fprintf(drawing->file, "</text>\n<text class=\"q\" x=\"%d\" y=\"78\">%s%s</text>\n", MARGIN,
            message(MESSAGE_ANIMATION_LEAVES_OUT),
            timeline_has_places(drawing->timeline) ? message(MESSAGE_ANIMATION_PLACES) : "");
    put_legend(drawing->timeline, drawing->file);
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
                i, top + 5, look->color, marks[j].width, marks[j].path);
        snprintf(fill, 32, "url(#p%zu)", i);
    }
}

/* Above the lanes: the name, the bar if there is room, and how many of the lanes there are. */
static void put_name(const struct drawing *drawing, size_t i, double top)
{
    char fill[32];
    char lanes[TIMELINE_LANES_SIZE];
    FILE *file = drawing->file;
    const struct timeline_model *model = &drawing->timeline->models[i];
    const struct entrant *entrant = &model->entrant;
    fprintf(file, "<text class=\"n\" style=\"fill:%s\" x=\"%d\" y=\"%.1f\">%s</text>\n",
            entrant_look(entrant)->color, MARGIN, top + 14, entrant->label);
    timeline_describe_lanes(lanes, model, animated_lanes_shown(model));
    if (*lanes)
        fprintf(file, "<text class=\"q\" x=\"%d\" y=\"%.1f\">%s</text>\n", MARGIN, top + 14 + LINE - 2,
                lanes);
    if (drawing->bars + BAR > WIDE - RESULT)
        return;
    put_fill(drawing, i, top, entrant_look(entrant), fill);
    fprintf(file, "<path style=\"fill:var(--track)\" d=\"M%.0f %.1fh%dv%dh-%dz\"/>", drawing->bars, top + 5,
            BAR, BAR_HIGH, BAR);
    fprintf(file, "<path class=\"b b%zu\" fill=\"%s\" d=\"M%.0f %.1fh%dv%dh-%dz\"/>\n", i, fill,
            drawing->bars, top + 5, BAR, BAR_HIGH, BAR);
}

/* Behind the bar, once the lanes have ended: in which place, after how long. */
static void put_result(const struct drawing *drawing, size_t i, double top)
{
    char text[128];
    timeline_tell_end(text, sizeof text, drawing->timeline, i);
    fprintf(drawing->file, "<text class=\"e r e%zu\" x=\"%d\" y=\"%.1f\">%s</text>\n", i, WIDE - MARGIN,
            top + 14, text);
}

static void put_opening(const struct drawing *drawing, double high)
{
    fprintf(drawing->file,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" height=\"%.0f\" "
            "role=\"img\">\n<title>%s</title>\n<desc>%s",
            WIDE, high, WIDE, high, message(MESSAGE_RACE_ABOUT), message(MESSAGE_FIGURE_TITLE));
    for (size_t i = 0; i < drawing->timeline->count; i++)
        fprintf(drawing->file, " · %s %s", drawing->timeline->models[i].entrant.label,
                text_seconds((double)drawing->timeline->models[i].end_ns / 1e9).text);
    fputs("</desc>\n", drawing->file);
    put_style(drawing);
    fprintf(drawing->file, "<path style=\"fill:var(--paper)\" d=\"M0 0h%dv%.0fH0z\"/>\n", WIDE, high);
}

/* The lanes are there from the start, under a cover that slides away; what stands above them is not. */
static int draw(const struct drawing *drawing)
{
    double high = height(drawing);
    double top = above(drawing);
    int err = 0;
    put_opening(drawing, high);
    put_heading(drawing);
    for (size_t i = 0; i < drawing->timeline->count && !err; i++) {
        const struct timeline_model *model = &drawing->timeline->models[i];
        err = animated_lanes_write(drawing->file, model, &drawing->area, top + heading_high(model));
        top += panel_high(model);
    }
    fprintf(drawing->file, "<g class=\"s\"><path style=\"fill:var(--paper)\" d=\"M%d %.0fh%dV%.0fh-%dz\"/>",
            MARGIN - 1, above(drawing) - 4, WIDE, high, WIDE);
    fprintf(drawing->file, "<path style=\"fill:var(--quiet)\" d=\"M%d %.0fh1.5V%.0fh-1.5z\"/></g>\n",
            MARGIN - 1, above(drawing) - 4, high - 8);
    top = above(drawing);
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
    const struct drawing drawing = {
        .file = file,
        .timeline = timeline,
        .area = {.left = MARGIN, .wide = WIDE - 2 * MARGIN, .end_ns = timeline->end_ns},
        .legend_high = put_legend(timeline, NULL),
        .bars = bars_of(timeline)};
    return draw(&drawing);
}
