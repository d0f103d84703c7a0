/* SPDX-License-Identifier: MIT */
/* gzip and deflate. Both begin with two bytes that tell what follows, and which may come one at a time. */
#include <errno.h>
#include <stdlib.h>
#include <zlib.h>

#include "core/coding.h"

enum { HEAD_SIZE = 2, GZIP_WINDOW_BITS = MAX_WBITS + 16, RAW_WINDOW_BITS = -MAX_WBITS }; /* inflateInit2 */

struct inflater {
    z_stream stream;
    enum { HEAD, DATA, OVER } next;
    unsigned char head[HEAD_SIZE]; /* of the member under way */
    size_t head_size;              /* how much of it has come */
    size_t head_used;              /* and been inflated */
    size_t members;                /* that have come to their end */
};

static void *start(int window_bits)
{
    struct inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater && inflateInit2(&inflater->stream, window_bits)) {
        free(inflater);
        return NULL;
    }
    return inflater;
}

static void *start_gzip(void)
{
    return start(GZIP_WINDOW_BITS);
}

static void *start_deflate(void)
{
    return start(MAX_WBITS);
}

static void stop(void *state)
{
    struct inflater *inflater = state;
    (void)inflateEnd(&inflater->stream);
    free(inflater);
}

/* Inflates `size` bytes to `step`. Returns how many are left, and zlib's status. */
static size_t inflate_some(struct inflater *inflater, const unsigned char *from, size_t size,
                           struct coding_step *step, int *status)
{
    static const size_t most = 1 << 30; /* zlib counts in unsigned int */
    size_t given = size < most ? size : most;
    z_stream *stream = &inflater->stream;
    stream->next_in = (Bytef *)from; /* zlib only reads it */
    stream->avail_in = (uInt)given;
    stream->next_out = step->to;
    stream->avail_out = (uInt)step->room;
    *status = inflate(stream, Z_NO_FLUSH);
    step->to = stream->next_out;
    step->room = stream->avail_out;
    return size - given + stream->avail_in;
}

/* Inflates until the member ends (1), or nothing is left to take or no room to put it (0), or a negative
   errno. */
static int inflate_on(struct inflater *inflater, struct coding_step *step)
{
    int status = Z_OK;
    size_t head_left = inflater->head_size - inflater->head_used;
    if (head_left) {
        head_left = inflate_some(inflater, inflater->head + inflater->head_used, head_left, step, &status);
        inflater->head_used = inflater->head_size - head_left;
    }
    while (status == Z_OK && head_left == 0) {
        size_t left = inflate_some(inflater, step->from, step->size, step, &status);
        step->from += step->size - left;
        step->size = left;
    }
    switch (status) {
    case Z_STREAM_END:
        return 1;
    case Z_OK:
    case Z_BUF_ERROR: /* no progress is possible without more of the one or the other */
        return 0;
    case Z_MEM_ERROR:
        return -ENOMEM;
    default:
        return -EBADMSG;
    }
}

/* Takes the member's first bytes. Behind the first member there may be another (RFC 1952, 2.2); what does not
   begin as one is ignored. */
static void take_gzip_head(struct inflater *inflater, struct coding_step *step)
{
    static const unsigned char magic[HEAD_SIZE] = {0x1f, 0x8b};
    while (inflater->next == HEAD && step->size > 0) {
        if (inflater->members && *step->from != magic[inflater->head_size]) {
            inflater->next = OVER;
            return;
        }
        inflater->head[inflater->head_size++] = *step->from++;
        step->size--;
        if (inflater->head_size == HEAD_SIZE)
            inflater->next = DATA;
    }
}

static int step_gzip(void *state, struct coding_step *step)
{
    struct inflater *inflater = state;
    int got = 1;
    while (got > 0) {
        take_gzip_head(inflater, step);
        got = inflater->next == DATA ? inflate_on(inflater, step) : 0;
        if (got > 0) {
            inflater->members++;
            inflater->next = HEAD;
            inflater->head_size = inflater->head_used = 0;
            got = inflateReset(&inflater->stream) ? -EBADMSG : 1;
        }
    }
    if (inflater->next == OVER)
        step->size = 0;
    return got;
}

static bool gzip_ended(const void *state)
{
    const struct inflater *inflater = state;
    return inflater->next == OVER ||
           (inflater->members > 0 && inflater->next == HEAD && inflater->head_size == 0);
}

/* Whether they are the header of a zlib stream (RFC 1950, 2.2). */
static bool is_zlib_header(const unsigned char head[HEAD_SIZE])
{
    return (head[0] & 15) == Z_DEFLATED && head[0] >> 4 <= 7 && (head[0] * 256 + head[1]) % 31 == 0;
}

/* Some servers send RFC 1951 without the wrapping of RFC 1950 that is meant (RFC 9110, 8.4.1.2). */
static int take_deflate_head(struct inflater *inflater, struct coding_step *step)
{
    while (inflater->next == HEAD && step->size > 0) {
        inflater->head[inflater->head_size++] = *step->from++;
        step->size--;
        if (inflater->head_size < HEAD_SIZE)
            continue;
        inflater->next = DATA;
        if (!is_zlib_header(inflater->head) && inflateReset2(&inflater->stream, RAW_WINDOW_BITS))
            return -EBADMSG;
    }
    return 0;
}

static int step_deflate(void *state, struct coding_step *step)
{
    struct inflater *inflater = state;
    int got = take_deflate_head(inflater, step);
    if (!got && inflater->next == DATA)
        got = inflate_on(inflater, step);
    if (got > 0)
        inflater->next = OVER;
    if (inflater->next == OVER)
        step->size = 0;
    return got > 0 ? 0 : got;
}

static bool deflate_ended(const void *state)
{
    const struct inflater *inflater = state;
    return inflater->next == OVER;
}

const struct coding coding_gzip = {.name = "gzip",
                                   .alias = "x-gzip",
                                   .start = start_gzip,
                                   .step = step_gzip,
                                   .ended = gzip_ended,
                                   .stop = stop};
const struct coding coding_deflate = {
    .name = "deflate", .start = start_deflate, .step = step_deflate, .ended = deflate_ended, .stop = stop};
