/* SPDX-License-Identifier: MIT */
#include "bench/page/html.h"

#include <errno.h>
#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>

const char *const html_languages[LANGUAGE_COUNT] = {[LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh-CN"};

void html_text(FILE *file, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            fputs("&amp;", file);
            break;
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        case '"':
            fputs("&quot;", file);
            break;
        default:
            fputc(*text, file);
        }
    }
}

void html_both(FILE *file, const char *english, const char *chinese)
{
    const char *const texts[LANGUAGE_COUNT] = {[LANGUAGE_EN] = english, [LANGUAGE_ZH] = chinese};
    if (strcmp(english, chinese) == 0) {
        html_text(file, english);
        return;
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        fprintf(file, "<span lang=\"%s\">", html_languages[i]);
        html_text(file, texts[i]);
        fputs("</span>", file);
    }
}

void html_message(FILE *file, enum message id)
{
    html_both(file, message_in(LANGUAGE_EN, id), message_in(LANGUAGE_ZH, id));
}

void html_json(FILE *file, const json_t *document)
{
    char *text = json_dumps(document, JSON_COMPACT | JSON_REAL_PRECISION(9));
    for (const char *at = text; at && *at; at++) {
        if (*at == '<' || *at == '>') /* only ever inside a string */
            fprintf(file, "\\u%04x", (unsigned)*at);
        else
            fputc(*at, file);
    }
    free(text);
}

int html_data(FILE *file, const char *path, const char *type)
{
    enum { CHUNK = 3 * 1024 }; /* a multiple of 3 is padded nowhere but at the end */
    uint8_t bytes[CHUNK];
    char encoded[BASE64_ENCODE_RAW_LENGTH(CHUNK)];
    FILE *from = fopen(path, "r");
    if (!from)
        return -errno;
    fprintf(file, "data:%s;base64,", type);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, from)) > 0;) {
        base64_encode_raw(encoded, n, bytes);
        fwrite(encoded, 1, BASE64_ENCODE_RAW_LENGTH(n), file);
    }
    int err = ferror(from) ? -EIO : 0;
    fclose(from);
    return err;
}
