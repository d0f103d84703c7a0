/* SPDX-License-Identifier: MIT */
#include "tests/fuzz/utf8.h"

/* The bytes of the character that begins with `lead`, 0 when none does, and its first bits. */
static size_t lead_of(unsigned char lead, unsigned *bits)
{
    if (lead < 0x80)
        return *bits = lead, 1;
    if (lead >= 0xc2 && lead < 0xe0)
        return *bits = lead & 0x1f, 2;
    if (lead >= 0xe0 && lead < 0xf0)
        return *bits = lead & 0x0f, 3;
    if (lead >= 0xf0 && lead < 0xf5)
        return *bits = lead & 0x07, 4;
    return 0;
}

bool utf8_is_valid(const char *text, size_t size)
{
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    for (size_t at = 0, length; at < size; at += length) {
        unsigned character = 0;
        length = lead_of((unsigned char)text[at], &character);
        if (length == 0 || length > size - at)
            return false;
        for (size_t i = 1; i < length; i++) {
            if (((unsigned char)text[at + i] & 0xc0) != 0x80)
                return false;
            character = character << 6 | ((unsigned char)text[at + i] & 0x3f);
        }
        if (character < least[length] || character > 0x10ffff || (character >= 0xd800 && character < 0xe000))
            return false;
    }
    return true;
}
