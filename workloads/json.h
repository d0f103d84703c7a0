/* SPDX-License-Identifier: MIT */
/* JSON read from front to back: what nobody asks for is passed over by its grammar alone, so that no value of
   it is too large, too precise or there twice. What is JSON is what Python's json module takes for it. */
#pragma once

#include <stdbool.h>

#include "core/buffer.h"

enum { JSON_DEEPEST = 2048 }; /* arrays and objects in one another */

/* A place in a text; a copy of it is another. */
struct json {
    const char *at;
    const char *start, *end; /* borrowed */
    const char *fault;       /* why it is no JSON, in a few words, or NULL; borrowed */
};

enum json_kind { JSON_NONE, JSON_STRING, JSON_NUMBER, JSON_WORD, JSON_NULL, JSON_ARRAY, JSON_OBJECT };

/* Goes through all of the text, UTF-8 of `size` bytes, and then to its start. Returns 0, or -EBADMSG at the
   fault. The functions below may be called after 0 alone. */
int json_open(struct json *json, const char *text, size_t size);

/* What kind of value comes next. A JSON_WORD is true or false. */
enum json_kind json_peek(struct json *json);

/* Goes into an array or object, ... */
void json_enter(struct json *json);

/* ... and in it to the next element, or to the value of the next member, whose name is put into `name`,
   without a NUL, unless that is NULL. Returns 1, 0 behind the end of the array or object, or -ENOMEM. */
int json_next(struct json *json, struct buffer *name);

/* Passes over a value of any kind. */
void json_skip(struct json *json);

/* Appends a string, with U+FFFD for half a surrogate pair and for U+0000, or a number as Python's str() has
   it, without a NUL. Returns 0 or -ENOMEM. */
int json_read(struct json *json, struct buffer *out);

/* Where it is, in lines and in bytes of the line, from 1. */
void json_place(const struct json *json, size_t *line, size_t *column);
