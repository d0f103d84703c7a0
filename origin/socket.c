/* SPDX-License-Identifier: MIT */
/* System calls on the descriptor that libmicrohttpd lends. */
#include "origin/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

/* Returns the descriptor, or -1, which every call below refuses. */
static int descriptor(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

void socket_push(struct MHD_Connection *connection)
{
    const int on = 1;
    (void)setsockopt(descriptor(connection), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void socket_abort(struct MHD_Connection *connection)
{
    /* SO_LINGER would not do: before it closes, libmicrohttpd calls shutdown(), and that sends a FIN.
       Dissolving the association (connect(2), AF_UNSPEC) makes Linux send the RST now (tcp_disconnect in
       net/ipv4/tcp.c). */
    const struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    (void)connect(descriptor(connection), &nobody, sizeof nobody);
}

bool socket_is_left(struct MHD_Connection *connection)
{
    struct pollfd end = {.fd = descriptor(connection), .events = POLLRDHUP};
    return poll(&end, 1, 0) == 1;
}
