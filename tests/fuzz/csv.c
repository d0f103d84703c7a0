/* SPDX-License-Identifier: MIT */
/* Rows of any fields (the input's runs between NULs, the first byte says how many a row has) are read back as
   they were. */
#include <stdlib.h>
#include <string.h>

#include "core/csv.h"
#include "tests/csv_reader.h"
#include "tests/fuzz/must.h"

enum { COLUMNS_MOST = 5 };

/* Takes up to `columns` fields from `*text` on and appends them as a row. Returns how many there were. */
static size_t append_row(struct buffer *out, const char **text, const char *end, size_t columns)
{
    const char *fields[COLUMNS_MOST];
    size_t count = 0;
    for (; count < columns && *text < end; *text += strlen(*text) + 1)
        fields[count++] = *text;
    must(csv_append_row(out, fields, count) == 0);
    return count;
}

/* Reads a row back, which must be the `count` fields from `text` on. Returns where it ends. */
static const char *check_row(const char *at, const char *end, const char *text, size_t count, char *field)
{
    for (size_t i = 0; i < count; i++, text += strlen(text) + 1) {
        bool last = false;
        ssize_t length = csv_read_field(&at, end, field, &last);
        must(length == (ssize_t)strlen(text) && memcmp(field, text, (size_t)length) == 0);
        must(last == (i == count - 1));
    }
    return at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer rows;
    if (size < 2)
        return 0;
    size_t columns = 1 + data[0] % COLUMNS_MOST;
    char *copy = malloc(size); /* the fields, each with its NUL */
    must(copy != NULL);
    memcpy(copy, data + 1, size - 1);
    copy[size - 1] = '\0';
    buffer_init(&rows);
    for (const char *text = copy; text < copy + size;) {
        const char *first = text;
        size_t before = rows.size;
        size_t count = append_row(&rows, &text, copy + size, columns);
        const char *end = rows.data + rows.size;
        char *field = malloc(rows.size - before);
        must(field && check_row(rows.data + before, end, first, count, field) == end);
        free(field);
    }
    buffer_release(&rows);
    free(copy);
    return 0;
}
