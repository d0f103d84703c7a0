/* SPDX-License-Identifier: MIT */
/* What a picture is, and what people may call it. */
#pragma once

#include <stddef.h>

enum {
    PICTURE_STEM_SIZE = 41,  /* bytes, with the terminating NUL */
    PICTURE_DIGEST_SIZE = 65 /* SHA-256: 64 hexadecimal digits and a NUL */
};

/* ".png", ".jpg", ".gif" or ".webp" when the bytes begin and end as such a picture does, else NULL. What is
   between is not looked at. */
const char *picture_extension(const char *bytes, size_t size);

void picture_digest(char out[PICTURE_DIGEST_SIZE], const char *bytes, size_t size);

/* A readable name out of an address that anybody may have made: the last segment of its path, decoded,
   without its extension. Of ASCII only letters, digits, "-" and "_" are kept, and characters above that are
   neither control, format nor space; all else becomes "_". Cut at a character to fit; "picture" when nothing
   is kept. Valid UTF-8. For people to read: no file gets this name. */
void picture_stem(char out[PICTURE_STEM_SIZE], const char *url);
