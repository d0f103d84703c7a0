/* SPDX-License-Identifier: MIT */
/* libmicrohttpd's responses, with their errors in one place. */
#include "origin/answer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/span.h"

const char answer_html[] = "text/html; charset=utf-8";
const char answer_text[] = "text/plain; charset=utf-8";
const char answer_json[] = "application/json; charset=utf-8";
const char answer_png[] = "image/png";
const char answer_jpeg[] = "image/jpeg";

/* Adds a header unless `value` is NULL. Returns whether that went well. */
static bool add_header(struct MHD_Response *response, const char *name, const char *value)
{
    return !value || MHD_add_response_header(response, name, value) == MHD_YES;
}

bool answer_is_timed(struct MHD_Connection *connection)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, SPAN_ANSWERED_HEADER);
}

/* Says when this is, if that was asked. Returns whether that went well. */
static bool add_time(struct MHD_Response *response, struct MHD_Connection *connection)
{
    char now[24];
    if (!answer_is_timed(connection))
        return true;
    (void)snprintf(now, sizeof now, "%" PRIu64, span_now_ns());
    return add_header(response, SPAN_ANSWERED_HEADER, now);
}

enum MHD_Result answer_send(struct MHD_Connection *connection, const struct answer *answer,
                            struct MHD_Response *response)
{
    if (!response)
        return MHD_NO;
    enum MHD_Result queued = MHD_NO;
    if (add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type) &&
        add_header(response, answer->header, answer->value) && add_time(response, connection))
        queued = MHD_queue_response(connection, answer->status, response);
    MHD_destroy_response(response);
    return queued;
}

struct MHD_Response *answer_constant(const char *text)
{
    return MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_PERSISTENT);
}

struct MHD_Response *answer_owned(size_t size, void *data)
{
    struct MHD_Response *response =
        data ? MHD_create_response_from_buffer(size, data, MHD_RESPMEM_MUST_FREE) : NULL;
    if (!response)
        free(data);
    return response;
}
