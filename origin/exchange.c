/* SPDX-License-Identifier: MIT */
/* From a request's arrival to the end of its answer. */
#include "origin/exchange.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/span.h"
#include "origin/answer.h"
#include "origin/fault.h"
#include "origin/route.h"

struct exchange {
    struct route route;
    const struct fault *fault; /* met by this request, or NULL */
    uint64_t due_ns;           /* not answered before */
    unsigned period;           /* of the stats it was counted in; 0: not counted */
    uint64_t bytes;            /* of the answer's body */
};

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

/* Answers as `fault` does, or with the page when it is NULL. */
static enum MHD_Result answer_page(struct exchange_setting *setting, struct MHD_Connection *connection,
                                   struct exchange *exchange, const struct fault *fault)
{
    struct fault_call call = {.connection = connection,
                              .deadlines = &setting->deadlines,
                              .bandwidth = setting->bandwidth,
                              .seed = setting->delay.seed,
                              .page = exchange->route.page};
    enum MHD_Result answered = fault ? fault->answer(&call) : fault_none(&call);
    exchange->bytes = call.bytes;
    return answered;
}

static enum MHD_Result answer_stats(const struct stats *stats, struct MHD_Connection *connection)
{
    char *text = stats_text(stats);
    return answer_send(connection, &(struct answer){.status = MHD_HTTP_OK, .type = "application/json"},
                       answer_owned(text ? strlen(text) : 0, text));
}

static enum MHD_Result answer_reset(struct stats *stats, struct MHD_Connection *connection)
{
    if (stats_reset(stats))
        return MHD_NO;
    return answer_send(connection, &(struct answer){.status = MHD_HTTP_NO_CONTENT}, answer_constant(""));
}

static enum MHD_Result answer_route(struct exchange_setting *setting, struct MHD_Connection *connection,
                                    struct exchange *exchange)
{
    switch (exchange->route.kind) {
    case ROUTE_INDEX:
        return answer_send(connection, &(struct answer){.status = MHD_HTTP_OK, .type = answer_html},
                           answer_constant(index_page));
    case ROUTE_PAGE:
        return answer_page(setting, connection, exchange, exchange->fault);
    case ROUTE_MOVED:
        return answer_page(setting, connection, exchange, NULL);
    case ROUTE_LOOP:
        return answer_page(setting, connection, exchange, &fault_redirect_loop);
    case ROUTE_STATS:
        return answer_stats(&setting->stats, connection);
    case ROUTE_RESET:
        return answer_reset(&setting->stats, connection);
    case ROUTE_NOT_ALLOWED:
        return answer_send(connection,
                           &(struct answer){.status = MHD_HTTP_METHOD_NOT_ALLOWED,
                                            .type = answer_text,
                                            .header = MHD_HTTP_HEADER_ALLOW,
                                            .value = exchange->route.allowed},
                           answer_constant("method not allowed\n"));
    case ROUTE_NOT_FOUND:
        break;
    }
    return answer_send(connection, &(struct answer){.status = MHD_HTTP_NOT_FOUND, .type = answer_text},
                       answer_constant("not found\n"));
}

/* Counts a request for a page and finds out whether it meets a fault. Returns 0 or -ENOMEM, and then nothing
   is in flight. */
static int count_page(struct exchange_setting *setting, struct exchange *exchange, const char *path,
                      unsigned *connection_period)
{
    json_int_t attempt = stats_arrived(&setting->stats, path, connection_period);
    if (attempt < 0)
        return -ENOMEM;
    exchange->fault =
        faults_met(&setting->faults, setting->delay.seed, exchange->route.page, (uint64_t)attempt);
    if (!exchange->fault || stats_met(&setting->stats, exchange->fault->name) == 0)
        return 0;
    stats_ended(&setting->stats, setting->stats.period, 0);
    return -ENOMEM;
}

/* Counts a request for a page, by whatever path, and sets when it may be answered. Returns 0 or -ENOMEM. */
static int arrive(struct exchange_setting *setting, struct MHD_Connection *connection,
                  struct exchange *exchange, const char *path)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    unsigned forgotten = 0; /* without memory for a new connection, each of its requests counts as one */
    unsigned *connection_period = info && info->socket_context ? info->socket_context : &forgotten;
    if (exchange->route.kind != ROUTE_PAGE)
        stats_redirected(&setting->stats, connection_period);
    else if (count_page(setting, exchange, path, connection_period))
        return -ENOMEM;
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
    if (exchange->route.page && arrive(setting, connection, exchange, path)) {
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
