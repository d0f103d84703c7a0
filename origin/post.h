/* SPDX-License-Identifier: MIT */
/* One post of a list page: the truth that an extraction has to find again. */
#pragma once

#include <stdint.h>

enum {
    POSTS_PER_PAGE = 20,
    POST_TITLE_SIZE = 640, /* sizes in bytes, with the terminating NUL: of the longest phrases there may be */
    POST_SUMMARY_SIZE = 1024,
    POST_AVATAR_SIZE = 80,
    POST_AUTHOR_SIZE = 208,
};

struct post {
    /* As extracted: UTF-8 without markup or entities, trimmed. An extraction takes one trailing "..." off the
       summary; this is what is left then. */
    char title[POST_TITLE_SIZE];
    char summary[POST_SUMMARY_SIZE];
    char avatar[POST_AVATAR_SIZE]; /* "" for about one post in ten */
    char author[POST_AUTHOR_SIZE];

    /* What a page shows besides. */
    uint32_t id;
    uint32_t user;
    uint32_t minute; /* of the month */
    uint32_t likes;
    uint32_t comments;
    uint32_t views;
};

/* Fills in post `index`, 0 to POSTS_PER_PAGE - 1, of a page: the same for the same arguments. */
void post_generate(struct post *post, uint64_t seed, uint64_t page, unsigned index);
