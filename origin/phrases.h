/* SPDX-License-Identifier: MIT */
/* The words posts are made of: Chinese and English, with everything in them that a parser or a CSV can trip
 * over. */
#pragma once

#include <stddef.h>

/* A list of UTF-8 texts, none longer than PHRASE_SIZE_MAX bytes. */
struct phrases {
    const char *const *texts;
    size_t count;
};

enum { PHRASE_SIZE_MAX = 200 };

/* A title is an opening, a subject and an ending, which may be "". */
extern const struct phrases phrases_openings;
extern const struct phrases phrases_subjects;
extern const struct phrases phrases_endings;

/* A summary is some sentences, with joints between them. */
extern const struct phrases phrases_sentences;
extern const struct phrases phrases_joints;

extern const struct phrases phrases_authors;
