/* SPDX-License-Identifier: MIT */
/* Reproducible randomness from one number. */
#pragma once

#include <stdint.h>

/* The next number of splitmix64 by Sebastiano Vigna, https://prng.di.unimi.it/splitmix64.c (public domain).
   Its first one is a hash of the state. */
uint64_t splitmix_next(uint64_t *state);
