/* SPDX-License-Identifier: MIT */
/* A list of films from any server: rows of three fields in UTF-8, or one printable line that says why not. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tests/csv_reader.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/utf8.h"
#include "workloads/movies.h"

static void check_rows(const struct result *result)
{
    size_t rows = 0;
    const char *at = result->rows.data;
    const char *end = at + result->rows.size;
    char *field = malloc(result->rows.size + 1);
    must(field && utf8_is_valid(at, result->rows.size) && !memchr(at, '\0', result->rows.size));
    for (; at < end; rows++) {
        bool last = false;
        for (size_t i = 0; i < workload_movies.column_count; i++)
            must(!last && csv_read_field(&at, end, field, &last) >= 0);
        must(last);
    }
    must(rows == result->row_count);
    free(field);
}

static void check_reason(const char *reason)
{
    must(strncmp(reason, "not a list of films: ", 21) == 0);
    for (; *reason; reason++)
        must(isprint((unsigned char)*reason));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct result result;
    struct body body = {.charset = ""};
    char reason[RESULT_REASON_SIZE] = "";
    must(buffer_append(&body.bytes, data, size) == 0);
    result_init(&result, 0);
    int err = movies_extract(&body, &result, reason);
    must(err == 0 || err == -EBADMSG);
    if (err)
        check_reason(reason);
    else if (result.row_count)
        check_rows(&result);
    else
        must(result.rows.size == 0 && !*reason);
    result_release(&result);
    body_release(&body);
    return 0;
}
