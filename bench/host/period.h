/* SPDX-License-Identifier: MIT */
/* When something was measured, by the calendar. */
#pragma once

#include <jansson.h>
#include <time.h>

/* Seconds since 1970; 0: not known. */
struct period {
    time_t began, ended;
};

/* Notes that it begins, and that it ends, now. */
void period_begin(struct period *period);
void period_end(struct period *period);

/* Room for a moment. */
enum { PERIOD_TEXT_SIZE = 32 };

/* A moment in UTC as RFC 3339 has it, "2026-11-29T00:22:22Z"; "" for 0. */
void period_write(char out[PERIOD_TEXT_SIZE], time_t moment);

/* The same, as period_write gave it, for people: "2026-11-29 00:22:22"; what is none stays as it is. */
void period_show(char out[PERIOD_TEXT_SIZE], const char *text);

/* Sets "started_at" and "ended_at" of a document, null where they are not known. */
void period_put(json_t *document, const struct period *period);
