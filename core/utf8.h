/* SPDX-License-Identifier: MIT */
/* UTF-8, as far as it is known to be valid. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* How many bytes the character has that `lead` begins; 1 where it begins none. */
size_t utf8_size(unsigned char lead);

/* The character in the `size` bytes, 1 to 4, at `bytes`. */
uint32_t utf8_character(const char *bytes, size_t size);
