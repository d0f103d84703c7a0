/* SPDX-License-Identifier: MIT */
/* Random numbers as nature spreads them, for simulated samples. */
#pragma once

#include "stats/random.h"

/* A standard normal number (Box and Muller 1958). */
double normal(struct random *random);
