/* SPDX-License-Identifier: MIT */
/* What a request asks for, by its path and method. */
#ifndef MANYHANDS_ORIGIN_ROUTE_H
#define MANYHANDS_ORIGIN_ROUTE_H

#include <stdint.h>

enum route_kind {
    ROUTE_INDEX,       /* GET / */
    ROUTE_PAGE,        /* GET /sitehome/p/{n}: the only kind that is delayed and counted */
    ROUTE_STATS,       /* GET /stats */
    ROUTE_RESET,       /* DELETE /stats */
    ROUTE_NOT_FOUND,   /* no such path */
    ROUTE_NOT_ALLOWED, /* a path that is there, with a method it has not */
};

struct route {
    enum route_kind kind;
    uint64_t page;       /* of ROUTE_PAGE: from 1 to 999,999,999 */
    const char *allowed; /* of ROUTE_NOT_ALLOWED: the methods the path has; lives as long as the program */
};

/* Reads a path without its query. HEAD goes where GET goes. A page number is decimal digits without a leading
   zero, so that no page has two paths. */
struct route route_of(const char *path, const char *method);

#endif
