/* SPDX-License-Identifier: MIT */
/* Faults that the status tells. */
#include "origin/fault.h"

#include <string.h>

#include "core/buffer.h"
#include "origin/answer.h"
#include "origin/route.h"

static enum MHD_Result status_500(struct fault_call *call)
{
    return answer_send(call->connection,
                       &(struct answer){.status = MHD_HTTP_INTERNAL_SERVER_ERROR, .type = answer_text},
                       answer_constant("internal server error\n"));
}

static enum MHD_Result status_429(struct fault_call *call)
{
    return answer_send(call->connection,
                       &(struct answer){.status = MHD_HTTP_TOO_MANY_REQUESTS,
                                        .type = answer_text,
                                        .header = MHD_HTTP_HEADER_RETRY_AFTER,
                                        .value = "1"},
                       answer_constant("too many requests\n"));
}

static enum MHD_Result send_elsewhere(const struct fault_call *call, const char *prefix)
{
    enum MHD_Result sent = MHD_NO;
    struct buffer location;
    buffer_init(&location);
    if (buffer_append(&location, prefix, strlen(prefix)) ||
        buffer_append(&location, call->rest, strlen(call->rest) + 1))
        goto out;
    sent = answer_send(call->connection,
                       &(struct answer){.status = MHD_HTTP_FOUND,
                                        .type = answer_text,
                                        .header = MHD_HTTP_HEADER_LOCATION,
                                        .value = location.data},
                       answer_constant("found elsewhere\n"));
out:
    buffer_release(&location);
    return sent;
}

static enum MHD_Result redirect(struct fault_call *call)
{
    return send_elsewhere(call, route_moved_prefix);
}

static enum MHD_Result redirect_in_a_loop(struct fault_call *call)
{
    return send_elsewhere(call, route_loop_prefix);
}

const struct fault fault_status_500 = {.name = "status-500", .answer = status_500};
const struct fault fault_status_429 = {.name = "status-429", .answer = status_429};
const struct fault fault_redirect = {.name = "redirect", .answer = redirect};
const struct fault fault_redirect_loop = {.name = "redirect-loop", .answer = redirect_in_a_loop};
