/* SPDX-License-Identifier: MIT */
/* An HTML page as a tree that XPaths are asked of. */
#pragma once

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

#include "core/io.h"

struct page {
    htmlDocPtr document;        /* owned */
    xmlXPathContextPtr context; /* owned */
};

/* Compiles `count` paths, once, before any worker exists: a compiled path is not changed by its use, so
   threads may share it (as libxslt's compiled stylesheets, which hold such paths, may be shared: libxslt,
   "Threads" in its documentation). Returns 0 or -ENOMEM, and then there are none. */
int page_compile_paths(xmlXPathCompExprPtr *paths, const char *const *sources, size_t count);

/* Frees them, and what libxml2 keeps for itself. */
void page_free_paths(xmlXPathCompExprPtr *paths, size_t count);

/* Parses a fetched body, however broken its HTML, in the encoding that charset_of finds; an invalid byte
   becomes U+FFFD, and nothing after it is lost. Returns 0, -EILSEQ when nearly every character is wrong in
   that encoding (charset_is_wrong), -ENOTSUP when the system cannot convert it, -E2BIG or -EOVERFLOW for what
   html_parse does not read to its end, or -ENOMEM; end with page_release. */
int page_parse(struct page *page, const struct body *body);

/* What is wrong with a page for which page_parse returned `err`, in one line, or "". Borrowed. */
const char *page_fault(int err);

void page_release(struct page *page);

/* The nodes `path` finds from `from` on, or in the whole page (NULL), in document order; NULL without memory.
   The caller frees them with xmlXPathFreeObject. */
xmlXPathObjectPtr page_find(struct page *page, xmlXPathCompExprPtr path, xmlNodePtr from);

/* Returns 0 when `path` finds something in the page, else -EBADMSG or -ENOMEM. */
int page_require(struct page *page, xmlXPathCompExprPtr path);

/* The whole text of the first node that `path` finds, its inline elements included, without white space at
   either end (what Unicode calls white space); "" when nothing is found. The caller frees it with xmlFree;
   NULL without memory. */
char *page_text(struct page *page, xmlXPathCompExprPtr path, xmlNodePtr from);

/* Removes white space from both ends of a UTF-8 text, in place. */
void page_trim(char *text);
