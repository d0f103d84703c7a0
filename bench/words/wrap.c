/* SPDX-License-Identifier: MIT */
#include "bench/words/wrap.h"

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

/* The bytes of the one of `marks` (ended by NULL) that is at `text`, 0 when none is. */
static size_t mark_size(const char *const *marks, const char *text)
{
    for (; *marks; marks++) {
        if (strncmp(text, *marks, strlen(*marks)) == 0)
            return strlen(*marks);
    }
    return 0;
}

size_t wrap_piece(const char *text)
{
    static const char *const opening[] = {"（", "“", "《", NULL};
    static const char *const closing[] = {"，", "。", "：", "；", "、", "）",
                                          "”",  "》", "！", "？", "…",  NULL};
    size_t size = 0;
    for (size_t more; (more = mark_size(opening, text + size)) > 0 && text[size + more];)
        size += more;
    bool ideographic = is_ideographic(text + size);
    size += character_size(text + size);
    while (!ideographic && text[size] && text[size] != ' ' && text[size - 1] != ' ' &&
           !is_ideographic(text + size) && !mark_size(opening, text + size))
        size += character_size(text + size);
    for (size_t more; (more = mark_size(closing, text + size)) > 0;)
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
