/* SPDX-License-Identifier: MIT */
/* A few pictures, made once, that all others are made of: encoding costs milliseconds, copying next to
 * nothing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { BANK_PICTURES = 18 };

struct bank_picture {
    unsigned char *data; /* owned: a whole PNG or JPEG file, about 5 to 500 KB */
    size_t size;
    size_t comment_at; /* where a comment fits in: right behind the header */
};

struct bank {
    struct bank_picture pictures[BANK_PICTURES]; /* each about 1.3 times as big as the one before */
};

/* Makes them all, the same ones every time with the same libraries. Takes 20 to 100 ms. Returns 0, or
   -ENOMEM, also when libpng or libjpeg fails in any way. */
int bank_init(struct bank *bank);

/* Also after a failed bank_init. */
void bank_release(struct bank *bank);

/* Whether a picture is a PNG; else it is a JPEG. */
bool bank_is_png(size_t index);
