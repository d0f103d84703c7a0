/* SPDX-License-Identifier: MIT */
#include "core/csv.h"

#include <errno.h>
#include <string.h>

/* Writes `field` at `to`, which has room for 2 * strlen(field) + 2 bytes, and returns where it ended. */
static char *put_field(char *to, const char *field)
{
    size_t length = strlen(field);
    if (!field[strcspn(field, ",\"\r\n")]) {
        memcpy(to, field, length);
        return to + length;
    }
    *to++ = '"';
    for (const char *from = field; *from; from++) {
        if (*from == '"')
            *to++ = '"';
        *to++ = *from;
    }
    *to++ = '"';
    return to;
}

int csv_append_row(struct buffer *out, const char *const *fields, size_t count)
{
    size_t most = 2 + 2; /* the CRLF, and "" for a lone empty field */
    for (size_t i = 0; i < count; i++)
        most += 2 * (fields[i] ? strlen(fields[i]) : 0) + 3;
    char *start = buffer_reserve(out, most);
    if (!start)
        return -ENOMEM;

    char *end = start;
    for (size_t i = 0; i < count; i++) {
        if (i)
            *end++ = ',';
        end = put_field(end, fields[i] ? fields[i] : "");
    }
    if (count == 1 && end == start) {
        *end++ = '"';
        *end++ = '"';
    }
    *end++ = '\r';
    *end++ = '\n';
    out->size += (size_t)(end - start);
    return 0;
}
