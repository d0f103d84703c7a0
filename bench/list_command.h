/* SPDX-License-Identifier: MIT */
/* `manyhands list`. */
#pragma once

#include <jansson.h>
#include <stdio.h>

/* Prints all models and workloads, in the language set. */
void list_print(FILE *file);

/* The same for programs, as docs/list.schema.json says. A new reference; NULL without memory. */
json_t *list_document(void);
