/* SPDX-License-Identifier: MIT */
/* Answers for libmicrohttpd: a status, a few headers and a body. */
#pragma once

#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>

struct answer {
    unsigned status;
    const char *type;   /* of the body; NULL: not said */
    const char *header; /* one more header, and its value; NULL: none */
    const char *value;
};

extern const char answer_html[]; /* types */
extern const char answer_text[];
extern const char answer_json[];
extern const char answer_png[];
extern const char answer_jpeg[];

/* Whether the client asks when it is answered (SPAN_ANSWERED_HEADER): to tell the wait for this server from
   that for its own turn to read. */
bool answer_is_timed(struct MHD_Connection *connection);

/* Answers, and says when to a client that asks. Takes over `response`; NULL, which stands for no memory, ends
 * the connection. */
enum MHD_Result answer_send(struct MHD_Connection *connection, const struct answer *answer,
                            struct MHD_Response *response);

/* A response with a text that lives as long as the program, or NULL without memory. */
struct MHD_Response *answer_constant(const char *text);

/* A response that frees `data`, from malloc, in any case. Returns NULL without memory, or when `data` is
 * NULL. */
struct MHD_Response *answer_owned(size_t size, void *data);
