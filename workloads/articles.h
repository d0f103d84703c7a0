/* SPDX-License-Identifier: MIT */
/* The tutorial's list pages: posts out of HTML. */
#pragma once

#include "core/workload.h"

extern const struct workload workload_articles;

/* Adds a row title,summary,avatar,author for every post of a page. Only between workload_articles.setup and
   .teardown. Returns 0, -EBADMSG for a page without a list of posts, -EILSEQ for one that is not in the
   charset it declares, or -ENOMEM. */
int articles_extract(const struct body *body, struct result *out);
