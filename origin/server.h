/* SPDX-License-Identifier: MIT */
/* The web server: one thread and one event loop, in which a delayed answer costs a place in a heap. */
#pragma once

#include <stdint.h>

#include "origin/delay.h"
#include "origin/faults.h"

struct server;

struct server_settings {
    struct delay_settings delay; /* its seed is the targets', too */
    uint64_t bandwidth;          /* bytes a second of each body, 0: no limit */
    struct faults faults;
};

/* A server on a listening socket, which it takes over in any case. Raises the limit of open files to the hard
   one and takes no more connections than it allows. Returns 0 or a negative errno; end with server_free. */
int server_new(struct server **out, int listener, const struct server_settings *settings);

/* Serves until `stop_fd` can be read. Returns 0 or a negative errno. */
int server_run(struct server *server, int stop_fd);

/* Drops what is still under way and frees the server. NULL is fine. */
void server_free(struct server *server);
