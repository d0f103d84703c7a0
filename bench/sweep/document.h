/* SPDX-License-Identifier: MIT */
/* A sweep as the JSON of sweep.json, which docs/sweep.schema.json describes. */
#pragma once

#include <jansson.h>

#include "bench/sweep/sweep.h"

/* The whole document, what is not known as null. The caller decrefs it; NULL without memory. */
json_t *sweep_document_new(const struct sweep *sweep);
