/* SPDX-License-Identifier: MIT */
#include "core/url.h"

#include <ctype.h>
#include <curl/curl.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* A part of a reference. `at` is NULL when there is none, not even an empty one. */
struct part {
    const char *at;
    size_t size;
};

/* RFC 3986, 3; without the fragment, which is never sent. */
struct reference {
    struct part scheme, authority, path, query;
};

static bool is_scheme(struct part scheme, const char *name)
{
    return scheme.size == strlen(name) && strncasecmp(scheme.at, name, scheme.size) == 0;
}

static bool is_web(struct part scheme)
{
    return is_scheme(scheme, "http") || is_scheme(scheme, "https");
}

static struct part take(const char **at, const char *until)
{
    struct part part = {*at, strcspn(*at, until)};
    *at += part.size;
    return part;
}

static struct reference take_apart(const char *text)
{
    struct reference reference = {.path = {text, 0}};
    size_t length = isalpha((unsigned char)*text) ? strcspn(text, ":/?#") : 0;
    if (length && text[length] == ':') {
        reference.scheme = (struct part){text, length};
        text += length + 1;
    }
    if (strncmp(text, "//", 2) == 0) {
        text += 2;
        reference.authority = take(&text, "/?#");
    }
    reference.path = take(&text, "?#");
    if (*text == '?') {
        text++;
        reference.query = take(&text, "#");
    }
    return reference;
}

/* Makes of a reference as pages have it one as RFC 3986 has it, and a NUL. As in browsers (URL Standard, 4.4)
   tabs and ends of lines count for nothing, and a backslash before the query is a slash. Returns 0 or
   -ENOMEM. */
static int append_clean(struct buffer *out, const char *text)
{
    bool in_query = false;
    bool web = is_web(take_apart(text).scheme) || !take_apart(text).scheme.at;
    int err = 0;
    for (; *text && *text != '#' && !err; text++) {
        in_query = in_query || *text == '?';
        const char *byte = *text == '\\' && !in_query && web ? "/" : text;
        if (!strchr("\t\r\n", *text))
            err = buffer_append(out, byte, 1);
    }
    return err ? err : buffer_append(out, "", 1);
}

/* The bytes of a segment's dot at `at`, which may be encoded (URL Standard, "single-dot URL path segment"),
 * or 0. */
static size_t dot_at(const char *at, const char *end)
{
    if (at == end)
        return 0;
    if (*at == '.')
        return 1;
    return end - at >= 3 && strncasecmp(at, "%2e", 3) == 0 ? 3 : 0;
}

/* How many dots a segment consists of, if it does of nothing else, else 0. */
static int dots(const char *segment, const char *end)
{
    int count = 0;
    for (size_t length = 0; (length = dot_at(segment, end)) > 0; segment += length)
        count++;
    return segment == end ? count : 0;
}

/* Appends a path segment by segment, without those that are dots (RFC 3986, 5.2.4). `start` is where the path
   begins in `out`. */
static int append_path(struct buffer *out, size_t start, struct part path)
{
    const char *end = path.at + path.size;
    int err = 0;
    for (const char *at = path.at; at < end && !err;) {
        const char *segment = at + (*at == '/');
        const char *next = memchr(segment, '/', (size_t)(end - segment));
        const char *segment_end = next ? next : end;
        int count = dots(segment, segment_end);
        if (count == 2) {
            while (out->size > start && out->data[--out->size] != '/')
                ;
        }
        if (count != 1 && count != 2)
            err = buffer_append(out, at, (size_t)(segment_end - at));
        else if (segment_end == end)
            err = buffer_append(out, "/", 1);
        at = segment_end;
    }
    return err;
}

static int append_part(struct buffer *out, const char *before, struct part part)
{
    int err = part.at ? buffer_append(out, before, strlen(before)) : 0;
    return err || !part.at ? err : buffer_append(out, part.at, part.size);
}

/* The path that a relative one is to be read in: the base's up to its last slash (RFC 3986, 5.2.3). */
static int append_merged(struct buffer *out, const struct reference *base, struct part path)
{
    struct buffer merged;
    const char *slash = base->path.size ? memrchr(base->path.at, '/', base->path.size) : NULL;
    buffer_init(&merged);
    int err = slash ? buffer_append(&merged, base->path.at, (size_t)(slash - base->path.at) + 1)
                    : buffer_append(&merged, "/", 1);
    if (!err)
        err = buffer_append(&merged, path.at, path.size);
    if (!err)
        err = append_path(out, out->size, (struct part){merged.data, merged.size});
    buffer_release(&merged);
    return err;
}

