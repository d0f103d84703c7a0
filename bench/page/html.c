/* SPDX-License-Identifier: MIT */
#include "bench/page/html.h"

#include <errno.h>
#include <nettle/base64.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

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

static void put_in(FILE *file, const char *language, const char *text)
{
    fprintf(file, "<span lang=\"%s\">", language);
    html_text(file, text);
    fputs("</span>", file);
}

void html_both(FILE *file, const char *english, const char *chinese)
{
    if (strcmp(english, chinese) == 0) {
        html_text(file, english);
        return;
    }
    put_in(file, "en", english);
    put_in(file, "zh-CN", chinese);
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

/* Whether one of the words begins the name. */
static bool begins_with_one(const char *name, const char *words)
{
    for (size_t length; (length = strcspn(words, " ")) > 0; words += length + (words[length] == ' ')) {
        if (strncmp(name, words, length) == 0)
            return true;
    }
    return false;
}

void html_words(FILE *file, const char *beginnings)
{
    json_t *all = json_object();
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        json_t *words = json_object();
        for (int id = 0; id < MESSAGE_COUNT; id++) {
            const char *name = message_name((enum message)id);
            if (begins_with_one(name, beginnings))
                json_object_set_new(words, name, json_string(message_in((enum language)i, (enum message)id)));
        }
        json_object_set_new(all, language_tag((enum language)i), words);
    }
    html_json(file, all);
    json_decref(all);
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
