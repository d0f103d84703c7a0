/* SPDX-License-Identifier: MIT */
#include "bench/words/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "bench/words/message.h"

size_t text_columns(const char *text, size_t size)
{
    return (size_t)u8_width((const uint8_t *)text, size, "UTF-8");
}

size_t text_width(const char *text)
{
    return text_columns(text, strlen(text));
}

void text_put(FILE *file, const char *text, size_t columns, enum text_side side)
{
    size_t width = text_width(text);
    int spaces = width < columns ? (int)(columns - width) : 0;
    fprintf(file, "%*s%s%*s", side == TEXT_RIGHT ? spaces : 0, "", text, side == TEXT_LEFT ? spaces : 0, "");
}

void text_add(char *text, size_t size, const char *format, ...)
{
    size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text + used, size - used, format, arguments);
    va_end(arguments);
}

size_t text_trim(const char **text, size_t length)
{
    for (; length > 0 && **text == ' '; length--)
        (*text)++;
    while (length > 0 && (*text)[length - 1] == ' ')
        length--;
    return length;
}

/* A part of `most` steps. */
static size_t bar_length(double value, double max, size_t most)
{
    double length = value / max * (double)most;

    if (!(value > 0) || isnan(length) || most == 0)
        return 0;
    return (size_t)fmax(1, fmin((double)most, round(length)));
}

struct text_bar text_bar(double value, double max, size_t columns, bool ascii)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    size_t steps = ascii ? 1 : 8; /* a column */
    size_t length = bar_length(value, max, steps * (columns < TEXT_MOST_BAR ? columns : TEXT_MOST_BAR));
    struct text_bar bar = {""};
    char *end = bar.text;

    for (size_t i = 0; i < length / steps; i++)
        end = stpcpy(end, ascii ? "#" : "█");
    stpcpy(end, eighths[length % steps]);
    return bar;
}

/* The bytes of the character at `text`; and whether a line may end before and behind it, as with those of
   Chinese, which are two columns wide. */
static size_t read_character(const char *text, bool *ideographic)
{
    ucs4_t character; /* U+FFFD for what is not UTF-8 */
    int size = u8_mbtouc(&character, (const uint8_t *)text, strnlen(text, 4));
    *ideographic = uc_width(character, "UTF-8") == 2;
    return (size_t)size;
}

/* The bytes of the one of `marks` (ended by NULL) that is at `text`, 0 when none is. */
static size_t mark_size(const char *const *marks, const char *text)
{
    for (; *marks; marks++) {
        if (strncmp(text, *marks, strlen(*marks)) == 0)
            return strlen(*marks);
    }
    return 0;
}

/* Not by UAX #14 (libunistring's u8_possible_linebreaks), which would break "fork-|pool", "--|max-|rounds"
   and "a/|b.csv", and keep a Chinese quotation mark with the character before it. */
size_t text_piece(const char *text)
{
    static const char *const opening[] = {"（", "“", "《", NULL};
    static const char *const closing[] = {"，", "。", "：", "；", "、", "）",
                                          "”",  "》", "！", "？", "…",  NULL};
    size_t size = 0;
    for (size_t more; (more = mark_size(opening, text + size)) > 0 && text[size + more];)
        size += more;
    bool ideographic;
    size += read_character(text + size, &ideographic);
    while (!ideographic && text[size] && text[size] != ' ' && text[size - 1] != ' ' &&
           !mark_size(opening, text + size)) {
        size_t more = read_character(text + size, &ideographic);
        size += ideographic ? 0 : more;
    }
    for (size_t more; (more = mark_size(closing, text + size)) > 0;)
        size += more;
    return size + strspn(text + size, " ");
}

size_t text_spaces(const char *piece, size_t length)
{
    size_t spaces = 0;
    while (spaces < length && piece[length - 1 - spaces] == ' ')
        spaces++;
    return spaces;
}

void text_put_shell_word(FILE *file, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:/=+%@";
    if (*word && !word[strspn(word, plain)]) {
        fprintf(file, " %s", word);
        return;
    }
    fputs(" '", file);
    for (; *word; word++) {
        if (*word == '\'')
            fputs("'\\''", file);
        else
            fputc(*word, file);
    }
    fputc('\'', file);
}
