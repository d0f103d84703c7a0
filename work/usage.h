/* SPDX-License-Identifier: MIT */
/* What manyhands-work --help prints. */
#pragma once

#include <stdio.h>

void usage_print(FILE *file);
