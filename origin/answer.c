/* SPDX-License-Identifier: MIT */
/* libmicrohttpd's responses, with their errors in one place. */
#include "origin/answer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

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

enum MHD_Result answer_send(struct MHD_Connection *connection, const struct answer *answer,
                            struct MHD_Response *response)
{
    if (!response)
        return MHD_NO;
    enum MHD_Result queued = MHD_NO;
    if (add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type) &&
        add_header(response, answer->header, answer->value))
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
