/* SPDX-License-Identifier: MIT */
/* Zstandard, of any number of frames; no server should send it that has not been asked for it. */
#ifdef MANYHANDS_ZSTD
#include <errno.h>
#include <stdlib.h>
#include <zstd.h>

#include "core/coding.h"

enum { WINDOW_LOG_MOST = 23 }; /* 8 MB: RFC 9659, 3 */

struct frames {
    ZSTD_DCtx *context;
    bool whole; /* what has come is any number of whole frames, and one at least */
};

static void stop(void *state)
{
    struct frames *frames = state;
    ZSTD_freeDCtx(frames->context);
    free(frames);
}

static void *start(void)
{
    struct frames *frames = calloc(1, sizeof *frames);
    if (!frames)
        return NULL;
    frames->context = ZSTD_createDCtx();
    if (frames->context &&
        !ZSTD_isError(ZSTD_DCtx_setParameter(frames->context, ZSTD_d_windowLogMax, WINDOW_LOG_MOST)))
        return frames;
    stop(frames);
    return NULL;
}

static int step(void *state, struct coding_step *step)
{
    struct frames *frames = state;
    while (step->size > 0 || !frames->whole) {
        ZSTD_inBuffer in = {.src = step->from, .size = step->size};
        ZSTD_outBuffer out = {.dst = step->to, .size = step->room};
        size_t hint = ZSTD_decompressStream(frames->context, &out, &in);
        if (ZSTD_isError(hint))
            return -EBADMSG;
        frames->whole = hint == 0;
        step->from += in.pos;
        step->size -= in.pos;
        step->to += out.pos;
        step->room -= out.pos;
        if (in.pos == 0 && out.pos == 0)
            break;
    }
    return 0;
}

static bool ended(const void *state)
{
    const struct frames *frames = state;
    return frames->whole;
}

const struct coding coding_zstd = {
    .name = "zstd", .start = start, .step = step, .ended = ended, .stop = stop};
#else
typedef int coding_zstd_is_left_out; /* ISO C wants something in a file */
#endif
