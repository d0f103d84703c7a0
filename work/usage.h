/* SPDX-License-Identifier: MIT */
/* What manyhands-work --help prints. */
#ifndef MANYHANDS_WORK_USAGE_H
#define MANYHANDS_WORK_USAGE_H

#include <stdio.h>

void usage_print(FILE *file);

#endif
