/* SPDX-License-Identifier: MIT */
/* Waiting the plain way: the thread sleeps in the kernel until its bytes are there. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

#include "core/io.h"
#include "core/stop.h"

static CURLcode perform(struct io *io)
{
    return curl_easy_perform(io->easy);
}

static void sleep_until(struct io *io, uint64_t when_ns)
{
    (void)io;
    struct pollfd stop = {.fd = stop_descriptor(STOP_SOON), .events = POLLIN};
    uint64_t now_ns = span_now_ns();
    for (; now_ns < when_ns && stop_state() == STOP_NOT; now_ns = span_now_ns()) {
        const struct timespec left = {.tv_sec = (time_t)((when_ns - now_ns) / 1000000000U),
                                      .tv_nsec = (long)((when_ns - now_ns) % 1000000000U)};
        (void)ppoll(&stop, 1, &left, NULL); /* ends early for nothing but the loop's condition */
    }
}

static int call(struct io *io, int (*function)(void *arg), void *arg)
{
    (void)io;
    return function(arg);
}

static const struct io_ops blocking = {.perform = perform, .sleep_until = sleep_until, .call = call};

int io_blocking_new(struct io **out, const struct io_settings *settings, unsigned slot)
{
    struct io *io = malloc(sizeof *io);
    if (!io)
        return -ENOMEM;
    int err = io_init(io, &blocking, settings, slot);
    if (err) {
        free(io);
        return err;
    }
    *out = io;
    return 0;
}

void io_blocking_free(struct io *io)
{
    if (!io)
        return;
    io_release(io);
    free(io);
}
