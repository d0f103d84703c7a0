/* SPDX-License-Identifier: MIT */
/* Text as HTML has it. */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "bench/words/message.h"

/* Each writes to `file`; whoever closes it asks ferror. */

/* Text, between tags and in attributes. */
void html_text(FILE *file, const char *text);

/* A text in both languages, of which the reader's choice shows one; once where they are the same. */
void html_both(FILE *file, const char *english, const char *chinese);
void html_message(FILE *file, enum message id);

/* A document for <script type="application/json">: nothing in it ends that element. */
void html_json(FILE *file, const json_t *document);

/* Likewise the texts of message.def whose names begin with one of these words: by language and name. */
void html_words(FILE *file, const char *beginnings);

/* A file as a data: address. Returns 0 or a negative errno. */
int html_data(FILE *file, const char *path, const char *type);
