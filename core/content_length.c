/* SPDX-License-Identifier: MIT */
#include "core/content_length.h"

#include <string.h>

static const char blanks[] = " \t";

/* Whether the number at `value` is that at `*digits`, which it becomes if there is none. */
static bool is_same(const char *value, size_t size, const char **digits, size_t *length)
{
    for (; size > 1 && *value == '0'; size--)
        value++;
    if (!*digits) {
        *digits = value;
        *length = size;
    }
    return size == *length && memcmp(value, *digits, size) == 0;
}

bool content_length_is(const char *value, const char **digits, size_t *length)
{
    for (;;) {
        value += strspn(value, blanks);
        size_t size = strspn(value, "0123456789");
        if (size == 0 || !is_same(value, size, digits, length))
            return false;
        value += size;
        value += strspn(value, blanks);
        if (*value != ',')
            return *value == '\0';
        value++;
    }
}

bool content_length_is_plain(CURL *easy)
{
    struct curl_header *header = NULL;
    const char *digits = NULL;
    size_t length = 0;
    if (curl_easy_header(easy, "Transfer-Encoding", 0, CURLH_HEADER, -1, &header) == CURLHE_OK)
        return true;
    /* The values stay where they are until the next transfer (curl_easy_header(3)). */
    for (size_t i = 0; curl_easy_header(easy, "Content-Length", i, CURLH_HEADER, -1, &header) == CURLHE_OK;
         i++) {
        if (!content_length_is(header->value, &digits, &length))
            return false;
    }
    return true;
}
