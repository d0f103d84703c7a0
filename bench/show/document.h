/* SPDX-License-Identifier: MIT */
/* A comparison as the JSON of results.json, which docs/results.schema.json describes: written, and of some
   other day read back. */
#pragma once

#include <jansson.h>

#include "bench/measure/comparison.h"
#include "bench/words/failure.h"

/* The whole document, what is not known as null. The caller decrefs it; NULL without memory. */
json_t *document_new(const struct comparison *comparison);

/* Its parts that other documents have, too: the words behind the command, of `takes` (enum taker), that makes
   the same again ("command"), what was asked for ("scenario"), "reference" and "models". New references; NULL
   without memory. */
json_t *document_command(const struct options *options, unsigned takes);
json_t *document_scenario(const struct comparison *comparison);
json_t *document_reference(const struct comparison *comparison);
json_t *document_models(const struct comparison *comparison);

/* The lines, as a list of texts. A new reference; NULL without memory. */
json_t *document_lines(const struct lines *lines);

/* Fills in the contenders with what their table shows of them, and comparison->count, ->rounds and ->partial;
   of the trials only their number and times, from which all that follows is reckoned anew: so results of an
   older version are told by the rules of this one. Returns 0, -EBADMSG for a document that is not as the
   schema says, or -ENOMEM; comparison_release is due either way. */
int document_recall(struct comparison *comparison, const json_t *document);

/* The same of the file at `path`; the document itself, which the caller decrefs, is NULL where it cannot be
   read. Returns 0 or a negative errno with `why`: -ENOENT where there is none; comparison_release is due
   either way.
 */
int document_load(struct comparison *comparison, json_t **document, const char *path, struct failure *why);
