/* SPDX-License-Identifier: MIT */
/* Any bytes as text for the terminal: every piece makes progress, padding is as wide as it was asked to be
   and stays in its place, numbers fit theirs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bench/words/text.h"
#include "bench/words/wrap.h"
#include "tests/fuzz/must.h"

static void check_pieces(const char *text)
{
    while (*text) {
        size_t piece = wrap_piece(text);
        must(piece > 0 && piece <= strlen(text) && wrap_spaces(text, piece) <= piece);
        text += piece;
    }
}

static void check_padding(const char *text, size_t columns, size_t size)
{
    char *out = malloc(size + 1); /* size 0: nothing may be written */
    must(out != NULL);
    size_t width = text_width(text);
    must(width <= 2 * strlen(text));
    int err = text_pad(out, size, text, columns, columns % 2 ? TEXT_LEFT : TEXT_RIGHT);
    must(err == 0 || err == -ENOSPC);
    if (size > 0)
        must(err ? out[0] == '\0' : strlen(out) < size && strstr(out, text));
    if (!err)
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
        size_t columns;
        uint16_t size;
    } given;
    if (size < sizeof given)
        return 0;
    memcpy(&given, data, sizeof given);
    char *text = strndup((const char *)data + sizeof given, size - sizeof given);
    must(text != NULL);
    check_pieces(text);
    check_padding(text, given.columns, given.size);
    check_numbers(given.number);
    free(text);
    return 0;
}
