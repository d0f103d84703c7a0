/* SPDX-License-Identifier: MIT */
/* Compressed answers: honest ones, one that is cut off and a bomb. They come whether the request accepts them
   or not. */
#include "origin/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "origin/answer.h"

enum {
    BLOCK_SIZE = 4096,
    GZIP_WINDOW_BITS = MAX_WBITS + 16, /* zlib.h, deflateInit2: with a gzip header and trailer */
    RAW_WINDOW_BITS = -MAX_WBITS,      /* with neither */
    MEMORY_LEVEL = 8,
};

/* Compresses `in`, ending as `flush` says, and appends it. Returns whether it did. */
static bool compress_to(struct buffer *out, int window_bits, int flush, const struct buffer *in)
{
    z_stream stream = {0};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits, MEMORY_LEVEL, Z_DEFAULT_STRATEGY))
        return false;
    uLong room = deflateBound(&stream, (uLong)in->size) + 16; /* a flush adds a little */
    char *to = buffer_reserve(out, room);
    bool done = false;
    if (to) {
        stream.next_in = (Bytef *)in->data;
        stream.avail_in = (uInt)in->size;
        stream.next_out = (Bytef *)to;
        stream.avail_out = (uInt)room;
        int status = deflate(&stream, flush);
        done = stream.avail_in == 0 && status == (flush == Z_FINISH ? Z_STREAM_END : Z_OK);
        out->size += done ? stream.total_out : 0;
    }
    (void)deflateEnd(&stream);
    return done;
}

/* Answers with the body as `coding`, without the last `1 / cut` of its bytes; 0: with all of them. */
static enum MHD_Result send_coded(struct fault_call *call, const char *coding, int window_bits, size_t cut)
{
    struct buffer body;
    if (fault_body(call, &body))
        return MHD_NO;
    struct buffer small;
    buffer_init(&small);
    bool done = compress_to(&small, window_bits, Z_FINISH, &body);
    buffer_release(&body);
    if (done && cut)
        small.size -= small.size / cut;
    if (done)
        return fault_send(call, &small, fault_type(call), coding);
    buffer_release(&small);
    return MHD_NO;
}

static enum MHD_Result send_gzip(struct fault_call *call)
{
    return send_coded(call, "gzip", GZIP_WINDOW_BITS, 0);
}

static enum MHD_Result send_cut_gzip(struct fault_call *call)
{
    return send_coded(call, "gzip", GZIP_WINDOW_BITS, 4);
}

/* With the wrapping that is meant (RFC 9110, 8.4.1.2), or without it as some servers do, by page. */
static enum MHD_Result send_deflate(struct fault_call *call)
{
    return send_coded(call, "deflate", call->target.number % 2 ? RAW_WINDOW_BITS : MAX_WBITS, 0);
}

/* A gzip stream (RFC 1952) of many equal units: only one is kept in memory. */
enum {
    BOMB_HEAD_SIZE = 10,
    BOMB_TAIL_SIZE = 10, /* an empty last block, the CRC, the size */
    BOMB_DOUBLINGS = 15,
    BOMB_UNITS = 1 << BOMB_DOUBLINGS,
    BOMB_UNIT_INFLATED = 64 * 1024,
};

static const unsigned char bomb_head[BOMB_HEAD_SIZE] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255};

struct bomb {
    struct buffer unit; /* owned: blank space, deflated, ended so that it can be repeated */
    unsigned char tail[BOMB_TAIL_SIZE];
};

static uint64_t bomb_size(const struct bomb *bomb)
{
    return BOMB_HEAD_SIZE + (uint64_t)BOMB_UNITS * bomb->unit.size + BOMB_TAIL_SIZE;
}

/* Finds what stands at `position`, and how many bytes on from there. */
static const void *bomb_at(const struct bomb *bomb, uint64_t position, size_t *size)
{
    if (position < BOMB_HEAD_SIZE) {
        *size = (size_t)(BOMB_HEAD_SIZE - position);
        return bomb_head + position;
    }
    uint64_t tail = bomb_size(bomb) - BOMB_TAIL_SIZE;
    if (position >= tail) {
        *size = (size_t)(tail + BOMB_TAIL_SIZE - position);
        return bomb->tail + (position - tail);
    }
    size_t start = (size_t)((position - BOMB_HEAD_SIZE) % bomb->unit.size);
    *size = bomb->unit.size - start;
    return bomb->unit.data + start;
}

static ssize_t read_bomb(void *closure, uint64_t position, char *to, size_t room)
{
    const struct bomb *bomb = closure;
    size_t done = 0;
    while (done < room && position + done < bomb_size(bomb)) {
        size_t size = 0;
        const void *from = bomb_at(bomb, position + done, &size);
        size = size < room - done ? size : room - done;
        memcpy(to + done, from, size);
        done += size;
    }
    return (ssize_t)done;
}

static void bomb_free(void *closure)
{
    struct bomb *bomb = closure;
    buffer_release(&bomb->unit);
    free(bomb);
}

static void put_number(unsigned char to[4], uint32_t number)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(number >> (8 * i));
}

/* The end of the stream: `blank` is what a unit inflates to. */
static void make_tail(struct bomb *bomb, const struct buffer *blank)
{
    uLong crc = crc32(0, (const Bytef *)blank->data, (uInt)blank->size);
    uint64_t size = blank->size;
    for (int i = 0; i < BOMB_DOUBLINGS; i++, size *= 2)
        crc = crc32_combine(crc, crc, (z_off_t)size);
    bomb->tail[0] = 3; /* a last block of fixed codes, and in it nothing but its end (RFC 1951, 3.2.6) */
    bomb->tail[1] = 0;
    put_number(bomb->tail + 2, (uint32_t)crc);
    put_number(bomb->tail + 6, (uint32_t)size);
}

static struct bomb *bomb_new(void)
{
    struct bomb *bomb = calloc(1, sizeof *bomb);
    if (!bomb)
        return NULL;
    struct buffer blank;
    buffer_init(&blank);
    char *space = buffer_reserve(&blank, BOMB_UNIT_INFLATED);
    bool done = false;
    if (space) {
        memset(space, ' ', BOMB_UNIT_INFLATED);
        blank.size = BOMB_UNIT_INFLATED;
        done = compress_to(&bomb->unit, RAW_WINDOW_BITS, Z_FULL_FLUSH, &blank);
        make_tail(bomb, &blank);
    }
    buffer_release(&blank);
    if (done)
        return bomb;
    bomb_free(bomb);
    return NULL;
}

static enum MHD_Result send_bomb(struct fault_call *call)
{
    struct bomb *bomb = bomb_new();
    if (!bomb)
        return MHD_NO;
    call->bytes = bomb_size(bomb);
    struct MHD_Response *response =
        MHD_create_response_from_callback(call->bytes, BLOCK_SIZE, read_bomb, bomb, bomb_free);
    if (!response)
        bomb_free(bomb);
    return answer_send(call->connection,
                       &(struct answer){.status = MHD_HTTP_OK,
                                        .type = fault_type(call),
                                        .header = MHD_HTTP_HEADER_CONTENT_ENCODING,
                                        .value = "gzip"},
                       response);
}

const struct fault fault_gzip = {.name = "gzip", .answer = send_gzip};
const struct fault fault_gzip_cut = {.name = "gzip-cut", .answer = send_cut_gzip};
const struct fault fault_deflate = {.name = "deflate", .answer = send_deflate};
const struct fault fault_gzip_bomb = {.name = "gzip-bomb", .answer = send_bomb};
