/* SPDX-License-Identifier: MIT */
/* Text as HTML has it. */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "bench/words/message.h"

/* The languages as the attribute lang has them. */
extern const char *const html_languages[LANGUAGE_COUNT];

/* Each writes to `file`; whoever closes it asks ferror. */

/* Text, between tags and in attributes. */
void html_text(FILE *file, const char *text);

/* A text in both languages, of which the reader's choice shows one; once where they are the same. */
void html_both(FILE *file, const char *english, const char *chinese);
void html_message(FILE *file, enum message id);

/* A document for <script type="application/json">: nothing in it ends that element. */
void html_json(FILE *file, const json_t *document);

/* A file as a data: address. Returns 0 or a negative errno. */
int html_data(FILE *file, const char *path, const char *type);
