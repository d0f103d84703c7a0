/* SPDX-License-Identifier: MIT */
/* Writes HTML into a buffer, spelling the same text in the many ways that HTML allows. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/buffer.h"
#include "origin/dice.h"

struct html {
    struct buffer *out; /* borrowed */
    struct dice dice;   /* decides on the spelling */
    uint32_t plain;     /* characters beyond ASCII until the next is written as a number */
    int error;          /* 0, or -ENOMEM: then nothing more is written */
};

/* Starts writing to `out`. */
void html_init(struct html *html, struct buffer *out, struct dice dice);

/* Writes markup as it is. */
void html_markup(struct html *html, const char *markup);
void html_markup_part(struct html *html, const char *markup, size_t size);

/* Writes a number in decimal digits, with leading zeros up to `width`, at most 10. */
void html_number(struct html *html, uint32_t number, unsigned width);

/* Writes UTF-8 text that a parser will read as exactly `text`: with named and numeric references, also where
   none would be needed. Fit for an attribute in double quotes. */
void html_text(struct html *html, const char *text);

/* The same, with some of it inside an inline element or beside a comment. Not for an attribute. */
void html_rich_text(struct html *html, const char *text);
