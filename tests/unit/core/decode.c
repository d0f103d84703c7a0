/* SPDX-License-Identifier: MIT */
/* Content codings: all that comes whole is decoded, whatever pieces it comes in; what is cut off anywhere is
   an error. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "core/decode.h"

enum { GZIP = MAX_WBITS + 16, ZLIB = MAX_WBITS, RAW = -MAX_WBITS, MOST = 1 << 20, WHOLE = 1 << 20 };

static const char text[] = "<html>One page, 一个页面, one page, one page, one page again.</html>";
static const size_t text_size = sizeof text - 1;

/* Appends `size` bytes as one stream. */
static void compress_to(struct buffer *out, int window_bits, const void *bytes, size_t size)
{
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    uLong room = deflateBound(&stream, size) + 32;
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = (Bytef *)buffer_reserve(out, room);
    stream.avail_out = (uInt)room;
    assert_non_null(stream.next_out);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out->size += stream.total_out;
    deflateEnd(&stream);
}

/* Decodes in pieces, each in memory of just its size for asan to watch. Returns what came of it, and at its
 * end.
 */
static int decode(const char *codings, const struct buffer *in, size_t piece, struct buffer *out, size_t most)
{
    struct decoder *decoder = NULL;
    int err = decoder_new(&decoder, codings);
    buffer_init(out);
    if (err)
        return err;
    assert_non_null(decoder);
    for (size_t at = 0; at < in->size && !err; at += piece) {
        size_t size = in->size - at < piece ? in->size - at : piece;
        char *copy = malloc(size);
        assert_non_null(copy);
        memcpy(copy, in->data + at, size);
        err = decoder_write(decoder, copy, size, out, most);
        free(copy);
    }
    if (!err)
        err = decoder_end(decoder);
    if (err == -EBADMSG)
        assert_true(*decoder_fault(decoder));
    decoder_free(decoder);
    return err;
}

static void assert_decodes(const char *codings, const struct buffer *in, const char *expected, size_t size)
{
    static const size_t pieces[] = {1, 2, 7, WHOLE};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer out;
        assert_int_equal(decode(codings, in, pieces[i], &out, MOST), 0);
        assert_int_equal(out.size, size);
        if (size)
            assert_memory_equal(out.data, expected, size);
        buffer_release(&out);
    }
}

static void assert_refused(const char *codings, const struct buffer *in)
{
    static const size_t pieces[] = {1, 2, WHOLE};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer out;
        assert_int_equal(decode(codings, in, pieces[i], &out, MOST), -EBADMSG);
        buffer_release(&out);
    }
}

static const struct kind {
    const char *coding;
    int window_bits;
} kinds[] = {{"gzip", GZIP}, {"X-GZip", GZIP}, {"deflate", ZLIB}, {"deflate", RAW}};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void a_whole_stream_is_decoded_in_pieces_of_any_size(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        struct buffer in;
        buffer_init(&in);
        compress_to(&in, kinds[i].window_bits, text, text_size);
        assert_decodes(kinds[i].coding, &in, text, text_size);
        buffer_release(&in);
        compress_to(&in, kinds[i].window_bits, "", 0);
        assert_decodes(kinds[i].coding, &in, "", 0);
        buffer_release(&in);
    }
}

static void a_stream_that_is_cut_off_anywhere_is_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < KINDS; i++) {
        struct buffer in;
        buffer_init(&in);
        compress_to(&in, kinds[i].window_bits, text, text_size);
        while (in.size > 0) {
            in.size--;
            assert_refused(kinds[i].coding, &in);
        }
        buffer_release(&in);
    }
}

static void a_damaged_stream_is_an_error(void **state)
{
    (void)state;
    struct buffer in;
    buffer_init(&in);
    compress_to(&in, GZIP, text, text_size);
    in.data[in.size - 6] ^= 1; /* the checksum */
    assert_refused("gzip", &in);
    buffer_release(&in);
    in = (struct buffer){.data = (char *)text, .size = text_size};
    assert_refused("gzip", &in);
    assert_refused("deflate", &in);
}

