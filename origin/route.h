/* SPDX-License-Identifier: MIT */
/* What a request asks for, by its path and method. */
#ifndef MANYHANDS_ORIGIN_ROUTE_H
#define MANYHANDS_ORIGIN_ROUTE_H

#include <stdint.h>

enum route_kind {
    ROUTE_INDEX,       /* GET / */
    ROUTE_PAGE,        /* GET /sitehome/p/{n}: delayed, counted, and met by faults */
    ROUTE_MOVED,       /* GET /sitehome/moved/{n}: the same page, where a redirect led to; delayed */
    ROUTE_LOOP,        /* GET /sitehome/loop/{n}: redirects to itself; delayed */
    ROUTE_STATS,       /* GET /stats */
    ROUTE_RESET,       /* DELETE /stats */
    ROUTE_NOT_FOUND,   /* no such path */
    ROUTE_NOT_ALLOWED, /* a path that is there, with a method it has not */
};

/* What stands before the page's number in a path of ROUTE_MOVED and ROUTE_LOOP. */
extern const char route_moved_prefix[];
extern const char route_loop_prefix[];

enum { ROUTE_PATH_SIZE = 32 }; /* of a path with a page's number, with the terminating NUL */

struct route {
    enum route_kind kind;
    uint64_t page;       /* of the three above: from 1 to 999,999,999 */
    const char *allowed; /* of ROUTE_NOT_ALLOWED: the methods the path has; lives as long as the program */
};

/* Reads a path without its query. HEAD goes where GET goes. A page number is decimal digits without a leading
   zero, so that no page has two paths. */
struct route route_of(const char *path, const char *method);

#endif
