/* SPDX-License-Identifier: MIT */
/* What the record of an attempt has of a transfer: when there was a connection, an answer, its first and last
   byte. All by our own clock as it happens: curl's begins when the transfer does, which on a busy loop is
   later than when it was asked for. */
#pragma once

#include <curl/curl.h>

#include "core/span.h"

/* For all of these, a span of NULL, which nobody wants, is fine. */

/* A worker asks for `url`. A loopback address is asked to say when it answers. */
void io_span_begin(struct span *span, CURL *easy, const char *url);

/* There is a connection, and the request goes out on it: the first, or after a redirect. */
void io_span_requested(struct span *span);

/* Some of the answer was read. */
void io_span_received(struct span *span);

/* The transfer is over, as `code` says, and its worker goes on. What has not come by then came now. */
void io_span_end(struct span *span, CURL *easy, CURLcode code);
