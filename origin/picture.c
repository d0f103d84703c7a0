/* SPDX-License-Identifier: MIT */
/* Puts a comment into a picture of the bank. */
#include "origin/picture.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "origin/dice.h"

enum {
    TWIN_AMONG = 40,
    TEXT_SIZE = 80,
    SEGMENT_SIZE = TEXT_SIZE + 32,
    CHUNK_HEAD_SIZE = 8, /* of PNG: the size of the data, and the type */
    CRC_SIZE = 4,
    JPEG_SIZE_SIZE = 2, /* counted in a segment's size (JPEG, B.1.1.4) */
};

/* A tEXt chunk's data begins with a keyword and its NUL (PNG, 11.3.4.3). */
static const char keyword[] = "Comment";

static bool is_twin(uint64_t seed, uint64_t id)
{
    struct dice dice = dice_for(DICE_PICTURE_TWIN, seed, id, 0);
    return id > 1 && dice_roll(&dice, TWIN_AMONG) == 0;
}

uint64_t picture_shown(uint64_t seed, uint64_t id)
{
    return is_twin(seed, id) && !is_twin(seed, id - 1) ? id - 1 : id;
}

static size_t bank_index(uint64_t seed, uint64_t id)
{
    struct dice dice = dice_for(DICE_PICTURE, seed, picture_shown(seed, id), 0);
    return dice_roll(&dice, BANK_PICTURES);
}

bool picture_is_png(uint64_t seed, uint64_t id)
{
    return bank_is_png(bank_index(seed, id));
}

static void put_number(unsigned char *to, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(number >> (24 - 8 * i));
}

/* Makes a tEXt chunk. Returns its size. */
static size_t make_chunk(unsigned char chunk[SEGMENT_SIZE], const char *text, size_t length)
{
    size_t size = sizeof keyword + length;
    put_number(chunk, (uint32_t)size);
    memcpy(chunk + 4, "tEXt", 4);
    memcpy(chunk + CHUNK_HEAD_SIZE, keyword, sizeof keyword);
    memcpy(chunk + CHUNK_HEAD_SIZE + sizeof keyword, text, length);
    put_number(chunk + CHUNK_HEAD_SIZE + size, (uint32_t)crc32(0, chunk + 4, (uInt)(4 + size)));
    return CHUNK_HEAD_SIZE + size + CRC_SIZE;
}

/* Makes a COM segment. Returns its size. */
static size_t make_segment(unsigned char segment[SEGMENT_SIZE], const char *text, size_t length)
{
    size_t size = JPEG_SIZE_SIZE + length;
    segment[0] = 0xff;
    segment[1] = 0xfe;
    segment[2] = (unsigned char)(size >> 8);
    segment[3] = (unsigned char)size;
    memcpy(segment + 4, text, length);
    return 2 + size;
}

int picture_render(struct buffer *out, const struct bank *bank, uint64_t seed, uint64_t id)
{
    char text[TEXT_SIZE];
    int length =
        snprintf(text, sizeof text, "picture %" PRIu64 " of seed %" PRIu64, picture_shown(seed, id), seed);
    unsigned char segment[SEGMENT_SIZE];
    size_t size = picture_is_png(seed, id) ? make_chunk(segment, text, (size_t)length)
                                           : make_segment(segment, text, (size_t)length);
    const struct bank_picture *base = &bank->pictures[bank_index(seed, id)];
    char *to = buffer_reserve(out, base->size + size);
    if (!to)
        return -ENOMEM;
    memcpy(to, base->data, base->comment_at);
    memcpy(to + base->comment_at, segment, size);
    memcpy(to + base->comment_at + size, base->data + base->comment_at, base->size - base->comment_at);
    out->size += base->size + size;
    return 0;
}
