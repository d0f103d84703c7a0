/* SPDX-License-Identifier: MIT */
#include "workloads/legacy.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>

static const char replacement[] = "\ufffd";

enum { LONGEST = 8 }; /* bytes of what one byte may stand for, as UTF-8 */

/* What is under way. */
struct conversion {
    const struct encoding *encoding;
    iconv_t converter;
    struct buffer *out;
    size_t wrong;
};

int legacy_append(struct buffer *out, uint32_t character)
{
    if (character < 0x80)
        return buffer_append(out, &(char){(char)character}, 1);
    char bytes[4];
    size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; character >>= 6)
        bytes[i] = (char)(unsigned char)(0x80 | (character & 0x3f));
    bytes[0] = (char)(unsigned char)((0xf00U >> length & 0xff) | character);
    return buffer_append(out, bytes, length);
}

static int append_replacement(struct conversion *conversion)
{
    conversion->wrong++;
    return buffer_append(conversion->out, replacement, strlen(replacement));
}

/* Whether more than one byte makes a character that begins with `byte`. */
static bool is_lead(const struct encoding *encoding, unsigned char byte)
{
    bool alone = byte <= 0x80 || byte == 0xff;
    if (encoding->kind == ENCODING_PAIRS_KANA)
        alone = alone || (byte >= 0xa0 && byte <= 0xdf) || byte >= 0xfd;
    return !alone && encoding->kind != ENCODING_ESCAPES;
}

/* How many bytes one U+FFFD stands for, of those that iconv stopped at: in a pair whose second byte is ASCII
   only the first, so that no markup is swallowed (Encoding Standard, 10.2.1 and the like). */
static size_t invalid_length(const struct encoding *encoding, const char *bytes, size_t size)
{
    bool pair = size > 1 && is_lead(encoding, (unsigned char)bytes[0]) && (unsigned char)bytes[1] >= 0x80;
    return pair ? 2 : 1;
}

/* Whether iconv waits for the fourth byte of gb18030 where the third is none. */
static bool is_cut_too_late(const char *bytes, size_t size)
{
    return size == 3 && ((unsigned char)bytes[2] <= 0x80 || (unsigned char)bytes[2] == 0xff);
}

/* Has iconv convert so many bytes, and what it has kept back. */
static int convert(struct conversion *conversion, const char *bytes, size_t size)
{
    struct buffer *out = conversion->out;
    char *from = (char *)bytes; /* iconv only reads it */
    bool flushed = false;
    while (!flushed) {
        bool flushing = size == 0;
        char *to = buffer_reserve(out, 2 * size + 64);
        if (!to)
            return -ENOMEM;
        size_t room = out->capacity - out->size;
        size_t status = iconv(conversion->converter, flushing ? NULL : &from, &size, &to, &room);
        out->size = (size_t)(to - out->data);
        flushed = flushing && (status != (size_t)-1 || errno != E2BIG);
        if (flushing || status != (size_t)-1 || errno == E2BIG)
            continue;
        bool cut = errno == EINVAL && !is_cut_too_late(from, size);
        size_t invalid = cut ? size : invalid_length(conversion->encoding, from, size);
        if (append_replacement(conversion))
            return -ENOMEM;
        from += invalid;
        size -= invalid;
    }
    return 0;
}

/* The bytes of the character at the start of `bytes`. */
static size_t character_length(const struct encoding *encoding, const char *bytes, size_t size)
{
    if (size < 2 || !is_lead(encoding, (unsigned char)bytes[0]))
        return 1;
    bool four = bytes[1] >= '0' && bytes[1] <= '9'; /* gb18030; elsewhere no second byte is a digit */
    return four && size >= 4 ? 4 : 2;
}

/* Converts what lies between patches as it is. */
static int convert_patched(struct conversion *conversion, const char *bytes, size_t size)
{
    size_t done = 0;
    int err = 0;
    for (size_t i = 0, length = 0; i < size && !err; i += length) {
        unsigned first = (unsigned char)bytes[i];
        if (first < 0x80) {
            length = 1;
            continue;
        }
        length = character_length(conversion->encoding, bytes + i, size - i);
        unsigned pair = length == 2 ? first << 8 | (unsigned char)bytes[i + 1] : length == 1 ? first : 0;
        const struct encoding_patch *patch = encoding_patch_of(conversion->encoding, pair);
        if (!patch)
            continue;
        err = i > done ? convert(conversion, bytes + done, i - done) : 0;
        if (!err)
            err = legacy_append(conversion->out, patch->character);
        done = i + length;
    }
    return err ? err : convert(conversion, bytes + done, size - done);
}

/* Puts what `byte` stands for into `text`, with its length in front, or nothing. */
static void decode_byte(struct conversion *conversion, unsigned byte, char text[1 + LONGEST])
{
    const struct encoding_patch *patch = encoding_patch_of(conversion->encoding, byte);
    char from[1] = {(char)(unsigned char)byte};
    char *in = from;
    char *to = text + 1;
    size_t size = 1;
    size_t room = LONGEST;
    (void)iconv(conversion->converter, NULL, NULL, NULL, NULL);
    bool known = !patch && iconv(conversion->converter, &in, &size, &to, &room) != (size_t)-1 &&
                 iconv(conversion->converter, NULL, NULL, &to, &room) != (size_t)-1;
    uint32_t character = patch         ? patch->character
                         : byte < 0xa0 ? byte
                                       : 0; /* C1 controls fill the gaps there */
    if (!known)
        to = text + 1;
    if (!known && character) {
        struct buffer bytes;
        buffer_init(&bytes);
        if (!legacy_append(&bytes, character)) {
            memcpy(to, bytes.data, bytes.size);
            to += bytes.size;
        }
        buffer_release(&bytes);
    }
    text[0] = (char)(to - text - 1);
}

/* One byte at a time: with several, glibc composes letters and accents in some, which browsers do not. */
static int convert_bytes(struct conversion *conversion, const char *bytes, size_t size)
{
    char table[128][1 + LONGEST];
    int err = 0;
    for (unsigned i = 0; i < 128; i++)
        decode_byte(conversion, 128 + i, table[i]);
    for (size_t i = 0; i < size && !err; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        const char *text = byte < 128 ? NULL : table[byte - 128];
        if (!text)
            err = buffer_append(conversion->out, bytes + i, 1);
        else
            err = text[0] ? buffer_append(conversion->out, text + 1, (size_t)text[0])
                          : append_replacement(conversion);
    }
    return err;
}

static size_t count_beyond_ascii(const struct buffer *text, size_t from)
{
    size_t count = 0;
    for (size_t i = from; i < text->size; i++)
        count += (unsigned char)text->data[i] >= 0xc0;
    return count;
}

int legacy_decode(const struct encoding *encoding, const char *bytes, size_t size, struct buffer *out,
                  size_t *wrong, size_t *right)
{
    struct conversion conversion = {.encoding = encoding, .out = out};
    size_t start = out->size;
    conversion.converter = iconv_open("UTF-8", encoding->iconv);
    if ((intptr_t)conversion.converter == -1)
        return errno == ENOMEM ? -ENOMEM : -ENOTSUP;
    int err = encoding->kind == ENCODING_BYTES     ? convert_bytes(&conversion, bytes, size)
              : encoding->kind != ENCODING_ESCAPES ? convert_patched(&conversion, bytes, size)
                                                   : convert(&conversion, bytes, size);
    iconv_close(conversion.converter);
    *wrong = conversion.wrong;
    *right = count_beyond_ascii(out, start) - conversion.wrong;
    return err;
}
