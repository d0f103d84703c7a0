/* SPDX-License-Identifier: MIT */
/* The pictures a page shows: their addresses out of HTML. */
#ifndef MANYHANDS_WORKLOADS_GALLERY_H
#define MANYHANDS_WORKLOADS_GALLERY_H

#include "core/io.h"

/* Prepares what all pages share; once, before any worker exists. Returns 0 or -ENOMEM. */
int gallery_setup(void);
void gallery_teardown(void);

/* Adds a task for every picture of the page that was fetched from `address`, in the page's order: the
   picture's own address, resolved against that of the page, without its fragment, and only if it is http or
   https. What is no address at all is left out, too. Returns 0, -EBADMSG for a page without a place for
   pictures, -EILSEQ for one that is not in the charset it declares, -ENAMETOOLONG for an address that no
   task can have, or -ENOMEM. */
int gallery_extract(const char *address, const struct body *body, struct result *out);

#endif
