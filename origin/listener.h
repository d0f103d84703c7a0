/* SPDX-License-Identifier: MIT */
/* The socket that connections arrive at. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { LISTENER_NAME_SIZE = 64 };

/* Listens on a numeric IPv4 or IPv6 address and a port (0: any free one).
   Returns the socket, non-blocking, for the caller to close, or a negative errno: -EINVAL when `host` is no
   such address, -EPERM when it is not loopback and `allow_remote` is false, -EADDRINUSE, … */
int listener_open(const char *host, uint16_t port, bool allow_remote);

/* The address of a listening socket as it stands in a URL: "127.0.0.1:8080", "[::1]:8080".
   Returns 0 or a negative errno. */
int listener_name(int listener, char name[LISTENER_NAME_SIZE]);
