/* SPDX-License-Identifier: MIT */
/* From a request's arrival to the end of its answer. */
#include "origin/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "core/span.h"
#include "origin/pace.h"
#include "origin/page.h"
#include "origin/route.h"

struct exchange {
    struct route route;
    uint64_t due_ns; /* not answered before */
    unsigned period; /* of the stats it was counted in; 0: not counted */
    uint64_t bytes;  /* of the answer's body */
};

static const char html_type[] = "text/html; charset=utf-8";
static const char text_type[] = "text/plain; charset=utf-8";

static const char index_page[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n"
    "<head><meta charset=\"utf-8\"><title>manyhands-origin</title></head>\n"
    "<body>\n"
    "<h1>manyhands-origin</h1>\n"
    "<p>A web site to fetch from: the same pages and the same delays for everyone who asks.</p>\n"
    "<ul>\n"
    "<li><a href=\"/sitehome/p/1\">/sitehome/p/1</a> to /sitehome/p/999999999: lists of 20 posts</li>\n"
    "<li><a href=\"/stats\">/stats</a>: what was asked for so far (DELETE: from now on)</li>\n"
    "</ul>\n"
    "</body>\n"
    "</html>\n";

/* Adds a header unless `value` is NULL. Returns whether that went well. */
static bool add_header(struct MHD_Response *response, const char *name, const char *value)
{
    return !value || MHD_add_response_header(response, name, value) == MHD_YES;
}

/* Answers, with the body's type and the methods allowed unless they are NULL. Takes over `response`; NULL,
   which stands for no memory, ends the connection. */
static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, const char *type,
                              const char *allowed, struct MHD_Response *response)
{
    if (!response)
        return MHD_NO;
    enum MHD_Result queued = MHD_NO;
    if (add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type) &&
        add_header(response, MHD_HTTP_HEADER_ALLOW, allowed))
        queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

/* A response with a text that lives as long as the program. */
static struct MHD_Response *constant(const char *text)
{
    return MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_PERSISTENT);
}

/* A response that frees `data`, from malloc. */
static struct MHD_Response *owned(size_t size, void *data)
{
    struct MHD_Response *response =
        data ? MHD_create_response_from_buffer(size, data, MHD_RESPMEM_MUST_FREE) : NULL;
    if (!response)
        free(data);
    return response;
}

static enum MHD_Result answer_page(struct exchange_setting *setting, struct MHD_Connection *connection,
                                   struct exchange *exchange)
{
    struct buffer page;
    buffer_init(&page);
    if (page_render(&page, setting->delay.seed, exchange->route.page)) {
        buffer_release(&page);
        return MHD_NO;
    }
    exchange->bytes = page.size;
    return answer(connection, MHD_HTTP_OK, html_type, NULL,
                  setting->bandwidth
                      ? pace_response(connection, &setting->deadlines, setting->bandwidth, &page)
                      : owned(page.size, page.data));
}

static enum MHD_Result answer_stats(const struct stats *stats, struct MHD_Connection *connection)
{
    char *text = stats_text(stats);
    return answer(connection, MHD_HTTP_OK, "application/json", NULL, owned(text ? strlen(text) : 0, text));
}

static enum MHD_Result answer_route(struct exchange_setting *setting, struct MHD_Connection *connection,
                                    struct exchange *exchange)
{
    switch (exchange->route.kind) {
    case ROUTE_INDEX:
        return answer(connection, MHD_HTTP_OK, html_type, NULL, constant(index_page));
    case ROUTE_PAGE:
        return answer_page(setting, connection, exchange);
    case ROUTE_STATS:
        return answer_stats(&setting->stats, connection);
    case ROUTE_RESET:
        if (stats_reset(&setting->stats))
            return MHD_NO;
        return answer(connection, MHD_HTTP_NO_CONTENT, NULL, NULL, constant(""));
    case ROUTE_NOT_ALLOWED:
        return answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED, text_type, exchange->route.allowed,
                      constant("method not allowed\n"));
    case ROUTE_NOT_FOUND:
        break;
    }
    return answer(connection, MHD_HTTP_NOT_FOUND, text_type, NULL, constant("not found\n"));
}

/* Counts a page request and sets when it may be answered. Returns 0 or -ENOMEM. */
static int arrive(struct exchange_setting *setting, struct MHD_Connection *connection,
                  struct exchange *exchange, const char *path)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    unsigned forgotten = 0; /* without memory for a new connection, each of its requests counts as one */
    unsigned *connection_period = info && info->socket_context ? info->socket_context : &forgotten;
    int err = stats_arrived(&setting->stats, path, connection_period);
    if (err)
        return err;
    exchange->period = setting->stats.period;
    exchange->due_ns = span_now_ns() + delay_of_page(&setting->delay, exchange->route.page);
    return 0;
}

static struct exchange *exchange_new(struct exchange_setting *setting, struct MHD_Connection *connection,
                                     const char *path, const char *method)
{
    struct exchange *exchange = calloc(1, sizeof *exchange);
    if (!exchange)
        return NULL;
    exchange->route = route_of(path, method);
    if (exchange->route.kind == ROUTE_PAGE && arrive(setting, connection, exchange, path)) {
        free(exchange);
        return NULL;
    }
    return exchange;
}

enum MHD_Result exchange_handle(void *closure, struct MHD_Connection *connection, const char *path,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **memory)
{
    (void)version;
    (void)upload;
    struct exchange_setting *setting = closure;
    if (!*memory) { /* libmicrohttpd comes here once with the header alone, and again for everything else */
        *memory = exchange_new(setting, connection, path, method);
        return *memory ? MHD_YES : MHD_NO;
    }
    if (*upload_size) { /* no path takes a body: it is read and dropped */
        *upload_size = 0;
        return MHD_YES;
    }
    struct exchange *exchange = *memory;
    if (exchange->due_ns > span_now_ns()) {
        if (deadlines_add(&setting->deadlines, exchange->due_ns, connection))
            return MHD_NO;
        MHD_suspend_connection(connection);
        return MHD_YES;
    }
    return answer_route(setting, connection, exchange);
}

void exchange_end(void *closure, struct MHD_Connection *connection, void **memory,
                  enum MHD_RequestTerminationCode how)
{
    (void)connection;
    struct exchange_setting *setting = closure;
    struct exchange *exchange = *memory;
    if (exchange && exchange->period) {
        bool whole = how == MHD_REQUEST_TERMINATED_COMPLETED_OK;
        stats_ended(&setting->stats, exchange->period, whole ? exchange->bytes : 0);
    }
    free(exchange);
    *memory = NULL;
}

void exchange_connection(void *closure, struct MHD_Connection *connection, void **memory,
                         enum MHD_ConnectionNotificationCode what)
{
    (void)connection;
    struct exchange_setting *setting = closure;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *memory = calloc(1, sizeof(unsigned)); /* see stats_arrived */
    } else {
        free(*memory);
        *memory = NULL;
        setting->connection_ended = true;
    }
}
