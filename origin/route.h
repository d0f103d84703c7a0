/* SPDX-License-Identifier: MIT */
/* What a request asks for, by its address and method. */
#pragma once

#include "origin/target.h"

enum route_kind {
    ROUTE_INDEX,       /* GET / */
    ROUTE_TARGET,      /* GET of a target: delayed, counted, and met by faults */
    ROUTE_MOVED,       /* GET /moved-{address of a target}: the same, where a redirect led to; delayed */
    ROUTE_LOOP,        /* GET /loop-{address of a target}: redirects to itself; delayed */
    ROUTE_STATS,       /* GET /stats */
    ROUTE_RESET,       /* DELETE /stats */
    ROUTE_BAD,         /* no address, or a query that makes no sense */
    ROUTE_NOT_FOUND,   /* no such path */
    ROUTE_NOT_ALLOWED, /* a path that is there, with a method it has not */
};

/* What stands before a target's address, in place of its first "/", when a request was redirected. The path
   is as deep as before: what is relative to it stays right. */
extern const char route_moved_prefix[];
extern const char route_loop_prefix[];

struct route {
    enum route_kind kind;
    struct target target; /* of the three with one; of any other the kind is TARGET_NONE */
    const char *rest;    /* of the target's address, after its first "/": the end of the text that was read */
    const char *allowed; /* of ROUTE_NOT_ALLOWED: the methods the path has; lives as long as the program */
};

/* Reads a path with its query, as it stands in a request. HEAD goes where GET goes. The targets' addresses:

     /sitehome/p/{n}       posts, n from 1 to 999,999,999
     /pictures/p/{n}       pictures, the same
     /picture/{id}/{name}  a picture, id from 1 to PICTURE_ID_MOST, whatever its name
     /j/chart/top_list     films: with start=S, from 0 [0], and limit=L, from 1 to FILMS_MOST [20], in the
   query

   A number in a path is decimal digits without a leading zero. What a query says besides is of no importance.
 */
struct route route_of(const char *address, const char *method);
