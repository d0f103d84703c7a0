/* SPDX-License-Identifier: MIT */
#include "origin/dice.h"

#include "core/splitmix.h"

uint64_t dice_throw(struct dice *dice)
{
    return splitmix_next(&dice->state);
}

struct dice dice_for(enum dice_use use, uint64_t seed, uint64_t page, uint64_t index)
{
    /* Each number goes through a whole step before the next is mixed in: neighbouring pages get unlike
     * states. */
    struct dice dice = {seed};
    dice.state = dice_throw(&dice) ^ page;
    dice.state = dice_throw(&dice) ^ index;
    dice.state = dice_throw(&dice) ^ (uint64_t)use;
    dice.state = dice_throw(&dice);
    return dice;
}

uint32_t dice_roll(struct dice *dice, uint64_t sides)
{
    /* Multiply and shift (Lemire, https://arxiv.org/abs/1805.10941); its bias is below sides / 2^32. */
    return (uint32_t)(((dice_throw(dice) >> 32) * sides) >> 32);
}
