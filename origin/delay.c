/* SPDX-License-Identifier: MIT */
/* Delays, drawn by number. */
#include "origin/delay.h"

#include "origin/dice.h"

static uint64_t draw(const struct delay_settings *settings, enum dice_use use, uint64_t number)
{
    struct dice dice = dice_for(use, settings->seed, number, 0);
    uint64_t offset = dice_throw(&dice) % (2 * settings->jitter_ns + 1);
    uint64_t delay = settings->latency_ns + offset;
    return delay > settings->jitter_ns ? delay - settings->jitter_ns : 0;
}

uint64_t delay_of_page(const struct delay_settings *settings, uint64_t page)
{
    return draw(settings, DICE_DELAY, page);
}

uint64_t delay_of_picture(const struct delay_settings *settings, uint64_t id)
{
    return draw(settings, DICE_PICTURE_DELAY, id);
}
