/* SPDX-License-Identifier: MIT */
#include "tests/csv_reader.h"

#include <string.h>

/* Copies what stands between the quotes, the first of which is at `*at`. */
static ssize_t read_quoted(const char **at, const char *end, char *to)
{
    const char *from = *at + 1;
    ssize_t length = 0;
    for (; from < end; to[length++] = *from++) {
        if (*from != '"')
            continue;
        if (from + 1 == end || from[1] != '"') {
            *at = from + 1;
            return length;
        }
        from++;
    }
    return -1;
}

static ssize_t read_plain(const char **at, const char *end, char *to)
{
    ssize_t length = 0;
    for (; *at < end && **at != ',' && **at != '"' && **at != '\r' && **at != '\n'; ++*at)
        to[length++] = **at;
    return length;
}

ssize_t csv_read_field(const char **at, const char *end, char *to, bool *last)
{
    bool quoted = *at < end && **at == '"';
    ssize_t length = quoted ? read_quoted(at, end, to) : read_plain(at, end, to);
    if (length < 0 || *at == end)
        return -1;
    *last = **at != ',';
    if (*last && (end - *at < 2 || memcmp(*at, "\r\n", 2) != 0))
        return -1;
    *at += *last ? 2 : 1;
    return length;
}
