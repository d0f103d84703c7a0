/* SPDX-License-Identifier: MIT */
/* The delay of a page, drawn by its number. */
#include "origin/delay.h"

#include "origin/dice.h"

uint64_t delay_of_page(const struct delay_settings *settings, uint64_t page)
{
    struct dice dice = dice_for(DICE_DELAY, settings->seed, page, 0);
    uint64_t offset = dice_throw(&dice) % (2 * settings->jitter_ns + 1);
    uint64_t delay = settings->latency_ns + offset;
    return delay > settings->jitter_ns ? delay - settings->jitter_ns : 0;
}
