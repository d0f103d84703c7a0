/* SPDX-License-Identifier: MIT */
#include "core/decode.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/coding.h"

enum { MOST_CODINGS = 5, BLOCK_SIZE = 16384 }; /* as many as curl and urllib3 take */

/* One coding to take off. */
struct stage {
    const struct coding *coding;
    void *state; /* owned */
    unsigned char block[BLOCK_SIZE];
};

struct decoder {
    struct stage
        *stages[MOST_CODINGS]; /* owned; the one that was applied last, and is taken off first, last */
    size_t count;
    const char *fault;
};

const char *const decode_accepted = "gzip, deflate";

static const struct coding *const here[] = {
    &coding_gzip,
    &coding_deflate,
#ifdef MANYHANDS_BROTLI
    &coding_br,
#endif
#ifdef MANYHANDS_ZSTD
    &coding_zstd,
#endif
};

/* Codings of IANA's registry that are taken off nowhere here, and those that this build may lack: their bytes
   are not to be mistaken for the body. */
static const char *const others[] = {"br",  "zstd", "compress",     "x-compress", "aes128gcm",
                                     "exi", "dcb",  "pack200-gzip", "dcz"};

static bool is_name(const char *name, const char *text, size_t length)
{
    return name && strncasecmp(name, text, length) == 0 && name[length] == '\0';
}

static const struct coding *find(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof here / sizeof *here; i++) {
        if (is_name(here[i]->name, text, length) || is_name(here[i]->alias, text, length))
            return here[i];
    }
    return NULL;
}

static const char *find_other(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (is_name(others[i], text, length))
            return others[i];
    }
    return NULL;
}

static int add(struct decoder *decoder, const struct coding *coding)
{
    if (decoder->count == MOST_CODINGS)
        return -EBADMSG;
    struct stage *stage = malloc(sizeof *stage);
    if (!stage)
        return -ENOMEM;
    stage->coding = coding;
    stage->state = coding->start();
    if (!stage->state) {
        free(stage);
        return -ENOMEM;
    }
    decoder->stages[decoder->count++] = stage;
    return 0;
}

static int add_all(struct decoder *decoder, const char *codings)
{
    static const char between[] = ", \t";
    int err = 0;
    for (size_t length = 0; *(codings += strspn(codings, between)) && !err; codings += length) {
        length = strcspn(codings, between);
        const struct coding *coding = find(codings, length);
        if (coding)
            err = add(decoder, coding);
        else if (find_other(codings, length))
            err = -EBADMSG;
    }
    return err;
}

int decoder_new(struct decoder **out, const char *codings)
{
    *out = NULL;
    struct decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        return -ENOMEM;
    int err = add_all(decoder, codings);
    if (!err && decoder->count)
        *out = decoder;
    else
        decoder_free(decoder);
    return err;
}

/* Passes bytes through the first `left` stages, the last of them first. */
static int pass(struct decoder *decoder, size_t left, const void *bytes, size_t size, struct buffer *out,
                size_t most)
{
    if (left == 0 && size > most - out->size)
        return -EFBIG;
    if (left == 0)
        return buffer_append(out, bytes, size);
    struct stage *stage = decoder->stages[left - 1];
    struct coding_step step = {.from = bytes, .size = size};
    do {
        step.to = stage->block;
        step.room = sizeof stage->block;
        int err = stage->coding->step(stage->state, &step);
        if (err == -EBADMSG)
            decoder->fault = stage->coding->name;
        size_t made = sizeof stage->block - step.room;
        if (!err && made)
            err = pass(decoder, left - 1, stage->block, made, out, most);
        if (err)
            return err;
    } while (step.size > 0 || step.room == 0);
    return 0;
}

int decoder_write(struct decoder *decoder, const void *bytes, size_t size, struct buffer *out, size_t most)
{
    return pass(decoder, decoder->count, bytes, size, out, most);
}

int decoder_end(struct decoder *decoder)
{
    for (size_t i = decoder->count; i-- > 0;) {
        const struct stage *stage = decoder->stages[i];
        if (!stage->coding->ended(stage->state)) {
            decoder->fault = stage->coding->name;
            return -EBADMSG;
        }
    }
    return 0;
}

const char *decoder_fault(const struct decoder *decoder)
{
    return decoder->fault ? decoder->fault : "";
}

void decoder_free(struct decoder *decoder)
{
    if (!decoder)
        return;
    for (size_t i = 0; i < decoder->count; i++) {
        decoder->stages[i]->coding->stop(decoder->stages[i]->state);
        free(decoder->stages[i]);
    }
    free(decoder);
}