static void gzip_may_have_many_members_and_empty_ones(void **state)
{
    (void)state;
    struct buffer in;
    buffer_init(&in);
    compress_to(&in, GZIP, "", 0);
    compress_to(&in, GZIP, text, 10);
    compress_to(&in, GZIP, "", 0);
    compress_to(&in, GZIP, text + 10, text_size - 10);
    assert_decodes("gzip", &in, text, text_size);
    compress_to(&in, GZIP, "", 0);
    assert_decodes("gzip", &in, text, text_size);
    size_t whole = in.size;
    compress_to(&in, GZIP, text, text_size);
    for (in.size--; in.size > whole; in.size--)
        assert_refused("gzip", &in);
    buffer_release(&in);
}

static void what_follows_the_end_is_ignored(void **state)
{
    (void)state;
    static const char *const garbage[] = {"\n", "garbage", "\x1fgarbage", "\x8b\x1f"};
    for (size_t i = 0; i < KINDS; i++) {
        for (size_t j = 0; j < sizeof garbage / sizeof *garbage; j++) {
            struct buffer in;
            buffer_init(&in);
            compress_to(&in, kinds[i].window_bits, text, text_size);
            assert_int_equal(buffer_append(&in, garbage[j], strlen(garbage[j])), 0);
            assert_decodes(kinds[i].coding, &in, text, text_size);
            assert_int_equal(buffer_append(&in, "\0\0\0", 3), 0);
            assert_decodes(kinds[i].coding, &in, text, text_size);
            buffer_release(&in);
        }
    }
}

static void codings_are_taken_off_in_their_order(void **state)
{
    (void)state;
    struct buffer inner;
    struct buffer in;
    buffer_init(&inner);
    buffer_init(&in);
    compress_to(&inner, ZLIB, text, text_size);
    compress_to(&in, GZIP, inner.data, inner.size);
    assert_decodes("deflate, gzip", &in, text, text_size);
    assert_decodes(" deflate,identity ,, gzip,chunked,", &in, text, text_size);
    assert_refused("gzip, deflate", &in);
    in.size -= 3;
    assert_refused("deflate, gzip", &in);
    buffer_release(&in);
    compress_to(&in, GZIP, inner.data, inner.size - 3); /* the inner stream is cut */
    assert_refused("deflate, gzip", &in);
    buffer_release(&inner);
    buffer_release(&in);
}

static void what_is_no_coding_counts_as_none(void **state)
{
    (void)state;
    static const char *const none[] = {"", " ", ",,", "identity", "chunked", "utf-8", "none, Identity"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct decoder *decoder = NULL;
        assert_int_equal(decoder_new(&decoder, none[i]), 0);
        assert_null(decoder);
    }
}

static void what_cannot_be_taken_off_is_an_error(void **state)
{
    (void)state;
    static const char *const others[] = {"compress", "dcb", "gzip, x-compress",
                                         "gzip,gzip,gzip,gzip,gzip,gzip"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct decoder *decoder = NULL;
        assert_int_equal(decoder_new(&decoder, others[i]), -EBADMSG);
        assert_null(decoder);
    }
}

static void no_more_is_made_than_may_be(void **state)
{
    (void)state;
    enum { LARGE = 300000 };
    char *large = calloc(1, LARGE);
    struct buffer in;
    struct buffer out;
    buffer_init(&in);
    assert_non_null(large);
    compress_to(&in, GZIP, large, LARGE);
    assert_int_equal(decode("gzip", &in, WHOLE, &out, LARGE), 0);
    assert_int_equal(out.size, LARGE);
    buffer_release(&out);
    assert_int_equal(decode("gzip", &in, WHOLE, &out, LARGE - 1), -EFBIG);
    assert_true(out.size < LARGE);
    buffer_release(&out);
    buffer_release(&in);
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_stream_is_decoded_in_pieces_of_any_size),
        cmocka_unit_test(a_stream_that_is_cut_off_anywhere_is_an_error),
        cmocka_unit_test(a_damaged_stream_is_an_error),
        cmocka_unit_test(gzip_may_have_many_members_and_empty_ones),
        cmocka_unit_test(what_follows_the_end_is_ignored),
        cmocka_unit_test(codings_are_taken_off_in_their_order),
        cmocka_unit_test(what_is_no_coding_counts_as_none),
        cmocka_unit_test(what_cannot_be_taken_off_is_an_error),
        cmocka_unit_test(no_more_is_made_than_may_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