/* Whether the reference only repeats the base's scheme, as "http:g" does for "g": browsers allow it. */
static bool repeats_scheme(const struct reference *base, const struct reference *reference)
{
    struct part scheme = reference->scheme;
    return scheme.at && is_web(scheme) && !reference->authority.at && reference->path.size &&
           base->scheme.at && scheme.size == base->scheme.size &&
           strncasecmp(scheme.at, base->scheme.at, scheme.size) == 0;
}

/* RFC 3986, 5.2.2 and 5.3: appends the target and a NUL. Returns 0, -EINVAL for one without a host, or
 * -ENOMEM. */
static int append_target(struct buffer *out, const struct reference *base, struct reference reference)
{
    bool own_scheme = reference.scheme.at && !repeats_scheme(base, &reference);
    bool own_authority = own_scheme || reference.authority.at;
    bool own_path = own_authority || reference.path.size;
    struct part query = own_path || reference.query.at ? reference.query : base->query;
    struct part authority = own_authority ? reference.authority : base->authority;
    if (!authority.size)
        return -EINVAL;
    int err = append_part(out, "", own_scheme ? reference.scheme : base->scheme);
    if (!err)
        err = append_part(out, "://", authority);
    if (!err && !own_path)
        err = append_path(out, out->size, base->path);
    else if (!err && (own_authority || reference.path.at[0] == '/'))
        err = append_path(out, out->size, reference.path);
    else if (!err)
        err = append_merged(out, base, reference.path);
    if (!err)
        err = append_part(out, "?", query);
    return err ? err : buffer_append(out, "", 1);
}

/* Where the authority of an absolute address ends: only there brackets are allowed. */
static size_t authority_end(const char *text)
{
    const char *slashes = strstr(text, "//");
    return slashes ? (size_t)(slashes - text) + 2 + strcspn(slashes + 2, "/?") : 0;
}

static bool is_allowed(const char *at, bool in_authority)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                  "-._~:/?@!$&'()*+,;=";
    if (*at == '%')
        return isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2]);
    return strchr(allowed, *at) || (in_authority && (*at == '[' || *at == ']'));
}

/* Appends `text`, encoded, and a NUL. Returns 0 or -ENOMEM. */
static int append_encoded(struct buffer *out, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t authority = authority_end(text);
    int err = 0;
    for (size_t i = 0; text[i] && !err; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (is_allowed(text + i, i < authority))
            err = buffer_append(out, &byte, 1);
        else
            err = buffer_append(out, (const char[]){'%', digits[byte >> 4], digits[byte & 15]}, 3);
    }
    return err ? err : buffer_append(out, "", 1);
}

/* Not so after curl has decoded a host. */
static bool is_printable(const char *url)
{
    for (; *url; url++) {
        if (*url <= ' ' || *url > '~')
            return false;
    }
    return true;
}

/* Appends the address as curl has it, if it is one that curl can take. */
static int append_checked(struct buffer *out, const char *address)
{
    int err = -EINVAL;
    char *url = NULL;
    CURLU *parsed = curl_url();
    if (!parsed)
        return -ENOMEM;
    CURLUcode code = curl_url_set(parsed, CURLUPART_URL, address, 0);
    if (!code)
        code = curl_url_get(parsed, CURLUPART_URL, &url, 0);
    if (code == CURLUE_OUT_OF_MEMORY)
        err = -ENOMEM;
    if (!code && is_web(take_apart(url).scheme) && is_printable(url))
        err = buffer_append(out, url, strlen(url) + 1);
    curl_free(url);
    curl_url_cleanup(parsed);
    return err;
}

int url_resolve(struct buffer *out, const char *base, const char *reference)
{
    struct buffer clean_base = {0};
    struct buffer clean = {0};
    struct buffer target = {0};
    struct buffer encoded = {0};
    int err = append_clean(&clean_base, base);
    if (!err)
        err = append_clean(&clean, reference);
    if (!err) {
        struct reference from = take_apart(clean_base.data);
        err = append_target(&target, &from, take_apart(clean.data));
    }
    if (!err)
        err = append_encoded(&encoded, target.data);
    if (!err)
        err = append_checked(out, encoded.data);
    buffer_release(&encoded);
    buffer_release(&target);
    buffer_release(&clean);
    buffer_release(&clean_base);
    return err;
}
