/* SPDX-License-Identifier: MIT */
/* Reproducible randomness: the same seed gives the same numbers on every machine. Not for secrets. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* xoshiro256** 1.0 by David Blackman and Sebastiano Vigna, https://prng.di.unimi.it/xoshiro256starstar.c */
struct random {
    uint64_t state[4]; /* not all zero */
};

/* Starts the sequence of `seed`; the state is filled by splitmix64, as its authors recommend
   (https://prng.di.unimi.it/splitmix64.c). */
void random_seed(struct random *random, uint64_t seed);

/* The next 64 random bits. */
uint64_t random_next(struct random *random);

/* A number from 0 to limit - 1, each equally likely; limit > 0. */
uint64_t random_below(struct random *random, uint64_t limit);

/* A number in [0, 1), a multiple of 2^-53. */
double random_unit(struct random *random);

/* Puts `count` indices into random order, every order equally likely (Fisher-Yates: Knuth, The Art of
   Computer Programming, volume 2, algorithm 3.4.2P). */
void random_shuffle(struct random *random, size_t *indices, size_t count);
