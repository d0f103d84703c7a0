/* SPDX-License-Identifier: MIT */
/* Any bytes as text for the terminal: every piece makes progress, padding is as wide as it was asked to be
   and stays in its place, numbers fit theirs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/words/number.h"
#include "bench/words/text.h"
#include "tests/fuzz/must.h"

static void check_pieces(const char *text)
{
    while (*text) {
        size_t piece = text_piece(text);
        must(piece > 0 && piece <= strlen(text) && text_spaces(text, piece) <= piece);
        text += piece;
    }
}

static void check_padding(const char *text, size_t columns)
{
    char *out = NULL;
    size_t size = 0;
    size_t width = text_width(text);
    FILE *file = open_memstream(&out, &size);
    must(file != NULL && width <= 2 * strlen(text));
    text_put(file, text, columns, columns % 2 ? TEXT_LEFT : TEXT_RIGHT);
    must(fclose(file) == 0 && strstr(out, text));
    must(text_width(out) == (width > columns ? width : columns));
    free(out);
}

static void check_numbers(double value)
{
    static struct text_number (*const writers[])(double) = {text_seconds, text_bytes, text_percent,
                                                            text_ratio, text_factor};
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        struct text_number out = writers[i](value);
        must(memchr(out.text, '\0', sizeof out.text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct {
        double number;
        uint16_t columns;
    } given;
    if (size < sizeof given)
        return 0;
    memcpy(&given, data, sizeof given);
    char *text = strndup((const char *)data + sizeof given, size - sizeof given);
    must(text != NULL);
    check_pieces(text);
    check_padding(text, given.columns);
    check_numbers(given.number);
    free(text);
    return 0;
}
