/* SPDX-License-Identifier: MIT */
/* A way to wait whose server is a text: the same answer for every request, in the same thread. */
#pragma once

#include "core/io.h"

/* Whatever is asked for is answered with 200 and these `size` bytes (borrowed, at most 64 KiB) of that type;
   any address of loopback leads here. Returns NULL when that cannot be had; end with canned_free. */
struct io *canned_new(const char *content_type, const void *bytes, size_t size);
void canned_free(struct io *io);
