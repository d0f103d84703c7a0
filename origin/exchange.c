/* SPDX-License-Identifier: MIT */
/* From a request's arrival to the end of its answer. */
#include "origin/exchange.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/span.h"
#include "origin/answer.h"
#include "origin/fault.h"
#include "origin/route.h"

enum { IM_A_TEAPOT = 418 }; /* RFC 2324, 2.3.2; libmicrohttpd has no name for it */

struct exchange {
    bool arrived; /* the rest is set */
    struct route route;
    const struct fault *fault; /* met by this request, or NULL */
    uint64_t due_ns;           /* not answered before */
    unsigned period;           /* of the stats it was counted in; 0: not counted */
    uint64_t bytes;            /* of the answer's body */
    char address[];            /* as it was sent: a path and a query */
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
    "<li><a href=\"/j/chart/top_list?start=0&amp;limit=20\">/j/chart/top_list?start=0&amp;limit=20</a>: "
    "films, as "
    "JSON, for who says with what User-Agent</li>\n"
    "<li><a href=\"/pictures/p/1\">/pictures/p/1</a> to /pictures/p/999999999: lists of 20 pictures</li>\n"
    "<li><a href=\"/stats\">/stats</a>: what was asked for so far (DELETE: from now on)</li>\n"
    "</ul>\n"
    "</body>\n"
    "</html>\n";

static const char *header_of(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* What the client calls this site, or NULL when that could not stand in a URL. */
static const char *host_of(struct MHD_Connection *connection)
{
    static const char fit[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]";
    const char *host = header_of(connection, MHD_HTTP_HEADER_HOST);
    return host && *host && !host[strspn(host, fit)] ? host : NULL;
}

/* Whether the target is only for who says what he is: the film site takes all others for robots. */
static bool is_refused(struct MHD_Connection *connection, const struct target *target)
{
    return target->kind == TARGET_FILMS && !header_of(connection, MHD_HTTP_HEADER_USER_AGENT);
}

/* Answers as `fault` does, or with the target when it is NULL. */
static enum MHD_Result answer_target(struct exchange_setting *setting, struct MHD_Connection *connection,
                                     struct exchange *exchange, const struct fault *fault)
{
    if (is_refused(connection, &exchange->route.target))
        return answer_send(connection, &(struct answer){.status = IM_A_TEAPOT}, answer_constant(""));
    struct fault_call call = {.connection = connection,
                              .deadlines = &setting->deadlines,
                              .bandwidth = setting->bandwidth,
                              .site = {setting->delay.seed, &setting->bank, host_of(connection)},
                              .target = exchange->route.target,
                              .rest = exchange->route.rest};
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
    case ROUTE_TARGET:
        return answer_target(setting, connection, exchange, exchange->fault);
    case ROUTE_MOVED:
        return answer_target(setting, connection, exchange, NULL);
    case ROUTE_LOOP:
        return answer_target(setting, connection, exchange, &fault_redirect_loop);
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
    case ROUTE_BAD:
        return answer_send(connection, &(struct answer){.status = MHD_HTTP_BAD_REQUEST, .type = answer_text},
                           answer_constant("bad request\n"));
    case ROUTE_NOT_FOUND:
        break;
    }
    return answer_send(connection, &(struct answer){.status = MHD_HTTP_NOT_FOUND, .type = answer_text},
                       answer_constant("not found\n"));
}

static const struct fault *draw_fault(const struct exchange_setting *setting, const struct target *target,
                                      uint64_t attempt)
{
    return (target->kind == TARGET_PICTURE ? faults_met_by_picture : faults_met)(
        &setting->faults, setting->delay.seed, target->number, attempt);
}

static uint64_t draw_delay(const struct exchange_setting *setting, const struct target *target)
{
    return (target->kind == TARGET_PICTURE ? delay_of_picture : delay_of_page)(&setting->delay,
                                                                               target->number);
}

/* Counts a request for a target and finds out whether it meets a fault. Returns 0 or -ENOMEM, and then
   nothing is in flight. */
static int count_target(struct exchange_setting *setting, struct MHD_Connection *connection,
                        struct exchange *exchange, unsigned *connection_period)
{
    json_int_t attempt = stats_arrived(&setting->stats, exchange->address, connection_period);
    if (attempt < 0)
        return -ENOMEM;
    const struct target *target = &exchange->route.target;
    if (!is_refused(connection, target))
        exchange->fault = draw_fault(setting, target, (uint64_t)attempt);
    if (!exchange->fault || stats_met(&setting->stats, exchange->fault->name) == 0)
        return 0;
    stats_ended(&setting->stats, setting->stats.period, 0);
    return -ENOMEM;
}

/* Counts a request for a target, by whatever address, and sets when it may be answered. Returns 0 or
   -ENOMEM. */
static int count(struct exchange_setting *setting, struct MHD_Connection *connection,
                 struct exchange *exchange)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    unsigned forgotten = 0; /* without memory for a new connection, each of its requests counts as one */
    unsigned *connection_period = info && info->socket_context ? info->socket_context : &forgotten;
    if (exchange->route.kind != ROUTE_TARGET)
        stats_redirected(&setting->stats, connection_period);
    else if (count_target(setting, connection, exchange, connection_period))
        return -ENOMEM;
    exchange->period = setting->stats.period;
    exchange->due_ns = span_now_ns() + draw_delay(setting, &exchange->route.target);
    return 0;
}

void *exchange_begin(void *setting, const char *address, struct MHD_Connection *connection)
{
    (void)setting;
    (void)connection;
    size_t size = strlen(address) + 1;
    struct exchange *exchange = calloc(1, sizeof *exchange + size);
    if (exchange)
        memcpy(exchange->address, address, size);
    return exchange;
}

/* Takes a request's header in. Returns 0 or -ENOMEM. */
static int arrive(struct exchange_setting *setting, struct MHD_Connection *connection,
                  struct exchange *exchange, const char *method)
{
    exchange->arrived = true;
    exchange->route = route_of(exchange->address, method);
    return exchange->route.target.kind ? count(setting, connection, exchange) : 0;
}

enum MHD_Result exchange_handle(void *closure, struct MHD_Connection *connection, const char *path,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **memory)
{
    (void)path;
    (void)version;
    (void)upload;
    struct exchange_setting *setting = closure;
    struct exchange *exchange = *memory;
    if (!exchange)
        return MHD_NO;
    if (!exchange->arrived) /* libmicrohttpd comes here once with the header alone, and again for the rest */
        return arrive(setting, connection, exchange, method) ? MHD_NO : MHD_YES;
    if (*upload_size) { /* no path takes a body: it is read and dropped */
        *upload_size = 0;
        return MHD_YES;
    }
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
