/* SPDX-License-Identifier: MIT */
/* The pictures a page shows: their addresses out of HTML. */
#pragma once

#include "core/io.h"

/* Prepares what all pages share; once, before any worker exists. Returns 0 or -ENOMEM. */
int gallery_setup(void);
void gallery_teardown(void);

/* Adds a task for every picture of the page that was asked for at `address`, in the page's order: the
   picture's own address, resolved against the page's <base> and where it came from (body->address), without
   its fragment, and only if it is http or https. What is no address at all is left out, too. Returns 0,
   -EBADMSG for a page without a place for pictures, -ENAMETOOLONG for an address that no task can have, or
   what page_parse returns. */
int gallery_extract(const char *address, const struct body *body, struct result *out);
