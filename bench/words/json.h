/* SPDX-License-Identifier: MIT */
/* Our JSON files: null for what is not known, and records whose fields are written and read back by one list.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "stats/statistics.h"

/* A new reference, null where the value is not finite; NULL without memory. */
json_t *known_real(double value);

/* Likewise a number of things, null for 0. */
json_t *known_count(size_t count);

/* Likewise the ends of an interval, [low, high]. */
json_t *known_pair(struct interval interval);

/* Likewise text in UTF-8, null for "" and NULL. */
json_t *known_text(const char *text);

/* What stands under a key: a number, or NaN; a positive whole number, or 0. */
double json_number(const json_t *object, const char *key);
size_t json_count(const json_t *object, const char *key);

/* A field of a record: its key, and where its value stands; one of the pointers is set. A list of them ends
   with one without a key. */
struct json_field {
    const char *key;
    double *real;              /* null where it is not finite */
    struct interval *interval; /* [low, high]; null where one is not finite */
    size_t *count;
    long *integer; /* at least 0 */
};

/* Sets the fields of `object`; all to null unless they are `known`. */
void json_set_fields(json_t *object, const struct json_field *fields, bool known);

/* Reads them back; what is missing is NaN or 0. */
void json_get_fields(const json_t *object, const struct json_field *fields);

/* Writes `root`, indented and with a newline, and gives it up. Returns 0, or -EIO, also when root is NULL. */
int json_write(json_t *root, FILE *file);
