/* SPDX-License-Identifier: MIT */
/* This machine's own addresses. */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

/* Whether the address is in 127.0.0.0/8, or ::1. */
bool loopback_has(const struct sockaddr *address);

/* Whether the host of `url` is loopback by its spelling: 127.0.0.0/8, [::1] or localhost.
   Returns 1, 0, or -EINVAL when `url` is not an http or https address. */
int loopback_is_url(const char *url);
