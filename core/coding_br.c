/* SPDX-License-Identifier: MIT */
/* Brotli, which no server should send that has not been asked for it: some do. */
#ifdef MANYHANDS_BROTLI
#include <brotli/decode.h>
#include <errno.h>

#include "core/coding.h"

static void *start(void)
{
    return BrotliDecoderCreateInstance(NULL, NULL, NULL);
}

static bool ended(const void *state)
{
    return BrotliDecoderIsFinished(state);
}

static int step(void *state, struct coding_step *step)
{
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_SUCCESS;
    if (!ended(state))
        result = BrotliDecoderDecompressStream(state, &step->size, &step->from, &step->room, &step->to, NULL);
    if (result == BROTLI_DECODER_RESULT_SUCCESS)
        step->size = 0; /* nothing belongs to the stream behind its end */
    return result == BROTLI_DECODER_RESULT_ERROR ? -EBADMSG : 0;
}

static void stop(void *state)
{
    BrotliDecoderDestroyInstance(state);
}

const struct coding coding_br = {.name = "br", .start = start, .step = step, .ended = ended, .stop = stop};
#else
typedef int coding_br_is_left_out; /* ISO C wants something in a file */
#endif
