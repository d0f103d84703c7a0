/* SPDX-License-Identifier: MIT */
/* A fault in what the bytes are. */
#include "origin/fault.h"

#include "origin/dice.h"

enum { GARBAGE_SIZE = 24 * 1024 };

static enum MHD_Result send_garbage(struct fault_call *call)
{
    struct buffer garbage;
    buffer_init(&garbage);
    char *bytes = buffer_reserve(&garbage, GARBAGE_SIZE);
    if (!bytes)
        return MHD_NO;
    struct dice dice = dice_for(DICE_GARBAGE, call->site.seed, call->target.number, 0);
    for (garbage.size = 0; garbage.size < GARBAGE_SIZE; garbage.size++)
        bytes[garbage.size] = (char)(unsigned char)dice_roll(&dice, 256);
    return fault_send(call, &garbage, fault_type(call), NULL);
}

const struct fault fault_garbage = {.name = "garbage", .answer = send_garbage};
