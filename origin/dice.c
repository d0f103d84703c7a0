/* SPDX-License-Identifier: MIT */
/* splitmix64, seeded by hashing what a series is for. */
#include "origin/dice.h"

uint64_t dice_throw(struct dice *dice)
{
    uint64_t z = (dice->state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
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
