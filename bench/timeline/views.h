/* SPDX-License-Identifier: MIT */
/* What is made of the recorded spans, for others to draw or show. */
#pragma once

#include "bench/host/workspace.h"
#include "bench/timeline/timeline.h"

/* Writes trace.json, the timeline's CSV and race.animated.svg (.zh-CN.svg), from the spans.csv among the
   results, and with the places that the models have in their comparison. Without spans.csv, removes those of
   an earlier run. Returns 0 or a negative errno with `why`. */
int views_write(const struct workspace *workspace, const struct comparison *comparison, struct failure *why);

/* The writers of it. Each returns 0 or -ENOMEM; an error of the file itself is left to who closes it. */

/* The timeline in Chrome's trace format, for ui.perfetto.dev or chrome://tracing: a process a model, in it a
   thread a worker or coroutine and one an event loop, and two counters. Slices of one thread nest: a task
   holds its attempts, where there is more than one, and an attempt what was done. */
int trace_write(const struct timeline *timeline, FILE *file);

/* The data of figure 2, as scripts/plots/timeline.gp reads them. A row a state, in order: its name, colour
   and height, what it is called (as the message of that name), and whether it is there to see. */
int panels_write_states(const struct timeline *timeline, FILE *file);

/* A row a model: name, colour, lanes, how many of them are shown, how many workers there were, event loops,
   whether pieces were merged because there are too many to see, the most that was in flight and computing,
   when it ended. */
int panels_write_models(const struct timeline *timeline, FILE *file);

/* A row a piece of a lane or of an event loop: model and lane from 0, state, begin, end. Loops come behind
   the lanes. A failed attempt is a piece of no length. */
int panels_write_lanes(const struct timeline *timeline, FILE *file);

/* A row a time in which the counts were the same: model from 0, begin, end, in flight, computing; the
   greatest where a picture's column holds more than one. */
int panels_write_activity(const struct timeline *timeline, FILE *file);

/* The race as an SVG that plays by itself, over and over: CSS alone, no script, for pages that allow none.
   Its words are in the language set (message_language). Who asked for less motion sees how it ended. */
int animation_write(const struct timeline *timeline, FILE *file);
