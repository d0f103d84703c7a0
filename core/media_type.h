/* SPDX-License-Identifier: MIT */
/* What a Content-Type says besides the type. */
#pragma once

#include <stddef.h>

/* Copies the first charset parameter of a Content-Type such as `text/html; charset="utf-8"`, or "" when there
   is none that fits into `size` bytes with its NUL. As RFC 9110, 8.3.1, has it; besides, there may be blanks
   around the "=", and quotes of the kind that HTTP does not know ('gbk') are taken off, as requests does
   (get_encoding_from_headers): no charset's name has any. */
void media_type_charset(const char *type, char *out, size_t size);
