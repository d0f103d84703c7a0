/* SPDX-License-Identifier: MIT */
/* What the origin is there for: what can be fetched, is kept back, counted, and goes wrong. */
#pragma once

#include <stdint.h>

#include "core/buffer.h"
#include "origin/bank.h"

enum target_kind {
    TARGET_NONE,
    TARGET_POSTS,   /* a list page of posts: page.h */
    TARGET_FILMS,   /* a part of the top list of films: films.h */
    TARGET_GALLERY, /* a list page of pictures: gallery.h */
    TARGET_PICTURE, /* picture.h */
};

struct target {
    enum target_kind kind;
    uint64_t number; /* from 1: of the page, or the picture's id; it decides on delay and fault */
    uint32_t start;  /* of TARGET_FILMS: the place of the first, from 0 */
    uint32_t limit;  /* and how many; from 1 to FILMS_MOST */
};

/* The site that targets are on. */
struct target_site {
    uint64_t seed;
    const struct bank *bank; /* borrowed */
    const char *host;        /* see gallery_render; borrowed */
};

/* The Content-Type; lives as long as the program. */
const char *target_type(const struct target *target, uint64_t seed);

/* Appends the body. Returns 0 or -ENOMEM; what was appended until then stays. */
int target_render(struct buffer *out, const struct target *target, const struct target_site *site);
