/* SPDX-License-Identifier: MIT */
/* The tutorial's lists of films: titles, actors and types out of JSON. */
#pragma once

#include "core/workload.h"

extern const struct workload workload_movies;

/* Adds a row title,actors,types for every film of a list, which is UTF-8 whatever charset is declared (RFC
   8259, 8.1). Actors and types are joined with ","; numbers become their decimal text; a film may lack either
   list. Nothing is nested deeper than 2048 levels (jansson's JSON_PARSER_MAX_DEPTH, which fits the stack of a
   coroutine). Returns 0, -EBADMSG for anything else, with one line of printable ASCII in `reason`, or
   -ENOMEM. */
int movies_extract(const struct body *body, struct result *out, char reason[RESULT_REASON_SIZE]);
