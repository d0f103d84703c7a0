/* SPDX-License-Identifier: MIT */
#include "core/io.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/content_length.h"
#include "core/curl_code.h"
#include "core/decode.h"
#include "core/gil.h"
#include "core/io_span.h"
#include "core/loopback.h"
#include "core/media_type.h"
#include "core/retry_after.h"
#include "core/stop.h"

enum { MOST_REDIRECTS = 5 };

const struct io_settings io_settings_default = {.timeout_ns = 60000000000,
                                                .connect_timeout_ns = 10000000000,
                                                .stall_timeout_ns = 30000000000,
                                                .body_max = (size_t)64 << 20};

/* Stops the transfer for a reason that curl does not know. */
static void refuse(struct io *io, int error, const char *reason)
{
    io->refusal = error;
    snprintf(io->reason, sizeof io->reason, "%s", reason);
}

/* Appends all values of a header of the last answer, each with a comma behind it. Returns 0 or -ENOMEM. */
static int append_header(CURL *easy, const char *name, struct buffer *out)
{
    struct curl_header *header = NULL;
    int err = 0;
    for (size_t i = 0; !err && !curl_easy_header(easy, name, i, CURLH_HEADER, -1, &header); i++) {
        err = buffer_append(out, header->value, strlen(header->value));
        if (!err)
            err = buffer_append(out, ",", 1);
    }
    return err;
}

/* Prepares for the body's first bytes, unless it is that of an error, which nobody reads. */
static int begin_body(struct io *io)
{
    struct buffer codings;
    long status = 0;
    io->answered = true;
    curl_easy_getinfo(io->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status / 100 != 2)
        return 0;
    buffer_init(&codings);
    int err = append_header(io->easy, "Content-Encoding", &codings);
    if (!err)
        err = append_header(io->easy, "Transfer-Encoding", &codings);
    if (!err)
        err = buffer_append(&codings, "", 1);
    if (!err)
        err = decoder_new(&io->decoder, codings.data);
    if (err == -EBADMSG)
        refuse(io, err, "the body is in a content coding that was not asked for");
    buffer_release(&codings);
    return err;
}

static int take(struct io *io, const char *data, size_t size)
{
    struct buffer *bytes = &io->body->bytes;
    int err = io->answered ? 0 : begin_body(io);
    if (!err && io->decoder)
        return decoder_write(io->decoder, data, size, bytes, io->body_max);
    if (!err && size > io->body_max - bytes->size)
        return -EFBIG;
    return err ? err : buffer_append(bytes, data, size);
}

static void refuse_coding(struct io *io, const char *how)
{
    char reason[80];
    snprintf(reason, sizeof reason, "the body's %s %s", decoder_fault(io->decoder), how);
    refuse(io, -EBADMSG, reason);
}

static size_t on_data(char *data, size_t unit, size_t count, void *arg)
{
    struct io *io = arg;
    io_span_received(io->span);
    int err = take(io, data, unit * count);
    if (err == -EFBIG)
        refuse(io, err, "the body is larger than --max-body permits");
    else if (err == -EBADMSG && !io->refusal)
        refuse_coding(io, "is damaged");
    else if (err && !io->refusal)
        refuse(io, err, strerror(-err));
    return err ? 0 : unit * count;
}

/* What a whole transfer leaves: what was to be decoded may have been cut off before it was sent. */
static void end_body(struct io *io, CURLcode code)
{
    if (io->decoder && !code && !io->refusal && decoder_end(io->decoder))
        refuse_coding(io, "ends too early");
    decoder_free(io->decoder);
    io->decoder = NULL;
}

/* Called before each request goes out. A kept-alive connection that turns out to be closed makes curl send
   the request again by itself; here that is an error like any other, so that every attempt is counted. */
/* NOLINTNEXTLINE(readability-non-const-parameter): curl's type */
static int on_request(void *arg, char *address, char *local, int port, int local_port)
{
    struct io *io = arg;
    long redirects = 0;
    (void)address;
    (void)local;
    (void)port;
    (void)local_port;
    curl_easy_getinfo(io->easy, CURLINFO_REDIRECT_COUNT, &redirects);
    io->header_ended = false;
    io_span_requested(io->span);
    if (++io->requests <= 1 + (unsigned)redirects)
        return CURL_PREREQFUNC_OK;
    refuse(io, -EIO, "the connection was closed before an answer came");
    return CURL_PREREQFUNC_ABORT;
}

/* Called with each line of a header; with the empty one it is whole. */
/* cppcheck-suppress constParameter ; curl's type */
/* NOLINTNEXTLINE(readability-non-const-parameter): curl's type */
static size_t on_header(char *line, size_t unit, size_t count, void *arg)
{
    struct io *io = arg;
    io_span_received(io->span);
    io->header_ended = *line == '\r' || *line == '\n';
    return unit * count;
}

/* Called now and then while a transfer waits. */
static int on_progress(void *arg, curl_off_t to_get, curl_off_t got, curl_off_t to_send, curl_off_t sent)
{
    (void)to_get;
    (void)got;
    (void)to_send;
    (void)sent;
    (void)arg;
    return stop_state() == STOP_NOW; /* CURLE_ABORTED_BY_CALLBACK */
}

/* Refuses, at the one place all connections pass, whatever is not loopback: also after a redirect. */
static curl_socket_t open_loopback(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct io *io = arg;
    (void)purpose;
    if (!loopback_has(&address->addr)) {
        refuse(io, -EACCES, "not a loopback address; --allow-remote permits it");
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
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, io);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, io);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_request);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, io);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "manyhands/" MANYHANDS_VERSION);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, decode_accepted);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L); /* on_data does it */
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)MOST_REDIRECTS);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     (long)((settings->connect_timeout_ns + 999999) / 1000000));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     (long)((settings->stall_timeout_ns + 999999999) / 1000000000));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)((settings->timeout_ns + 999999) / 1000000));
    if (settings->cacert)
        curl_easy_setopt(easy, CURLOPT_CAINFO, settings->cacert);
    if (!settings->allow_remote) {
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_loopback);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, io);
    }
}

