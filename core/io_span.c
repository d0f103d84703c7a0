/* SPDX-License-Identifier: MIT */
#include "core/io_span.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/loopback.h"

void io_span_begin(struct span *span, CURL *easy, const char *url)
{
    static char line[] = SPAN_ANSWERED_HEADER ": ?";
    static struct curl_slist wish = {.data = line};
    bool asks = span && loopback_is_url(url) == 1;
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, asks ? &wish : NULL);
    if (!span)
        return;
    span->connected_ns = span->first_byte_ns = span->received_ns = span->answered_ns = 0;
    span->started_ns = span_now_ns();
}

void io_span_requested(struct span *span)
{
    if (!span)
        return;
    if (!span->connected_ns)
        span->connected_ns = span_now_ns();
    span->first_byte_ns = 0; /* of the last answer */
}

void io_span_received(struct span *span)
{
    if (!span)
        return;
    span->received_ns = span_now_ns();
    if (!span->first_byte_ns)
        span->first_byte_ns = span->received_ns;
}

/* When the server had its last answer ready, if that is what it says, between the request and the first byte.
   Otherwise 0. */
static uint64_t find_answered(const struct span *span, CURL *easy)
{
    struct curl_header *header = NULL;
    if (curl_easy_header(easy, SPAN_ANSWERED_HEADER, 0, CURLH_HEADER, -1, &header))
        return 0;
    uint64_t time = strtoull(header->value, NULL, 10);
    return time >= span->connected_ns && time <= span->first_byte_ns ? time : 0;
}

void io_span_end(struct span *span, CURL *easy, CURLcode code)
{
    if (!span)
        return;
    span->parse_start_ns = span_now_ns();
    if (code != CURLE_OK || !span->received_ns)
        span->received_ns = span->parse_start_ns;
    if (!span->first_byte_ns)
        span->first_byte_ns = span->received_ns;
    if (!span->connected_ns)
        span->connected_ns = span->first_byte_ns;
    span->answered_ns = find_answered(span, easy);
}
