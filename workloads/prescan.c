/* SPDX-License-Identifier: MIT */
#include "workloads/prescan.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct text {
    const char *at;
    size_t size;
};

/* What is left to be read. */
struct rest {
    const char *at;
    const char *end;
};

/* What a <meta> has said so far. */
struct meta {
    bool has_http_equiv, has_content, has_charset; /* only the first of each counts */
    bool got_pragma;                               /* http-equiv=content-type */
    bool needs_pragma;                             /* the encoding comes from `content` */
    bool named;                                    /* an encoding or, if that is NULL, what is none */
    const struct encoding *encoding;
};

static bool is_blank(char character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\f' ||
           character == '\r';
}

static bool ends_name(char character)
{
    return is_blank(character) || character == '=' || character == '/' || character == '>';
}

static bool is_text(struct text text, const char *expected)
{
    return text.size == strlen(expected) && strncasecmp(text.at, expected, text.size) == 0;
}

static bool starts_with(const struct rest *rest, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(rest->end - rest->at) >= length && strncasecmp(rest->at, text, length) == 0;
}

static void skip_blanks(struct rest *rest)
{
    while (rest->at < rest->end && is_blank(*rest->at))
        rest->at++;
}

static struct text read_value(struct rest *rest)
{
    struct text value = {rest->at, 0};
    if (rest->at < rest->end && (*rest->at == '"' || *rest->at == '\'')) {
        value.at = rest->at + 1;
        const char *end = memchr(value.at, *rest->at, (size_t)(rest->end - value.at));
        rest->at = end ? end + 1 : rest->end;
        value.size = (size_t)((end ? end : rest->end) - value.at);
        return value;
    }
    while (rest->at < rest->end && !is_blank(*rest->at) && *rest->at != '>')
        rest->at++;
    value.size = (size_t)(rest->at - value.at);
    return value;
}

/* "Get an attribute". Returns whether there was one. */
static bool read_attribute(struct rest *rest, struct text *name, struct text *value)
{
    while (rest->at < rest->end && (is_blank(*rest->at) || *rest->at == '/'))
        rest->at++;
    if (rest->at == rest->end || *rest->at == '>')
        return false;
    *name = (struct text){rest->at++, 0}; /* even if it is a "=" */
    while (rest->at < rest->end && !ends_name(*rest->at))
        rest->at++;
    name->size = (size_t)(rest->at - name->at);
    *value = (struct text){rest->at, 0};
    skip_blanks(rest);
    if (rest->at == rest->end || *rest->at != '=')
        return true;
    rest->at++;
    skip_blanks(rest);
    *value = read_value(rest);
    return true;
}

const struct encoding *prescan_content(const char *content, size_t size)
{
    static const char key[] = "charset";
    struct rest rest = {content, content + size};
    for (; rest.at < rest.end; rest.at++) {
        if (!starts_with(&rest, key))
            continue;
        struct rest value = {rest.at + strlen(key), rest.end};
        skip_blanks(&value);
        if (value.at == value.end || *value.at != '=')
            continue;
        value.at++;
        skip_blanks(&value);
        const char *start = value.at;
        if (value.at < value.end && (*value.at == '"' || *value.at == '\'')) {
            const char *end = memchr(start + 1, *start, (size_t)(value.end - start - 1));
            return end ? encoding_of(start + 1, (size_t)(end - start - 1)) : NULL;
        }
        while (value.at < value.end && !is_blank(*value.at) && *value.at != ';')
            value.at++;
        return encoding_of(start, (size_t)(value.at - start));
    }
    return NULL;
}

static void note(struct meta *meta, struct text name, struct text value)
{
    if (is_text(name, "http-equiv") && !meta->has_http_equiv) {
        meta->has_http_equiv = true;
        meta->got_pragma = is_text(value, "content-type");
    } else if (is_text(name, "content") && !meta->has_content) {
        const struct encoding *encoding = prescan_content(value.at, value.size);
        meta->has_content = true;
        if (encoding && !meta->named) {
            meta->encoding = encoding;
            meta->named = meta->needs_pragma = true;
        }
    } else if (is_text(name, "charset") && !meta->has_charset) {
        meta->has_charset = true;
        meta->encoding = encoding_of(value.at, value.size);
        meta->named = true;
        meta->needs_pragma = false;
    }
}

/* Reads a <meta> from behind its name. A page that can be read this far is not in UTF-16, whatever it says.
 */
static const struct encoding *read_meta(struct rest *rest)
{
    struct meta meta = {.named = false};
    struct text name;
    struct text value;
    while (read_attribute(rest, &name, &value))
        note(&meta, name, value);
    if (rest->at == rest->end || !meta.encoding || (meta.needs_pragma && !meta.got_pragma))
        return NULL;
    switch (meta.encoding->kind) {
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
        return &encoding_utf8;
    case ENCODING_USER:
        return &encoding_windows_1252;
    default:
        return meta.encoding;
    }
}

/* Moves to the next "</NAME", as everything until there is text. */
static void skip_text(struct rest *rest, struct text name)
{
    for (; rest->at < rest->end; rest->at++) {
        const char *less = memchr(rest->at, '<', (size_t)(rest->end - rest->at));
        rest->at = less ? less : rest->end;
        if ((size_t)(rest->end - rest->at) > name.size + 1 && rest->at[1] == '/' &&
            strncasecmp(rest->at + 2, name.at, name.size) == 0)
            return;
    }
}

/* Reads any other tag from its name on. */
static void read_tag(struct rest *rest, bool is_end)
{
    static const char *const without_markup[] = {"script", "style", "title", "textarea", "xmp", "iframe"};
    struct text name = {rest->at, 0};
    struct text attribute;
    struct text value;
    while (rest->at < rest->end && !is_blank(*rest->at) && *rest->at != '>' && *rest->at != '/')
        rest->at++;
    name.size = (size_t)(rest->at - name.at);
    while (read_attribute(rest, &attribute, &value))
        ;
    for (size_t i = 0; i < sizeof without_markup / sizeof *without_markup && !is_end; i++) {
        if (is_text(name, without_markup[i]))
            skip_text(rest, name);
    }
}

/* Moves to the ">" that ends a comment. The hyphens of its beginning may be those of its end. */
static void skip_comment(struct rest *rest)
{
    for (rest->at += 4; rest->at < rest->end; rest->at++) {
        if (*rest->at == '>' && rest->at[-1] == '-' && rest->at[-2] == '-')
            return;
    }
}

const struct encoding *prescan(const char *bytes, size_t size)
{
    struct rest rest = {bytes, bytes + size};
    while (rest.at < rest.end) {
        const char *less = memchr(rest.at, '<', (size_t)(rest.end - rest.at));
        if (!less)
            break;
        rest.at = less;
        size_t left = (size_t)(rest.end - rest.at);
        bool is_end = left > 1 && rest.at[1] == '/';
        if (starts_with(&rest, "<!--")) {
            skip_comment(&rest);
        } else if (starts_with(&rest, "<meta") && left > 5 && (is_blank(rest.at[5]) || rest.at[5] == '/')) {
            rest.at += 5;
            const struct encoding *encoding = read_meta(&rest);
            if (encoding)
                return encoding;
        } else if (left > 1U + is_end && isalpha((unsigned char)rest.at[1 + is_end])) {
            rest.at += 1 + is_end;
            read_tag(&rest, is_end);
        } else if (is_end || starts_with(&rest, "<!") || starts_with(&rest, "<?")) {
            const char *more = memchr(rest.at, '>', left);
            rest.at = more ? more : rest.end;
        } else {
            rest.at++;
        }
    }
    return NULL;
}
