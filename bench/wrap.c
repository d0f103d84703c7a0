/* SPDX-License-Identifier: MIT */
#include "bench/wrap.h"

#include <stdbool.h>
#include <string.h>

/* Characters from U+2E80 on are written without spaces; in UTF-8 they take three bytes or more and begin with
   E2 BA or later. */
static bool is_ideographic(const char *text)
{
    return (unsigned char)text[0] > 0xe2 ||
           ((unsigned char)text[0] == 0xe2 && (unsigned char)text[1] >= 0xba);
}

static size_t character_size(const char *text)
{
    size_t size = 1;
    while (((unsigned char)text[size] & 0xc0) == 0x80)
        size++;
    return size;
}

/* The bytes of the closing punctuation at `text`, 0 when there is none. */
static size_t closing(const char *text)
{
    static const char *const marks[] = {"，", "。", "：", "；", "、", "）", "”", "！", "？"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    }
    return 0;
}

size_t wrap_piece(const char *text)
{
    size_t size = character_size(text);
    if (!is_ideographic(text)) {
        while (text[size] && text[size] != ' ' && text[size - 1] != ' ' && !is_ideographic(text + size))
            size += character_size(text + size);
    }
    for (size_t more; (more = closing(text + size)) > 0;)
        size += more;
    return size + strspn(text + size, " ");
}

size_t wrap_spaces(const char *piece, size_t length)
{
    size_t spaces = 0;
    while (spaces < length && piece[length - 1 - spaces] == ' ')
        spaces++;
    return spaces;
}
