/* SPDX-License-Identifier: MIT */
/* This machine's own addresses. */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

/* Whether the address is in 127.0.0.0/8, or ::1. */
bool loopback_has(const struct sockaddr *address);
