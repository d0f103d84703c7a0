/* SPDX-License-Identifier: MIT */
/* The tables of report.html: they stand in the file as they are, so they need no script. */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "bench/measure/comparison.h"

/* A row a model that counts: time, speed-up, bound, efficiency, what limited it. */
void html_table_times(FILE *file, const struct comparison *comparison);

/* A row a model that counts: what its time cost. `document` is the results.json of the comparison. */
void html_table_costs(FILE *file, const struct comparison *comparison, const json_t *document);

/* The models without a time, each with the reason; nothing where there are none. */
void html_list_taken_out(FILE *file, const struct comparison *comparison);
