/* SPDX-License-Identifier: MIT */
#include "core/io.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

/* Limits of one transfer: a run has to end, whatever a server does. */
enum { CONNECT_TIMEOUT_MS = 10000, STALL_SECONDS = 60, TOTAL_TIMEOUT_MS = 600000, MOST_REDIRECTS = 5 };

static size_t on_data(char *data, size_t unit, size_t count, void *arg)
{
    struct body *body = arg;
    size_t size = unit * count;
    if (size > BODY_SIZE_MAX - body->bytes.size)
        return 0;
    return buffer_append(&body->bytes, data, size) ? 0 : size;
}

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)address;
        return ntohl(v4->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    }
    if (address->sa_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
    return false;
}

/* Refuses, at the one place all connections pass, whatever is not loopback: also after a redirect. */
static curl_socket_t open_loopback(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct io *io = arg;
    (void)purpose;
    if (!is_loopback(&address->addr)) {
        snprintf(io->reason, sizeof io->reason, "not a loopback address; --allow-remote permits it");
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static void set_options(struct io *io, const struct io_settings *settings)
{
    CURL *easy = io->easy;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, io);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, io->curl_error);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "manyhands/" MANYHANDS_VERSION);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)MOST_REDIRECTS);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT_MS);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)STALL_SECONDS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)TOTAL_TIMEOUT_MS);
    if (settings->cacert)
        curl_easy_setopt(easy, CURLOPT_CAINFO, settings->cacert);
    if (!settings->allow_remote) {
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_loopback);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, io);
    }
}

int io_init(struct io *io, const struct io_ops *ops, const struct io_settings *settings, unsigned slot)
{
    *io = (struct io){.ops = ops, .easy = curl_easy_init(), .slot = slot};
    if (!io->easy)
        return -ENOMEM;
    set_options(io, settings);
    return 0;
}

void io_release(struct io *io)
{
    curl_easy_cleanup(io->easy);
    io->easy = NULL;
}

/* The time a transfer that began at `start` reached a phase, by curl's own clock (microseconds since its
   start; 0 for a phase that never came): not before `least`, not after `most`. */
static uint64_t phase_ns(CURL *easy, CURLINFO phase, uint64_t start, uint64_t least, uint64_t most)
{
    curl_off_t microseconds = 0;
    curl_easy_getinfo(easy, phase, &microseconds);
    uint64_t time = start + (uint64_t)microseconds * 1000;
    return time < least ? least : time > most ? most : time;
}

static void record(struct io *io, uint64_t start, uint64_t resumed)
{
    struct span *span = io->span;
    span->started_ns = start;
    span->connected_ns = phase_ns(io->easy, CURLINFO_PRETRANSFER_TIME_T, start, start, resumed);
    span->first_byte_ns =
        phase_ns(io->easy, CURLINFO_STARTTRANSFER_TIME_T, start, span->connected_ns, resumed);
    span->received_ns = phase_ns(io->easy, CURLINFO_TOTAL_TIME_T, start, span->first_byte_ns, resumed);
    span->parse_start_ns = resumed;
}

static int to_errno(CURLcode code, const struct body *body)
{
    switch (code) {
    case CURLE_OK:
        return 0;
    case CURLE_OPERATION_TIMEDOUT:
        return -ETIMEDOUT;
    case CURLE_COULDNT_CONNECT:
        return -ECONNREFUSED;
    case CURLE_OUT_OF_MEMORY:
        return -ENOMEM;
    case CURLE_WRITE_ERROR:
        return body->bytes.size > BODY_SIZE_MAX / 2 ? -EFBIG : -ENOMEM;
    default:
        return -EIO;
    }
}

/* Judges a finished transfer: curl's outcome, then the HTTP status. */
static int judge(struct io *io, CURLcode code, const struct body *body)
{
    long status = 0;
    if (io->reason[0])
        return -EACCES;
    int err = to_errno(code, body);
    if (err == -EFBIG) {
        snprintf(io->reason, sizeof io->reason, "the response is larger than %d MiB",
                 BODY_SIZE_MAX / 1024 / 1024);
        return err;
    }
    if (err) {
        snprintf(io->reason, sizeof io->reason, "%s",
                 io->curl_error[0] ? io->curl_error : curl_easy_strerror(code));
        return err;
    }
    curl_easy_getinfo(io->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status / 100 != 2) {
        snprintf(io->reason, sizeof io->reason, "HTTP status %ld", status);
        return -EPROTO;
    }
    return 0;
}

/* Copies the charset parameter of a Content-Type such as: text/html; charset="utf-8". */
static void read_charset(CURL *easy, struct body *body)
{
    const char *type = NULL;
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    const char *charset = type ? strcasestr(type, "charset=") : NULL;
    if (!charset)
        return;
    charset += strlen("charset=");
    charset += *charset == '"';
    size_t length = strcspn(charset, "\"; \t");
    if (length < sizeof body->charset)
        memcpy(body->charset, charset, length);
}

int io_get(struct io *io, const char *url, struct body *body)
{
    *body = (struct body){0};
    io->reason[0] = '\0';
    io->curl_error[0] = '\0';
    curl_easy_setopt(io->easy, CURLOPT_URL, url);
    curl_easy_setopt(io->easy, CURLOPT_WRITEDATA, body);
    uint64_t start = span_now_ns();
    CURLcode code = io->ops->perform(io);
    if (io->span)
        record(io, start, span_now_ns());
    io->bytes += body->bytes.size;
    int err = judge(io, code, body);
    if (!err)
        read_charset(io->easy, body);
    return err;
}

void body_release(struct body *body)
{
    buffer_release(&body->bytes);
}

void io_sleep_until(struct io *io, uint64_t when_ns)
{
    io->ops->sleep_until(io, when_ns);
}

int io_url_is_loopback(const char *url)
{
    int answer = -EINVAL;
    char *scheme = NULL;
    char *host = NULL;
    CURLU *parsed = curl_url();
    if (!parsed)
        return -ENOMEM;
    if (curl_url_set(parsed, CURLUPART_URL, url, 0) || curl_url_get(parsed, CURLUPART_SCHEME, &scheme, 0) ||
        curl_url_get(parsed, CURLUPART_HOST, &host, 0))
        goto out;
    if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
        goto out;
    struct in_addr v4;
    answer = strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
             (inet_pton(AF_INET, host, &v4) == 1 && ntohl(v4.s_addr) >> 24 == IN_LOOPBACKNET);
out:
    curl_free(scheme);
    curl_free(host);
    curl_url_cleanup(parsed);
    return answer;
}
