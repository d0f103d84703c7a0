/* SPDX-License-Identifier: MIT */
/* A page from any server: the charset its Content-Type names (the first line of the input), then its bytes.
   Each post that is found is a row of four fields in UTF-8, and libxml2 says nothing. */
#include <errno.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

#include "tests/csv_reader.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/utf8.h"
#include "workloads/articles.h"

int LLVMFuzzerInitialize(const int *argc, char ***argv);

/* Called for what libxml2 would print. */
static void complain(void *arg, const char *format, ...)
{
    (void)arg;
    (void)format;
    must(false);
}

int LLVMFuzzerInitialize(const int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    must(workload_articles.setup(&(struct workload_settings){0}) == 0);
    xmlSetGenericErrorFunc(NULL, complain);
    return 0;
}

static void check_rows(const struct result *result)
{
    size_t rows = 0;
    const char *at = result->rows.data;
    const char *end = at + result->rows.size;
    char *field = malloc(result->rows.size + 1);
    must(field && utf8_is_valid(at, result->rows.size) && !memchr(at, '\0', result->rows.size));
    for (; at < end; rows++) {
        bool last = false;
        for (size_t i = 0; i < workload_articles.column_count; i++)
            must(!last && csv_read_field(&at, end, field, &last) >= 0);
        must(last);
    }
    must(rows == result->row_count);
    free(field);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct result result;
    struct body body = {.charset = ""};
    const uint8_t *line = size ? memchr(data, '\n', size) : NULL;
    size_t length = line ? (size_t)(line - data) : 0;
    size_t skip = line ? length + 1 : 0;
    if (length < sizeof body.charset)
        memcpy(body.charset, data, length);
    must(buffer_append(&body.bytes, data + skip, size - skip) == 0);
    result_init(&result, 0);
    int err = articles_extract(&body, &result);
    must(err == 0 || ((err == -EBADMSG || err == -EILSEQ) && result.row_count == 0));
    if (result.row_count)
        check_rows(&result);
    must(result.rows.size == 0 || result.row_count > 0);
    result_release(&result);
    body_release(&body);
    return 0;
}
