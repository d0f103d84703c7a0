/* SPDX-License-Identifier: MIT */
/* What must hold whatever the input is. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer calls with any bytes. Each target defines it and returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, and libFuzzer keeps the input, if it does not hold; as assert does, but in every build.
 */
#define must(condition) ((condition) ? (void)0 : must_fail(#condition, __FILE__, __LINE__))
_Noreturn void must_fail(const char *condition, const char *file, int line);
