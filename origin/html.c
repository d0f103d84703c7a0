/* SPDX-License-Identifier: MIT */
/* Text to HTML: references, and inline tags. */
#include "origin/html.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/utf8.h"

enum { SPELLING_SIZE = 16, PLAIN_MOST = 60 };

struct tags {
    const char *open;
    const char *close;
};

void html_init(struct html *html, struct buffer *out, struct dice dice)
{
    *html = (struct html){.out = out, .dice = dice, .plain = 1};
}

void html_markup_part(struct html *html, const char *markup, size_t size)
{
    if (!html->error)
        html->error = buffer_append(html->out, markup, size);
}

void html_markup(struct html *html, const char *markup)
{
    html_markup_part(html, markup, strlen(markup));
}

void html_number(struct html *html, uint32_t number, unsigned width)
{
    char digits[10];
    size_t start = sizeof digits;
    for (; number || start == sizeof digits || sizeof digits - start < width; number /= 10)
        digits[--start] = (char)('0' + number % 10);
    html_markup_part(html, digits + start, sizeof digits - start);
}

static const char *one_of(struct html *html, const char *a, const char *b)
{
    return dice_roll(&html->dice, 2) ? a : b;
}

/* How to write a character of ASCII, or NULL for as it is. */
static const char *spell_ascii(struct html *html, char character)
{
    switch (character) {
    case '&':
        return one_of(html, "&amp;", "&#38;");
    case '<':
        return one_of(html, "&lt;", "&#x3C;");
    case '>':
        return one_of(html, "&gt;", NULL);
    case '"':
        return one_of(html, "&quot;", "&#34;");
    case '\'':
        return one_of(html, "&#39;", NULL);
    case '\r': /* a bare one is up to the parser: HTML 5 drops it, libxml2 keeps it */
        return one_of(html, "&#13;", "&#xD;");
    default:
        return NULL;
    }
}

/* How to write one beyond ASCII, or NULL for as it is: by name, or now and then by number, put in `spelling`.
 */
static const char *spell_wide(struct html *html, const char *at, size_t size, char spelling[SPELLING_SIZE])
{
    if (size == 2 && memcmp(at, "\u00a0", size) == 0)
        return one_of(html, "&nbsp;", "&#160;");
    if (--html->plain > 0)
        return NULL;
    html->plain = 1 + dice_roll(&html->dice, PLAIN_MOST);
    (void)snprintf(spelling, SPELLING_SIZE, one_of(html, "&#%u;", "&#x%X;"), utf8_character(at, size));
    return spelling;
}

static void text_part(struct html *html, const char *text, size_t size)
{
    size_t written = 0;
    for (size_t at = 0; at < size;) {
        size_t length = utf8_size((unsigned char)text[at]);
        char own[SPELLING_SIZE];
        const char *spelling =
            length == 1 ? spell_ascii(html, text[at]) : spell_wide(html, text + at, length, own);
        if (spelling) {
            html_markup_part(html, text + written, at - written);
            html_markup(html, spelling);
            written = at + length;
        }
        at += length;
    }
    html_markup_part(html, text + written, size - written);
}

void html_text(struct html *html, const char *text)
{
    text_part(html, text, strlen(text));
}

static bool in_word(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* The first place from `at` on that is neither within a character nor within a word of Latin letters. */
static size_t boundary(const char *text, size_t at)
{
    while (((unsigned char)text[at] & 0xc0) == 0x80 || (at > 0 && in_word(text[at - 1]) && in_word(text[at])))
        at++;
    return at;
}

void html_rich_text(struct html *html, const char *text)
{
    static const struct tags all[] = {
        {"", ""},
        {"", ""},
        {"<b>", "</b>"},
        {"<em>", "</em>"},
        {"<code>", "</code>"},
        {"<span class=\"hl\">", "</span>"},
        {"<!-- <b> -->", "<!-- </b> -->"},
        {"<strong class=\"a b\"><em>", "</em></strong>"},
    };
    size_t size = strlen(text);
    const struct tags *tags = &all[dice_roll(&html->dice, sizeof all / sizeof *all)];
    size_t from = boundary(text, dice_roll(&html->dice, size + 1));
    size_t to = boundary(text, from + dice_roll(&html->dice, size - from + 1));
    text_part(html, text, from);
    html_markup(html, tags->open);
    text_part(html, text + from, to - from);
    html_markup(html, tags->close);
    text_part(html, text + to, size - to);
}
