/* SPDX-License-Identifier: MIT */
/* UTF-8 as RFC 3629 has it, by code that shares nothing with libxml2's. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Whether these bytes are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool utf8_is_valid(const char *text, size_t size);
