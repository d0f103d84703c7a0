/* SPDX-License-Identifier: MIT */
#include "core/coroutines/multi.h"

#include <errno.h>
#include <stdlib.h>

struct multi {
    CURLM *curl;      /* owned */
    uv_loop_t *loop;  /* borrowed */
    uv_timer_t timer; /* the one curl asks for */
    void (*on_done)(CURL *easy, CURLcode outcome);
};

/* A socket that curl wants to have watched. */
struct watch {
    uv_poll_t poll;
    struct multi *multi; /* borrowed */
    curl_socket_t socket;
};

/* Reports the transfers that have ended. Not from within curl's own callbacks: on_done may add transfers,
   which curl does not allow there (curl issue 3537). */
static void collect(struct multi *multi)
{
    int left = 0;
    CURLMsg *message = NULL;
    while ((message = curl_multi_info_read(multi->curl, &left))) {
        CURL *easy = message->easy_handle;
        CURLcode outcome = message->data.result;
        curl_multi_remove_handle(multi->curl, easy);
        multi->on_done(easy, outcome);
    }
}

static void drive(struct multi *multi, curl_socket_t socket, int events)
{
    int running = 0;
    curl_multi_socket_action(multi->curl, socket, events, &running);
    collect(multi);
}

static void on_timeout(uv_timer_t *timer)
{
    drive(timer->data, CURL_SOCKET_TIMEOUT, 0);
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
    const struct watch *watch = poll->data;
    int flags =
        ((events & UV_READABLE) ? CURL_CSELECT_IN : 0) | ((events & UV_WRITABLE) ? CURL_CSELECT_OUT : 0);
    drive(watch->multi, watch->socket, status < 0 ? CURL_CSELECT_ERR : flags);
}

/* CURLMOPT_TIMERFUNCTION. 0 is passed on as 0: the next turn of the loop, not a millisecond later (curl issue
 * 17144). */
static int set_timer(CURLM *curl, long timeout_ms, void *arg)
{
    struct multi *multi = arg;
    (void)curl;
    if (timeout_ms < 0)
        uv_timer_stop(&multi->timer);
    else
        uv_timer_start(&multi->timer, on_timeout, (uint64_t)timeout_ms, 0);
    return 0;
}

static void free_watch(uv_handle_t *handle)
{
    free(handle->data);
}

static struct watch *watch_new(struct multi *multi, curl_socket_t socket)
{
    struct watch *watch = malloc(sizeof *watch);
    if (!watch)
        return NULL;
    if (uv_poll_init_socket(multi->loop, &watch->poll, socket)) {
        free(watch);
        return NULL;
    }
    watch->poll.data = watch;
    watch->multi = multi;
    watch->socket = socket;
    curl_multi_assign(multi->curl, socket, watch);
    return watch;
}

/* CURLMOPT_SOCKETFUNCTION. */
static int set_socket(CURL *easy, curl_socket_t socket, int what, void *arg, void *socket_arg)
{
    struct multi *multi = arg;
    struct watch *watch = socket_arg;
    (void)easy;
    if (what == CURL_POLL_REMOVE) {
        if (watch) {
            curl_multi_assign(multi->curl, socket, NULL);
            uv_close((uv_handle_t *)&watch->poll, free_watch);
        }
        return 0;
    }
    if (!watch && !(watch = watch_new(multi, socket)))
        return -1;
    int events = ((what & CURL_POLL_IN) ? UV_READABLE : 0) | ((what & CURL_POLL_OUT) ? UV_WRITABLE : 0);
    return uv_poll_start(&watch->poll, events, on_ready) ? -1 : 0;
}

int multi_new(struct multi **out, uv_loop_t *loop, long connections,
              void (*on_done)(CURL *easy, CURLcode outcome))
{
    struct multi *multi = calloc(1, sizeof *multi);
    if (!multi)
        return -ENOMEM;
    multi->curl = curl_multi_init();
    if (!multi->curl) {
        free(multi);
        return -ENOMEM;
    }
    multi->loop = loop;
    multi->on_done = on_done;
    uv_timer_init(loop, &multi->timer);
    multi->timer.data = multi;
    curl_multi_setopt(multi->curl, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(multi->curl, CURLMOPT_TIMERDATA, multi);
    curl_multi_setopt(multi->curl, CURLMOPT_SOCKETFUNCTION, set_socket);
    curl_multi_setopt(multi->curl, CURLMOPT_SOCKETDATA, multi);
    curl_multi_setopt(multi->curl, CURLMOPT_MAXCONNECTS, connections);
    *out = multi;
    return 0;
}

int multi_add(struct multi *multi, CURL *easy)
{
    return curl_multi_add_handle(multi->curl, easy) ? -ENOMEM : 0;
}

void multi_remove(struct multi *multi, CURL *easy)
{
    curl_multi_remove_handle(multi->curl, easy);
}

static void free_multi(uv_handle_t *timer)
{
    free(timer->data);
}

void multi_free(struct multi *multi)
{
    curl_multi_cleanup(multi->curl);
    uv_close((uv_handle_t *)&multi->timer, free_multi);
}
