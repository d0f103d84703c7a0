/* SPDX-License-Identifier: MIT */
#include "core/retry_after.h"

#include <stddef.h>
#include <string.h>
#include <time.h>

static const uint64_t second_ns = 1000000000;

static uint64_t seconds_to_ns(uint64_t seconds)
{
    return seconds < UINT64_MAX / second_ns ? seconds * second_ns : UINT64_MAX;
}

/* Digits only. */
static uint64_t parse_seconds(const char *digits, size_t length)
{
    uint64_t seconds = 0;
    for (size_t i = 0; i < length; i++) {
        if (seconds > UINT64_MAX / second_ns)
            return UINT64_MAX;
        seconds = seconds * 10 + (uint64_t)(digits[i] - '0');
    }
    return seconds_to_ns(seconds);
}

uint64_t retry_after_parse(const char *value, uint64_t now_ns)
{
    value += strspn(value, " \t");
    size_t digits = strspn(value, "0123456789");
    if (digits > 0 && value[digits + strspn(value + digits, " \t")] == '\0')
        return parse_seconds(value, digits);
    if (digits > 0 || !*value) /* each of the dates begins with the name of a day */
        return 0;
    time_t date = curl_getdate(value, NULL);
    uint64_t date_ns = date > 0 ? seconds_to_ns((uint64_t)date) : 0;
    return date_ns > now_ns ? date_ns - now_ns : 0;
}

uint64_t retry_after_of(CURL *easy)
{
    struct timespec now;
    struct curl_header *header = NULL;
    uint64_t longest = 0;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t now_ns = (uint64_t)now.tv_sec * second_ns + (uint64_t)now.tv_nsec;
    for (size_t i = 0; curl_easy_header(easy, "Retry-After", i, CURLH_HEADER, -1, &header) == CURLHE_OK;
         i++) {
        uint64_t asked = retry_after_parse(header->value, now_ns);
        longest = asked > longest ? asked : longest;
    }
    return longest;
}
