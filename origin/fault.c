/* SPDX-License-Identifier: MIT */
/* The registry of faults, and what several of them need. */
#include "origin/fault.h"

#include <stddef.h>

#include "origin/answer.h"
#include "origin/pace.h"

int fault_body(const struct fault_call *call, struct buffer *body)
{
    buffer_init(body);
    int err = target_render(body, &call->target, &call->site);
    if (err)
        buffer_release(body);
    return err;
}

const char *fault_type(const struct fault_call *call)
{
    return target_type(&call->target, call->site.seed);
}

enum MHD_Result fault_send(struct fault_call *call, struct buffer *body, const char *type,
                           const char *encoding)
{
    call->bytes = body->size;
    return answer_send(call->connection,
                       &(struct answer){.status = MHD_HTTP_OK,
                                        .type = type,
                                        .header = MHD_HTTP_HEADER_CONTENT_ENCODING,
                                        .value = encoding},
                       pace_or_whole(call->connection, call->deadlines, call->bandwidth, body));
}

enum MHD_Result fault_none(struct fault_call *call)
{
    struct buffer body;
    return fault_body(call, &body) ? MHD_NO : fault_send(call, &body, fault_type(call), NULL);
}

const struct fault *const fault_list[] = {
    &fault_status_500,
    &fault_status_429,
    &fault_refuse,
    &fault_empty,
    &fault_reset,
    &fault_stall,
    &fault_slow,
    &fault_truncate,
    &fault_chunked_cut,
    &fault_redirect,
    &fault_redirect_loop,
    &fault_huge,
    &fault_garbage,
    &fault_gzip,
    &fault_gzip_cut,
    &fault_deflate,
    &fault_gzip_bomb,
    &fault_wrong_charset,
    NULL,
};
