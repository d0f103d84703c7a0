/* SPDX-License-Identifier: MIT */
/* Opens the listening socket, on loopback unless told otherwise. */
#include "origin/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/loopback.h"

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

/* Returns the length of the address, or 0 when `host` is none. */
static socklen_t read_address(const char *host, uint16_t port, union address *address)
{
    *address = (union address){0};
    if (inet_pton(AF_INET, host, &address->v4.sin_addr) == 1) {
        address->v4.sin_family = AF_INET;
        address->v4.sin_port = htons(port);
        return sizeof address->v4;
    }
    if (inet_pton(AF_INET6, host, &address->v6.sin6_addr) == 1) {
        address->v6.sin6_family = AF_INET6;
        address->v6.sin6_port = htons(port);
        return sizeof address->v6;
    }
    return 0;
}

int listener_open(const char *host, uint16_t port, bool allow_remote)
{
    union address address;
    socklen_t size = read_address(host, port, &address);
    if (!size)
        return -EINVAL;
    if (!allow_remote && !loopback_has(&address.any))
        return -EPERM;
    int listener = socket(address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0)
        return -errno;
    /* A port whose last connections linger in TIME_WAIT is free; one that someone listens on is not. */
    const int on = 1;
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) ||
        bind(listener, &address.any, size) || listen(listener, SOMAXCONN)) {
        int err = -errno;
        close(listener);
        return err;
    }
    return listener;
}

int listener_name(int listener, char name[LISTENER_NAME_SIZE])
{
    union address address = {0};
    socklen_t size = sizeof address;
    if (getsockname(listener, &address.any, &size))
        return -errno;
    bool v4 = address.any.sa_family == AF_INET;
    char host[INET6_ADDRSTRLEN];
    if (!inet_ntop(address.any.sa_family, v4 ? (void *)&address.v4.sin_addr : (void *)&address.v6.sin6_addr,
                   host, sizeof host))
        return -errno;
    uint16_t port = ntohs(v4 ? address.v4.sin_port : address.v6.sin6_port);
    (void)snprintf(name, LISTENER_NAME_SIZE, v4 ? "%s:%u" : "[%s]:%u", host, (unsigned)port);
    return 0;
}