int io_init(struct io *io, const struct io_ops *ops, const struct io_settings *settings, unsigned slot)
{
    *io = (struct io){.ops = ops, .easy = curl_easy_init(), .slot = slot, .body_max = settings->body_max};
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

/* Whether a status is that of a moment: 5xx, 408, 429, 421 (the wrong one of several servers behind a
   connection) and 425 (too early); RFC 9110 15.5.9, 15.5.20, RFC 6585 4, RFC 8470 5.2. */
static bool may_pass(long status)
{
    return status / 100 == 5 || status == 408 || status == 421 || status == 425 || status == 429;
}

static int judge_status(struct io *io)
{
    long status = 0;
    curl_easy_getinfo(io->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status / 100 == 2)
        return 0;
    snprintf(io->reason, sizeof io->reason, "HTTP status %ld", status);
    return may_pass(status) ? -EREMOTEIO : -EPROTO;
}

/* Judges an answer that curl is content with. */
static int judge_answer(struct io *io)
{
    int err = judge_status(io);
    if (err)
        return err;
    if (!io->header_ended)
        io_explain(io, "the answer ends within its header");
    else if (!content_length_is_plain(io->easy))
        io_explain(io, "the answer does not say plainly how long it is (Content-Length)");
    else
        return 0;
    return -EIO;
}

/* Whether curl's result is about what a server said: an answer without a whole header, one of no status
   (since curl 8 an unsupported protocol when its header has ended), or a redirect. */
static bool is_of_answer(const struct io *io, CURLcode code)
{
    long redirects = 0;
    if (code == CURLE_URL_MALFORMAT)
        return io->requests > 0;
    curl_easy_getinfo(io->easy, CURLINFO_REDIRECT_COUNT, &redirects);
    return io->requests > (unsigned)redirects && (!io->header_ended || code == CURLE_UNSUPPORTED_PROTOCOL);
}

/* Judges a finished transfer: our own refusal, then curl's result, then the HTTP status. */
static int judge(struct io *io, CURLcode code)
{
    if (io->refusal)
        return io->refusal;
    if (code == CURLE_OK)
        return judge_answer(io);
    const struct curl_code *found = curl_code_find(code, is_of_answer(io, code));
    bool more = io->curl_error[0] && !found->bare;
    snprintf(io->reason, sizeof io->reason, more ? "%s (%s)" : "%s", found->words, io->curl_error);
    return found->error;
}

/* Keeps what the answer says of the body. Returns 0 or -ENOMEM. */
static int describe(CURL *easy, struct body *body)
{
    const char *type = NULL;
    const char *address = NULL;
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    if (type)
        media_type_charset(type, body->charset, sizeof body->charset);
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &address);
    body->address = address ? strdup(address) : NULL;
    return address && !body->address ? -ENOMEM : 0;
}

static void before_wait(const struct io *io)
{
    if (io->gil)
        gil_release();
}

static void after_wait(const struct io *io)
{
    if (io->gil)
        gil_acquire();
}

/* After a transfer that broke, the next one trusts no connection that was kept alive: others may be as dead,
   without a sign of it, behind a NAT or a proxy that forgot them. With one such connection for every
   coroutine, each attempt would meet another one. None is kept either, for a redirect would meet it. */
static void choose_connection(const struct io *io)
{
    enum { USUAL_AGE_S = 118 }; /* curl's own */
    curl_easy_setopt(io->easy, CURLOPT_FRESH_CONNECT, (long)io->broken);
    curl_easy_setopt(io->easy, CURLOPT_FORBID_REUSE, (long)io->broken);
    curl_easy_setopt(io->easy, CURLOPT_MAXAGE_CONN, (long)(io->broken ? 1 : USUAL_AGE_S));
}

int io_get(struct io *io, const char *url, struct body *body)
{
    *body = (struct body){0};
    io->body = body;
    io->reason[0] = '\0';
    io->curl_error[0] = '\0';
    io->requests = 0;
    io->header_ended = false;
    io->refusal = 0;
    io->answered = false;
    curl_easy_setopt(io->easy, CURLOPT_URL, url);
    choose_connection(io);
    io_span_begin(io->span, io->easy, url);
    before_wait(io);
    CURLcode code = io->ops->perform(io);
    after_wait(io);
    end_body(io, code);
    io_span_end(io->span, io->easy, code);
    io->bytes += body->bytes.size;
    int err = judge(io, code);
    io->broken = code != CURLE_OK || err == -EIO;
    io->retry_after_ns = err == -EREMOTEIO ? retry_after_of(io->easy) : 0;
    return err ? err : describe(io->easy, body);
}

void body_release(struct body *body)
{
    buffer_release(&body->bytes);
    free(body->address);
    body->address = NULL;
}

void io_explain(struct io *io, const char *reason)
{
    if (!io->reason[0])
        snprintf(io->reason, sizeof io->reason, "%s", reason);
}

int io_call(struct io *io, int (*function)(void *arg), void *arg)
{
    before_wait(io);
    int returned = io->ops->call(io, function, arg);
    after_wait(io);
    return returned;
}

void io_sleep_until(struct io *io, uint64_t when_ns)
{
    before_wait(io);
    io->ops->sleep_until(io, when_ns);
    after_wait(io);
}
