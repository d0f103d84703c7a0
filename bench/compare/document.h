/* SPDX-License-Identifier: MIT */
/* compare.json (docs/compare.schema.json). */
#pragma once

#include <jansson.h>

#include "bench/compare/verdict.h"

/* A new reference; NULL without memory. */
json_t *verdict_document_new(const struct judgement *judgement);
