/* SPDX-License-Identifier: MIT */
/* A comparison as the JSON of results.json, which docs/results.schema.json describes. */
#pragma once

#include <jansson.h>

#include "bench/measure/comparison.h"

/* How an entrant is shown and what its workers are: color, pattern, worker, each; the last two null where
   that is not known, or there is none. A new reference; NULL without memory. */
json_t *document_look(const struct entrant *entrant);

/* What `name` in limited_by stands for, or -1. */
int document_limit(const char *name);

/* The whole document, what is not known as null. The caller decrefs it; NULL without memory. */
json_t *document_new(const struct comparison *comparison);

/* What was asked for, as both results.json and counts.json have it. A new reference; NULL without memory. */
json_t *document_scenario(const struct comparison *comparison);

/* Likewise its parts "environment", "reference" and "models". */
json_t *document_environment(const struct comparison *comparison);
json_t *document_reference(const struct comparison *comparison);
json_t *document_models(const struct comparison *comparison);
