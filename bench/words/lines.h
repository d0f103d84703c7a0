/* SPDX-License-Identifier: MIT */
/* Lines of text for a person; and warnings: what makes the numbers of a run say less than they seem to, known
   before anything is timed. */
#pragma once

#include <jansson.h>

#include "bench/words/message.h"

enum { LINES_SIZE = 1024, LINES_MOST = 24 };

/* Lines of text, one fact each. */
struct lines {
    char text[LINES_MOST][LINES_SIZE];
    size_t count;
};

/* Adds a line made of message `id` and what follows; one too many is dropped. */
void lines_add(struct lines *lines, enum message id, ...);

/* Writes them to stderr, with who says so. */
void lines_say(const struct lines *lines);

enum { WARNING_SIZE = 384, WARNINGS_MOST = 16 };

struct warning {
    const char *kind; /* for programs: "governor", "turbo" */
    char text[LANGUAGE_COUNT][WARNING_SIZE];
};

struct warnings {
    struct warning list[WARNINGS_MOST];
    size_t count;
};

/* Adds one, made of message `id` and what follows in each language; one too many is dropped. */
void warning_add(struct warnings *warnings, const char *kind, enum message id, ...);

/* Prints them to stderr, a line each, in the language set. */
void warning_print(const struct warnings *warnings);

/* They as results.json has them: a new list of objects with kind and a text in each language; NULL without
   memory. */
json_t *warning_document(const struct warnings *warnings);
