/* SPDX-License-Identifier: MIT */
#include "workloads/attributes.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* What is left to be read. */
struct rest {
    const char *at;
    const char *end;
};

static bool is_blank(char character)
{
    return character == ' ' || (character >= '\t' && character <= '\r');
}

static bool ends_name(char character)
{
    return is_blank(character) || character == '=' || character == '/' || character == '>';
}

static bool starts_with(const struct rest *rest, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(rest->end - rest->at) >= length && strncasecmp(rest->at, text, length) == 0;
}

/* Moves behind the next `text`, or to the end. */
static void skip_past(struct rest *rest, const char *text)
{
    size_t length = strlen(text);
    const char *found = memmem(rest->at, (size_t)(rest->end - rest->at), text, length);
    rest->at = found ? found + length : rest->end;
}

static void skip_value(struct rest *rest)
{
    while (rest->at < rest->end && is_blank(*rest->at))
        rest->at++;
    if (rest->at == rest->end)
        return;
    if (*rest->at == '"' || *rest->at == '\'') {
        const char quote[] = {*rest->at++, '\0'};
        skip_past(rest, quote);
        return;
    }
    while (rest->at < rest->end && !is_blank(*rest->at) && *rest->at != '>')
        rest->at++;
}

/* Reads a tag from behind its "<" to behind its ">". Returns how many attributes it has. */
static size_t read_tag(struct rest *rest)
{
    size_t count = 0;
    while (rest->at < rest->end && !is_blank(*rest->at) && *rest->at != '>' && *rest->at != '/')
        rest->at++;
    while (rest->at < rest->end && *rest->at != '>') {
        const char *name = rest->at;
        if (is_blank(*rest->at) || *rest->at == '/') {
            rest->at++;
            continue;
        }
        do
            rest->at++;
        while (rest->at < rest->end && !ends_name(*rest->at));
        count += rest->at > name;
        while (rest->at < rest->end && is_blank(*rest->at))
            rest->at++;
        if (rest->at < rest->end && *rest->at == '=') {
            rest->at++;
            skip_value(rest);
        }
    }
    return count;
}

/* Moves to the end tag of an element whose text is none but this tag would be markup. */
static void skip_text(struct rest *rest, const char *end_tag)
{
    while (rest->at < rest->end && !starts_with(rest, end_tag)) {
        const char *next = memchr(rest->at + 1, '<', (size_t)(rest->end - rest->at - 1));
        rest->at = next ? next : rest->end;
    }
}

bool attributes_exceed(const char *html, size_t size, size_t most)
{
    struct rest rest = {html, html + size};
    while (rest.at < rest.end) {
        const char *tag = memchr(rest.at, '<', (size_t)(rest.end - rest.at));
        if (!tag)
            return false;
        rest.at = tag + 1;
        bool is_script = starts_with(&rest, "script");
        bool is_style = starts_with(&rest, "style");
        if (starts_with(&rest, "!--"))
            skip_past(&rest, "-->");
        else if (rest.at < rest.end && isalpha((unsigned char)*rest.at) && read_tag(&rest) > most)
            return true;
        if (is_script || is_style)
            skip_text(&rest, is_script ? "</script" : "</style");
    }
    return false;
}
