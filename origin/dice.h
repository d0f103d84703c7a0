/* SPDX-License-Identifier: MIT */
/* Chance that repeats: the same throws for the same seed, everywhere. */
#pragma once

#include <stdint.h>

/* A series (core/splitmix.h), seeded by hashing what it is for. */
struct dice {
    uint64_t state;
};

/* What a series of throws is for: series of different uses tell nothing of each other. */
enum dice_use {
    DICE_DELAY = 1,
    DICE_POST,
    DICE_MARKUP,
    DICE_FAULT,
    DICE_GARBAGE,
    DICE_CHARSET,
    DICE_FILM,
    DICE_GALLERY,
    DICE_GALLERY_AGAIN,
    DICE_PICTURE,
    DICE_PICTURE_TWIN,
    DICE_PICTURE_NAME,
    DICE_PICTURE_DELAY,
    DICE_PICTURE_FAULT,
    DICE_BANK,
};

/* The series of throws for `use` that belongs to (seed, page, index). */
struct dice dice_for(enum dice_use use, uint64_t seed, uint64_t page, uint64_t index);

/* 64 even bits. */
uint64_t dice_throw(struct dice *dice);

/* A number from 0 to sides - 1; `sides` is from 1 to 2^32. */
uint32_t dice_roll(struct dice *dice, uint64_t sides);
