/* SPDX-License-Identifier: MIT */
/* A response body that goes out no faster than so many bytes a second. */
#pragma once

#include <microhttpd.h>
#include <stdint.h>

#include "core/buffer.h"
#include "origin/deadlines.h"

/* A response for `connection` whose pace starts now; the time of each chunk is up before it is sent, so the
   last byte leaves size / bandwidth seconds from now or later. Between chunks the connection is suspended and
   waits in `deadlines` (borrowed) for MHD_resume_connection. `bandwidth` is in bytes a second, at least 1.
   Takes the contents of `body` over. Returns NULL without memory, and then they are freed. */
struct MHD_Response *pace_response(struct MHD_Connection *connection, struct deadlines *deadlines,
                                   uint64_t bandwidth, struct buffer *body);

/* The same, or a response that may leave at once when `bandwidth` is 0. */
struct MHD_Response *pace_or_whole(struct MHD_Connection *connection, struct deadlines *deadlines,
                                   uint64_t bandwidth, struct buffer *body);
