/* SPDX-License-Identifier: MIT */
/* What a comparison needs before anything runs, the same for all: where the tasks are, how much is computed,
   what is copied, the list of addresses. */
#pragma once

#include "bench/measure/comparison.h"

/* Starts the origin, if there is to be one, and sets comparison->url: there, or at a site. Returns 0 or a
   negative errno with measuring->why; origin_stop is due either way. */
int prepare_scene(const struct measuring *measuring);

/* Calibrates comparison->steps, makes comparison->from and writes comparison->urls, as far as each is needed;
   after prepare_scene. Returns 0 or a negative errno with measuring->why. */
int prepare_work(const struct measuring *measuring);
