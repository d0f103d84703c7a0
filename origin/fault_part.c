/* SPDX-License-Identifier: MIT */
/* Faults in how the body's bytes come: too few, too slowly, too many. */
#include "origin/fault.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/span.h"
#include "origin/answer.h"
#include "origin/socket.h"

enum {
    BLOCK_SIZE = 4096,
    SLOW_BYTES_A_SECOND = 99,
    SLOW_BYTES_MOST = 90 * SLOW_BYTES_A_SECOND, /* then the rest: half a megabyte would take over an hour */
};

static const uint64_t arrival_ns = 20000000; /* for the first half to reach the peer before the RST does */
static const uint64_t silence_ns = 600000000000;   /* at most */
static const uint64_t look_around_ns = 1000000000; /* in silence: whether the client is still there */

struct part {
    struct MHD_Connection *connection; /* borrowed */
    struct deadlines *deadlines;       /* borrowed */
    struct buffer body;                /* owned */
    size_t size;                       /* how much of the body is sent */
    ssize_t (*then)(struct part *);    /* what a content reader returns after that */
    uint64_t until_ns;                 /* of `then`: 0 before its first call; of read_slowly: its start */
};

static ssize_t wait_until(struct part *part, uint64_t when_ns)
{
    socket_push(part->connection);
    if (deadlines_add(part->deadlines, when_ns, part->connection))
        return MHD_CONTENT_READER_END_WITH_ERROR;
    MHD_suspend_connection(part->connection);
    return 0;
}

static ssize_t then_close(struct part *part)
{
    (void)part;
    return MHD_CONTENT_READER_END_WITH_ERROR;
}

static ssize_t then_reset(struct part *part)
{
    uint64_t now_ns = span_now_ns();
    if (!part->until_ns)
        part->until_ns = now_ns + arrival_ns;
    if (now_ns < part->until_ns)
        return wait_until(part, part->until_ns);
    socket_abort(part->connection);
    return MHD_CONTENT_READER_END_WITH_ERROR;
}

static ssize_t then_nothing(struct part *part)
{
    /* libmicrohttpd does not see a suspended connection's end. */
    uint64_t now_ns = span_now_ns();
    if (!part->until_ns)
        part->until_ns = now_ns + silence_ns;
    if (now_ns >= part->until_ns || socket_is_left(part->connection))
        return MHD_CONTENT_READER_END_WITH_ERROR;
    return wait_until(part, now_ns + look_around_ns);
}

static ssize_t read_part(void *closure, uint64_t position, char *to, size_t room)
{
    struct part *part = closure;
    if (position >= part->size)
        return part->then(part);
    size_t left = part->size - (size_t)position;
    size_t size = left < room ? left : room;
    memcpy(to, part->body.data + position, size);
    return (ssize_t)size;
}

static ssize_t read_again_and_again(void *closure, uint64_t position, char *to, size_t room)
{
    struct part *part = closure;
    size_t start = (size_t)(position % part->body.size);
    size_t left = part->body.size - start;
    size_t size = left < room ? left : room;
    memcpy(to, part->body.data + start, size);
    return (ssize_t)size;
}

static ssize_t read_slowly(void *closure, uint64_t position, char *to, size_t room)
{
    struct part *part = closure;
    size_t size = part->body.size - (size_t)position;
    if (position < SLOW_BYTES_MOST) {
        uint64_t due_ns = part->until_ns + (position + 1) * 1000000000 / SLOW_BYTES_A_SECOND;
        if (span_now_ns() < due_ns)
            return wait_until(part, due_ns);
        size = 1;
    }
    size = size < room ? size : room;
    memcpy(to, part->body.data + position, size);
    return (ssize_t)size;
}

static void part_free(void *closure)
{
    struct part *part = closure;
    buffer_release(&part->body);
    free(part);
}

/* What all parts start with: the body, and nothing of it to be sent. Returns NULL without memory. */
static struct part *part_new(const struct fault_call *call)
{
    struct part *part = calloc(1, sizeof *part);
    if (!part)
        return NULL;
    part->connection = call->connection;
    part->deadlines = call->deadlines;
    if (fault_body(call, &part->body)) {
        free(part);
        return NULL;
    }
    return part;
}

/* Answers 200 with what `reader` reads of `part`, which it frees in any case; NULL is fine. */
static enum MHD_Result send_part(const struct fault_call *call, struct part *part, uint64_t declared,
                                 MHD_ContentReaderCallback reader)
{
    if (!part)
        return MHD_NO;
    struct MHD_Response *response =
        MHD_create_response_from_callback(declared, BLOCK_SIZE, reader, part, part_free);
    if (!response)
        part_free(part);
    return answer_send(call->connection, &(struct answer){.status = MHD_HTTP_OK, .type = fault_type(call)},
                       response);
}

/* Answers with the first half of the body. */
static enum MHD_Result send_half(const struct fault_call *call, bool chunked, ssize_t (*then)(struct part *))
{
    struct part *part = part_new(call);
    if (!part)
        return MHD_NO;
    part->size = part->body.size / 2;
    part->then = then;
    return send_part(call, part, chunked ? MHD_SIZE_UNKNOWN : part->body.size, read_part);
}

static enum MHD_Result reset(struct fault_call *call)
{
    return send_half(call, false, then_reset);
}

static enum MHD_Result truncate_body(struct fault_call *call)
{
    return send_half(call, false, then_close);
}

static enum MHD_Result cut_chunks(struct fault_call *call)
{
    return send_half(call, true, then_close);
}

static enum MHD_Result stall(struct fault_call *call)
{
    struct part *part = part_new(call);
    if (!part)
        return MHD_NO;
    part->then = then_nothing;
    return send_part(call, part, part->body.size, read_part);
}

static enum MHD_Result send_slowly(struct fault_call *call)
{
    struct part *part = part_new(call);
    if (!part)
        return MHD_NO;
    part->until_ns = span_now_ns();
    call->bytes = part->body.size;
    return send_part(call, part, part->body.size, read_slowly);
}

static enum MHD_Result send_endlessly(struct fault_call *call)
{
    return send_part(call, part_new(call), MHD_SIZE_UNKNOWN, read_again_and_again);
}

const struct fault fault_reset = {.name = "reset", .answer = reset};
const struct fault fault_stall = {.name = "stall", .answer = stall};
const struct fault fault_truncate = {.name = "truncate", .answer = truncate_body};
const struct fault fault_chunked_cut = {.name = "chunked-cut", .answer = cut_chunks};
const struct fault fault_slow = {.name = "slow", .answer = send_slowly};
const struct fault fault_huge = {.name = "huge", .answer = send_endlessly};
