/* SPDX-License-Identifier: MIT */
/* A fault in what the bytes are said to be: UTF-8 called GBK, or GBK called UTF-8. */
#include "origin/fault.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/utf8.h"
#include "origin/answer.h"
#include "origin/dice.h"

enum { REFERENCE_SIZE = 16, GBK_BYTES_MOST = 2 };

static const size_t not_converted = (size_t)-1; /* iconv(3) */

/* Takes one UTF-8 character, known to be valid, from `*at` and moves on. */
static unsigned long take_character(char **at, size_t *left)
{
    size_t size = utf8_size((unsigned char)**at);
    unsigned long character = utf8_character(*at, size);
    *at += size;
    *left -= size;
    return character;
}

/* Appends a page in GBK; what GBK does not have becomes a numeric reference, as a browser would do it in a
   form. Returns whether that went well. */
static bool convert(iconv_t converter, const struct buffer *page, struct buffer *out)
{
    char *from = page->data;
    size_t left = page->size;
    while (left > 0) {
        size_t room = GBK_BYTES_MOST * left;
        char *to = buffer_reserve(out, room);
        if (!to)
            return false;
        char *end = to;
        size_t status = iconv(converter, &from, &left, &end, &room);
        out->size += (size_t)(end - to);
        if (status != not_converted)
            continue;
        if (errno != EILSEQ)
            return false;
        char reference[REFERENCE_SIZE];
        int size = snprintf(reference, sizeof reference, "&#%lu;", take_character(&from, &left));
        if (buffer_append(out, reference, (size_t)size))
            return false;
    }
    return true;
}

/* Returns a converter from UTF-8 to GBK for iconv_close, or NULL. */
static iconv_t open_converter(void)
{
    iconv_t converter = iconv_open("GBK", "UTF-8");
    return (intptr_t)converter == -1 ? NULL : converter;
}

static bool to_gbk(struct buffer *page)
{
    iconv_t converter = open_converter();
    if (!converter)
        return false;
    struct buffer out;
    buffer_init(&out);
    bool done = convert(converter, page, &out);
    (void)iconv_close(converter);
    buffer_release(done ? page : &out);
    if (done)
        *page = out;
    return done;
}

static enum MHD_Result misname_page(struct fault_call *call)
{
    struct buffer page;
    if (fault_body(call, &page))
        return MHD_NO;
    struct dice dice = dice_for(DICE_CHARSET, call->site.seed, call->target.number, 0);
    if (dice_roll(&dice, 2))
        return fault_send(call, &page, "text/html; charset=gbk", NULL);
    if (to_gbk(&page))
        return fault_send(call, &page, answer_html, NULL);
    buffer_release(&page);
    return MHD_NO;
}

static enum MHD_Result misname_json(struct fault_call *call)
{
    struct buffer json;
    return fault_body(call, &json) ? MHD_NO : fault_send(call, &json, "application/json; charset=gbk", NULL);
}

static enum MHD_Result misname(struct fault_call *call)
{
    switch (call->target.kind) {
    case TARGET_FILMS: /* JSON is UTF-8, whatever it is called (RFC 8259, 8.1 and 11) */
        return misname_json(call);
    case TARGET_PICTURE: /* has no charset */
        return fault_none(call);
    default:
        return misname_page(call);
    }
}

static int check(void)
{
    iconv_t converter = open_converter();
    if (!converter)
        return -ENOTSUP;
    (void)iconv_close(converter);
    return 0;
}

const struct fault fault_wrong_charset = {.name = "wrong-charset", .answer = misname, .check = check};
