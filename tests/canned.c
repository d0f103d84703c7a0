/* SPDX-License-Identifier: MIT */
#include "tests/canned.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct canned {
    struct io io; /* first: a pointer to it is a pointer to this */
    CURLM *multi;
    int listener;
    int connection; /* or -1 */
    const char *content_type;
    const void *bytes;
    size_t size;
};

/* Called where curl would open a socket: leads it to our listener, wherever it was to go. */
static curl_socket_t open_ours(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
    const struct canned *canned = arg;
    socklen_t size = sizeof address->addr;
    (void)purpose;
    if (getsockname(canned->listener, &address->addr, &size))
        return CURL_SOCKET_BAD;
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

/* Takes the connection, and answers once the question has come. Nothing here blocks. */
static void serve(struct canned *canned)
{
    char text[4096];
    struct sockaddr_storage peer;
    socklen_t size = sizeof peer;
    if (canned->connection < 0)
        canned->connection =
            accept4(canned->listener, (struct sockaddr *)&peer, &size, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (canned->connection < 0 || recv(canned->connection, text, sizeof text, 0) <= 0)
        return;
    int length =
        snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\n\r\n",
                 canned->content_type);
    if (send(canned->connection, text, (size_t)length, MSG_NOSIGNAL) == length)
        (void)!send(canned->connection, canned->bytes, canned->size, MSG_NOSIGNAL);
    close(canned->connection);
    canned->connection = -1;
}

static CURLcode perform(struct io *io)
{
    struct canned *canned = (struct canned *)io;
    CURLcode code = CURLE_FAILED_INIT;
    int running = 0;
    int left = 0;
    curl_multi_add_handle(canned->multi, io->easy);
    while (!curl_multi_perform(canned->multi, &running) && running) {
        serve(canned);
        curl_multi_poll(canned->multi, NULL, 0, 1, NULL);
    }
    for (const CURLMsg *message = NULL; (message = curl_multi_info_read(canned->multi, &left));)
        code = message->data.result;
    curl_multi_remove_handle(canned->multi, io->easy);
    return code;
}

static void sleep_until(struct io *io, uint64_t when_ns)
{
    (void)io;
    (void)when_ns;
}

static int call(struct io *io, int (*function)(void *arg), void *arg)
{
    (void)io;
    return function(arg);
}

static const struct io_ops ops = {.perform = perform, .sleep_until = sleep_until, .call = call};

static int listen_on_loopback(void)
{
    const struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, (const struct sockaddr *)&address, sizeof address) || listen(fd, 1)) {
        close(fd);
        return -1;
    }
    return fd;
}

struct io *canned_new(const char *content_type, const void *bytes, size_t size)
{
    struct canned *canned = calloc(1, sizeof *canned);
    if (!canned || io_init(&canned->io, &ops, &io_settings_default, 0)) {
        free(canned);
        return NULL;
    }
    canned->multi = curl_multi_init();
    canned->listener = listen_on_loopback();
    canned->connection = -1;
    canned->content_type = content_type;
    canned->bytes = bytes;
    canned->size = size;
    curl_easy_setopt(canned->io.easy, CURLOPT_OPENSOCKETFUNCTION, open_ours);
    curl_easy_setopt(canned->io.easy, CURLOPT_OPENSOCKETDATA, canned);
    if (!canned->multi || canned->listener < 0) {
        canned_free(&canned->io);
        return NULL;
    }
    return &canned->io;
}

void canned_free(struct io *io)
{
    struct canned *canned = (struct canned *)io;
    if (!canned)
        return;
    io_release(io);
    curl_multi_cleanup(canned->multi);
    if (canned->listener >= 0)
        close(canned->listener);
    free(canned);
}
