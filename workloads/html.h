/* SPDX-License-Identifier: MIT */
/* HTML made into a tree: the whole of it, or an error. */
#pragma once

#include <libxml/HTMLparser.h>
#include <stddef.h>

/* Parses HTML in UTF-8, however broken, and loads nothing else. libxml2's own limits, at which it ends a page
   without a word, are lifted; ours keep what is made to hurt from taking more than some seconds. `*out` is
   the caller's, for xmlFreeDoc. Returns 0, -E2BIG for a tag with more than 10,000 attributes, -EOVERFLOW for
   tags nested too deeply and whatever else ends the parse early, or -ENOMEM. */
int html_parse(htmlDocPtr *out, const char *utf8, size_t size);
