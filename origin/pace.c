/* SPDX-License-Identifier: MIT */
/* Chunks of a body, each with the time at which a link of that bandwidth would have carried it. */
#include "origin/pace.h"

#include <stdlib.h>
#include <string.h>

#include "core/span.h"
#include "origin/answer.h"
#include "origin/socket.h"

enum { BLOCK_SIZE = 4096, CHUNKS_PER_SECOND = 100 };

struct pace {
    struct MHD_Connection *connection; /* borrowed */
    struct deadlines *deadlines;       /* borrowed */
    struct buffer body;                /* owned */
    uint64_t bandwidth;
    uint64_t started_ns;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static ssize_t read_chunk(void *closure, uint64_t position, char *to, size_t room)
{
    struct pace *pace = closure;
    size_t chunk = pace->bandwidth / CHUNKS_PER_SECOND + 1;
    size_t size = least(least(room, chunk), pace->body.size - (size_t)position);
    double carried_s = (double)(position + size) / (double)pace->bandwidth;
    uint64_t due_ns = pace->started_ns + (uint64_t)(carried_s * 1e9);
    if (span_now_ns() < due_ns) {
        socket_push(pace->connection);
        if (deadlines_add(pace->deadlines, due_ns, pace->connection))
            return MHD_CONTENT_READER_END_WITH_ERROR;
        MHD_suspend_connection(pace->connection);
        return 0;
    }
    memcpy(to, pace->body.data + position, size);
    return (ssize_t)size;
}

static void pace_free(void *closure)
{
    struct pace *pace = closure;
    buffer_release(&pace->body);
    free(pace);
}

struct MHD_Response *pace_response(struct MHD_Connection *connection, struct deadlines *deadlines,
                                   uint64_t bandwidth, struct buffer *body)
{
    struct pace *pace = malloc(sizeof *pace);
    if (!pace) {
        buffer_release(body);
        return NULL;
    }
    *pace = (struct pace){connection, deadlines, *body, bandwidth, span_now_ns()};
    buffer_init(body);
    struct MHD_Response *response =
        MHD_create_response_from_callback(pace->body.size, BLOCK_SIZE, read_chunk, pace, pace_free);
    if (!response)
        pace_free(pace);
    return response;
}

struct MHD_Response *pace_or_whole(struct MHD_Connection *connection, struct deadlines *deadlines,
                                   uint64_t bandwidth, struct buffer *body)
{
    if (bandwidth)
        return pace_response(connection, deadlines, bandwidth, body);
    struct buffer taken = *body;
    buffer_init(body);
    return answer_owned(taken.size, taken.data);
}
