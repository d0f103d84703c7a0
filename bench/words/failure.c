/* SPDX-License-Identifier: MIT */
#include "bench/words/failure.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

/* The bytes of the UTF-8 character at `text`, 0 when there is none. */
static size_t character_size(const unsigned char *text)
{
    static const unsigned char first_above[] = {0x80, 0xc2, 0xe0, 0xf0, 0xf5};
    static const size_t sizes[] = {1, 0, 2, 3, 4};
    size_t kind = 0;
    while (kind < sizeof first_above && text[0] >= first_above[kind])
        kind++;
    size_t size = kind < sizeof first_above ? sizes[kind] : 0;
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    }
    return size;
}

/* Replaces control characters, which would break the line or drive the terminal, and characters cut in two.
 */
static void make_printable(unsigned char *line)
{
    for (size_t size; *line; line += size) {
        size = character_size(line);
        if (size == 0 || *line < ' ' || *line == 0x7f) {
            *line = '?';
            size = 1;
        }
    }
}

int fail(struct failure *why, int err, enum message id, ...)
{
    va_list arguments;
    va_start(arguments, id);
    vsnprintf(why->line, sizeof why->line, message(id), arguments);
    va_end(arguments);
    make_printable((unsigned char *)why->line);
    return err;
}

int complain(const struct failure *why)
{
    fprintf(stderr, "manyhands: %s\n", why->line);
    return CANNOT_RUN;
}

int complain_about(enum message id, const char *subject)
{
    struct failure why;
    fail(&why, -EINVAL, id, subject);
    return complain(&why);
}
