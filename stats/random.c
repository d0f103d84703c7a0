/* SPDX-License-Identifier: MIT */
/* xoshiro256** and what is drawn from it. */
#include "stats/random.h"

static uint64_t rotate_left(uint64_t bits, unsigned count)
{
    return (bits << count) | (bits >> (64 - count));
}

void random_seed(struct random *random, uint64_t seed)
{
    for (size_t i = 0; i < 4; i++) {
        seed += UINT64_C(0x9e3779b97f4a7c15);
        uint64_t mixed = seed;
        mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
        random->state[i] = mixed ^ (mixed >> 31);
    }
}

uint64_t random_next(struct random *random)
{
    uint64_t *state = random->state;
    uint64_t value = rotate_left(state[1] * 5, 7) * 9;
    uint64_t shifted = state[1] << 17;

    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate_left(state[3], 45);
    return value;
}

uint64_t random_below(struct random *random, uint64_t limit)
{
    /* 2^64 mod limit values too many to share out evenly: those are drawn again. */
    uint64_t surplus = (UINT64_MAX - limit + 1) % limit;
    uint64_t value;

    do {
        value = random_next(random);
    } while (value < surplus);
    return value % limit;
}

double random_unit(struct random *random)
{
    return (double)(random_next(random) >> 11) * 0x1p-53;
}

void random_shuffle(struct random *random, size_t *indices, size_t count)
{
    for (size_t left = count; left > 1; left--) {
        size_t pick = (size_t)random_below(random, left);
        size_t last = indices[left - 1];
        indices[left - 1] = indices[pick];
        indices[pick] = last;
    }
}
