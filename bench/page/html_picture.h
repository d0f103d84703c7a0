/* SPDX-License-Identifier: MIT */
/* The figures as report.html carries them, for whoever reads it without scripts. */
#pragma once

#include "bench/page/part.h"

/* Writes the picture `name` ("timeline") of the result's folder in every language, or nothing where there is
   none. Returns 0 or a negative errno, and then source->why says why. */
int html_picture(FILE *file, const struct html_source *source, const char *name);
