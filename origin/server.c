/* SPDX-License-Identifier: MIT */
/* libmicrohttpd driven by our own loop: no second thread has to wake it when a delay is over. */
#include "origin/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/cli/descriptors.h"
#include "core/span.h"
#include "origin/answer.h"
#include "origin/exchange.h"

enum {
    DESCRIPTORS_KEPT = 16,          /* for all that is not a connection */
    DESCRIPTORS_MOST = 1024 * 1024, /* a hard limit can be "infinite" */
    CONNECTION_MEMORY =
        16 * 1024, /* bytes: a request's header, an answer's header, a block of a paced body */
};

enum {
    RESUMED_AT_ONCE =
        64, /* libmicrohttpd makes all their answers before it sends the first: keep that in cache */
    TIMED_AT_ONCE = 16,  /* of those that ask when they are answered: half a millisecond's answers */
    RESUME_COST_NS = 50, /* for each suspended connection: libmicrohttpd looks at all of them to resume any */
};

struct server {
    struct MHD_Daemon *daemon; /* owned */
    int epoll_fd;              /* borrowed from the daemon: readable when the daemon has something to do */
    uint64_t resume_ns;        /* nothing is resumed before, so that thousands do not go one by one */
    struct exchange_setting setting;
};

/* How many connections the limit of open files is good for, raised as far as it goes: at least 1. */
static unsigned connection_limit(void)
{
    size_t limit;
    if (descriptors_ensure(0, &limit) || limit <= DESCRIPTORS_KEPT)
        return 1;
    return (unsigned)((limit < DESCRIPTORS_MOST ? limit : DESCRIPTORS_MOST) - DESCRIPTORS_KEPT);
}

static int start_daemon(struct server *server, int listener)
{
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, exchange_handle, &server->setting,
        MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, &server->setting, MHD_OPTION_LISTEN_SOCKET, listener,
        MHD_OPTION_CONNECTION_LIMIT, connection_limit(), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_NOTIFY_COMPLETED, exchange_end, &server->setting,
        MHD_OPTION_NOTIFY_CONNECTION, exchange_connection, &server->setting, MHD_OPTION_END);
    if (!server->daemon)
        return errno ? -errno : -ENOMEM;
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    if (!info)
        return -ENOTSUP;
    server->epoll_fd = info->epoll_fd;
    return 0;
}

int server_new(struct server **out, int listener, const struct server_settings *settings)
{
    int err = -ENOMEM;
    struct server *server = calloc(1, sizeof *server);
    if (!server) {
        close(listener);
        return err;
    }
    server->setting.delay = settings->delay;
    server->setting.bandwidth = settings->bandwidth;
    server->setting.faults = settings->faults;
    deadlines_init(&server->setting.deadlines);
    err = bank_init(&server->setting.bank);
    if (!err)
        err = stats_init(&server->setting.stats);
    if (err) {
        close(listener);
        goto fail;
    }
    err = start_daemon(server, listener); /* closes the socket when it fails, and when it is stopped */
    if (err)
        goto fail;
    *out = server;
    return 0;
fail:
    server_free(server);
    return err;
}

/* How long until the heap or the daemon itself has something to do. Returns false for "until a request". */
static bool next_due(const struct server *server, struct timespec *wait)
{
    uint64_t due_ns = deadlines_next(&server->setting.deadlines);
    uint64_t wait_ns = UINT64_MAX;
    if (due_ns != UINT64_MAX) {
        uint64_t now_ns = span_now_ns();
        due_ns = due_ns > server->resume_ns ? due_ns : server->resume_ns;
        wait_ns = due_ns > now_ns ? due_ns - now_ns : 0;
    }
    MHD_UNSIGNED_LONG_LONG daemon_ms = 0;
    if (MHD_get_timeout(server->daemon, &daemon_ms) == MHD_YES && daemon_ms * 1000000 < wait_ns)
        wait_ns = daemon_ms * 1000000;
    /* After it had as many connections as it may, libmicrohttpd accepts again in the run after one has ended.
     */
    if (server->setting.connection_ended)
        wait_ns = 0;
    *wait =
        (struct timespec){.tv_sec = (time_t)(wait_ns / 1000000000), .tv_nsec = (long)(wait_ns % 1000000000)};
    return wait_ns != UINT64_MAX;
}

/* Lets go on what is due, in batches. */
static void resume_due(struct server *server)
{
    struct deadlines *deadlines = &server->setting.deadlines;
    uint64_t now_ns = span_now_ns();
    if (now_ns < server->resume_ns)
        return;
    int resumed = 0;
    int most = RESUMED_AT_ONCE;
    for (void *due; resumed < most && (due = deadlines_take_due(deadlines, now_ns)); resumed++) {
        most = answer_is_timed(due) ? TIMED_AT_ONCE : most;
        MHD_resume_connection(due);
    }
    if (resumed)
        server->resume_ns = now_ns + RESUME_COST_NS * deadlines->count;
}

int server_run(struct server *server, int stop_fd)
{
    struct pollfd events[] = {{.fd = server->epoll_fd, .events = POLLIN}, {.fd = stop_fd, .events = POLLIN}};
    /* By default the kernel may wake us 50 us late (prctl(2), PR_SET_TIMERSLACK). */
    (void)prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
    while (!events[1].revents) {
        struct timespec wait;
        bool bounded = next_due(server, &wait);
        if (ppoll(events, 2, bounded ? &wait : NULL, NULL) < 0 && errno != EINTR)
            return -errno;
        resume_due(server);
        server->setting.connection_ended = false;
        if (MHD_run(server->daemon) != MHD_YES)
            return -EIO;
    }
    return 0;
}

void server_free(struct server *server)
{
    if (!server)
        return;
    if (server->daemon) {
        /* libmicrohttpd does not stop while a connection is suspended. */
        for (void *any; (any = deadlines_take_due(&server->setting.deadlines, UINT64_MAX));)
            MHD_resume_connection(any);
        MHD_stop_daemon(server->daemon);
    }
    stats_release(&server->setting.stats);
    bank_release(&server->setting.bank);
    deadlines_release(&server->setting.deadlines);
    free(server);
}
