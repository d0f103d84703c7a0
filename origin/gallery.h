/* SPDX-License-Identifier: MIT */
/* A list page of pictures as HTML, in the manner of a picture site. */
#pragma once

#include <stdint.h>

#include "core/buffer.h"

enum {
    GALLERY_PICTURES = 20,      /* on each page */
    GALLERY_ADDRESS_SIZE = 400, /* in bytes, with the terminating NUL */
};

/* The id of the picture at `index`, 0 to GALLERY_PICTURES - 1, of page `page` (from 1). From the second page
   on, one of them is a picture that the page before has, too; all others are on no other page. */
uint64_t gallery_picture(uint64_t seed, uint64_t page, unsigned index);

/* The one address of a picture: its path, with a query for some, all in ASCII. Its last segment is hostile
   for one in ten: what it decodes to is no name for a file. */
void gallery_address(char address[GALLERY_ADDRESS_SIZE], uint64_t seed, uint64_t id);

/* Appends page `page`: an element with the id "pictures" that holds a <figure> for each picture, and around
   it pictures that are not meant. Addresses are written in all forms there are; `host`, as the site calls
   itself
   ("127.0.0.1:8080"), stands in some; with NULL for it none has one. The same bytes for the same arguments.
   Returns 0 or -ENOMEM; what was appended until then stays. */
int gallery_render(struct buffer *out, uint64_t seed, uint64_t page, const char *host);
