/* SPDX-License-Identifier: MIT */
#include "core/url.h"

#include <ctype.h>
#include <curl/curl.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Where the authority of an address ends, or 0 when it has none: only there brackets are allowed. */
static size_t authority_end(const char *text)
{
    const char *slashes = strstr(text, "//");
    if (!slashes || (slashes > text && slashes[-1] != ':'))
        return 0;
    return (size_t)(slashes - text) + 2 + strcspn(slashes + 2, "/?");
}

static bool is_allowed(const char *at, bool in_authority)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                  "-._~:/?@!$&'()*+,;=";
    if (*at == '%')
        return isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2]);
    return strchr(allowed, *at) || (in_authority && (*at == '[' || *at == ']'));
}

/* Appends `text` without its fragment, encoded, and a NUL. Returns 0 or -ENOMEM. */
static int append_encoded(struct buffer *out, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t authority = authority_end(text);
    int err = 0;
    for (size_t i = 0; text[i] && text[i] != '#' && !err; i++) {
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

static int append_resolved(struct buffer *out, const char *base, const char *reference)
{
    int err = -EINVAL;
    char *url = NULL;
    CURLU *parsed = curl_url();
    if (!parsed)
        return -ENOMEM;
    CURLUcode code = curl_url_set(parsed, CURLUPART_URL, base, 0);
    if (!code)
        code = curl_url_set(parsed, CURLUPART_URL, reference, 0);
    if (!code)
        code = curl_url_get(parsed, CURLUPART_URL, &url, 0);
    if (code == CURLUE_OUT_OF_MEMORY)
        err = -ENOMEM;
    if (!code && (strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0) &&
        is_printable(url))
        err = buffer_append(out, url, strlen(url) + 1);
    curl_free(url);
    curl_url_cleanup(parsed);
    return err;
}

int url_resolve(struct buffer *out, const char *base, const char *reference)
{
    struct buffer encoded_base;
    struct buffer encoded;
    buffer_init(&encoded_base);
    buffer_init(&encoded);
    int err = append_encoded(&encoded_base, base);
    if (!err)
        err = append_encoded(&encoded, reference);
    if (!err)
        err = *encoded.data ? append_resolved(out, encoded_base.data, encoded.data) : -EINVAL;
    buffer_release(&encoded_base);
    buffer_release(&encoded);
    return err;
}
