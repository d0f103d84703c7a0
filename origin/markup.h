/* SPDX-License-Identifier: MIT */
/* The markup of a list page: what is the same on every page, and templates with holes in them. */
#pragma once

/* A page is: head, page_start, a post for each, page_end. In templates "{x}" is a hole, told by its letter.
 */

/* Up to the style sheet. No holes. */
extern const char markup_head[];

/* Up to the first post. Holes: n, the page's number. */
extern const char markup_page_start[];

/* A post. Holes: i id, u user, t title, s summary, a avatar or nothing, w author, p a pinned badge or
   nothing, q a quoted source or nothing, d date, g likes, c comments, v views. */
extern const char markup_post[];

/* The avatar's place in the summary. Holes: u user, f its address. */
extern const char markup_avatar[];

/* What may fill p and q: looks like a title, an avatar and an author, in places where none belongs. */
extern const char markup_pinned[];
extern const char markup_source[];

/* Inside the list, between posts: looks like a post to whoever does not look closely. */
extern const char markup_advertisement[];

/* From the last post to the end. Holes: n, the page's number; m, the next one's. */
extern const char markup_page_end[];
