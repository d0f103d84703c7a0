/* SPDX-License-Identifier: MIT */
#include "workloads/json.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "workloads/json_number.h"
#include "workloads/legacy.h"

static const char too_early[] = "ends too early";
static const char no_json[] = "not JSON";

static int fail(struct json *json, const char *fault)
{
    if (!json->fault)
        json->fault = json->at == json->end && fault == no_json ? too_early : fault;
    return -EBADMSG;
}

static void skip_blanks(struct json *json)
{
    while (json->at < json->end && memchr(" \t\n\r", *json->at, 4))
        json->at++;
}

/* Takes `text` if it comes next. */
static bool take(struct json *json, const char *text)
{
    size_t length = strlen(text);
    if ((size_t)(json->end - json->at) < length || memcmp(json->at, text, length) != 0)
        return false;
    json->at += length;
    return true;
}

enum json_kind json_peek(struct json *json)
{
    skip_blanks(json);
    if (json->fault || json->at == json->end)
        return JSON_NONE;
    switch (*json->at) {
    case '"':
        return JSON_STRING;
    case '[':
        return JSON_ARRAY;
    case '{':
        return JSON_OBJECT;
    case 't':
    case 'f':
        return JSON_WORD;
    case 'n':
        return JSON_NULL;
    default:
        return isdigit((unsigned char)*json->at) || memchr("-NI", *json->at, 3) ? JSON_NUMBER : JSON_NONE;
    }
}

/* Reads four hexadecimal digits. Returns 0 or -EBADMSG. */
static int read_unit(struct json *json, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, json->at++) {
        if (json->at == json->end || !isxdigit((unsigned char)*json->at))
            return fail(json, no_json);
        int digit = (unsigned char)*json->at;
        *unit = *unit << 4 | (uint32_t)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return 0;
}

/* Reads what follows "\u". Half a pair alone and U+0000, which Python keeps and no text of ours can have,
   become U+FFFD. */
static int read_escaped(struct json *json, uint32_t *character)
{
    uint32_t low = 0;
    int err = read_unit(json, character);
    if (!err && *character == 0)
        *character = 0xfffd;
    if (err || *character < 0xd800 || *character >= 0xe000)
        return err;
    struct json ahead = *json;
    if (*character < 0xdc00 && take(&ahead, "\\u") && read_unit(&ahead, &low) == 0 && low >= 0xdc00 &&
        low < 0xe000) {
        json->at = ahead.at;
        *character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);
        return 0;
    }
    *character = 0xfffd;
    return 0;
}

/* Reads what follows a backslash, and appends it unless `out` is NULL. */
static int read_escape(struct json *json, struct buffer *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    const char *name = json->at < json->end ? memchr(names, *json->at, sizeof names - 1) : NULL;
    if (name) {
        json->at++;
        return out ? buffer_append(out, meant + (name - names), 1) : 0;
    }
    uint32_t character = 0;
    if (!take(json, "u"))
        return fail(json, no_json);
    int err = read_escaped(json, &character);
    return err || !out ? err : legacy_append(out, character);
}

/* Reads a string, and appends it unless `out` is NULL. */
static int read_string(struct json *json, struct buffer *out)
{
    int err = take(json, "\"") ? 0 : fail(json, no_json);
    while (!err) {
        const char *from = json->at;
        while (json->at < json->end && *json->at != '"' && *json->at != '\\' &&
               (unsigned char)*json->at >= ' ')
            json->at++;
        if (out)
            err = buffer_append(out, from, (size_t)(json->at - from));
        if (err || take(json, "\""))
            return err;
        err = take(json, "\\") ? read_escape(json, out) : fail(json, no_json);
    }
    return err;
}

static int read_word(struct json *json)
{
    return take(json, "true") || take(json, "false") || take(json, "null") ? 0 : fail(json, no_json);
}

static int read_number(struct json *json)
{
    size_t length = json_number_length(json->at, (size_t)(json->end - json->at));
    if (length == 0 && *json->at == '-')
        json->at++;
    json->at += length;
    return length ? 0 : fail(json, no_json);
}

/* Reads the name of a member, and its colon. */
static int read_name(struct json *json, struct buffer *name)
{
    skip_blanks(json);
    int err = read_string(json, name);
    skip_blanks(json);
    return err || take(json, ":") ? err : fail(json, no_json);
}

/* Reads a value that is no array or object with something in it, or goes into that: then `close` is its end.
 */
static int read_start(struct json *json, const char **close)
{
    *close = NULL;
    switch (json_peek(json)) {
    case JSON_STRING:
        return read_string(json, NULL);
    case JSON_NUMBER:
        return read_number(json);
    case JSON_WORD:
    case JSON_NULL:
        return read_word(json);
    case JSON_ARRAY:
        *close = "]";
        break;
    case JSON_OBJECT:
        *close = "}";
        break;
    default:
        return fail(json, no_json);
    }
    json->at++;
    skip_blanks(json);
    if (take(json, *close))
        *close = NULL;
    return 0;
}

/* Reads a value with all that is in it. */
static int read_value(struct json *json)
{
    char open[JSON_DEEPEST]; /* the ends of what it is in */
    size_t depth = 0;
    do {
        const char *close = NULL;
        int err = read_start(json, &close);
        if (!err && close && depth == JSON_DEEPEST)
            err = fail(json, "nested too deeply");
        if (!err && close)
            open[depth++] = *close;
        skip_blanks(json);
        while (!err && !close && depth > 0 && take(json, (const char[]){open[depth - 1], '\0'})) {
            depth--;
            skip_blanks(json);
        }
        if (!err && !close && depth > 0 && !take(json, ","))
            err = fail(json, no_json);
        if (!err && depth > 0 && open[depth - 1] == '}')
            err = read_name(json, NULL);
        if (err)
            return err;
    } while (depth > 0);
    return 0;
}

int json_open(struct json *json, const char *text, size_t size)
{
    *json = (struct json){.at = text, .start = text, .end = text + size};
    int err = read_value(json);
    skip_blanks(json);
    if (!err && json->at < json->end)
        err = fail(json, no_json);
    if (!err)
        json->at = text;
    return err;
}

void json_enter(struct json *json)
{
    skip_blanks(json);
    json->at++;
}

int json_next(struct json *json, struct buffer *name)
{
    skip_blanks(json);
    (void)take(json, ",");
    skip_blanks(json);
    if (take(json, "]") || take(json, "}"))
        return 0;
    if (!name)
        return 1;
    name->size = 0;
    int err = read_name(json, name);
    return err ? err : 1;
}

void json_skip(struct json *json)
{
    (void)read_value(json);
}

int json_read(struct json *json, struct buffer *out)
{
    if (json_peek(json) == JSON_STRING)
        return read_string(json, out);
    const char *number = json->at;
    (void)read_number(json);
    return json_number_append(out, number, (size_t)(json->at - number));
}

void json_place(const struct json *json, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (const char *at = json->start; at < json->at; at++) {
        *column = *at == '\n' ? 1 : *column + 1;
        *line += *at == '\n';
    }
}
