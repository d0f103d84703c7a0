/* SPDX-License-Identifier: MIT */
/* The registry of faults, and what several of them need. */
#include "origin/fault.h"

#include <stddef.h>

#include "origin/answer.h"
#include "origin/pace.h"
#include "origin/page.h"

int fault_page(const struct fault_call *call, struct buffer *page)
{
    buffer_init(page);
    int err = page_render(page, call->seed, call->page);
    if (err)
        buffer_release(page);
    return err;
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
    struct buffer page;
    return fault_page(call, &page) ? MHD_NO : fault_send(call, &page, answer_html, NULL);
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
    &fault_gzip_bomb,
    &fault_wrong_charset,
    NULL,
};
