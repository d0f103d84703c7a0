/* SPDX-License-Identifier: MIT */
/* One request and its answer: counted, kept back for as long as its page's delay, then answered. */
#ifndef MANYHANDS_ORIGIN_EXCHANGE_H
#define MANYHANDS_ORIGIN_EXCHANGE_H

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

#include "origin/deadlines.h"
#include "origin/delay.h"
#include "origin/faults.h"
#include "origin/stats.h"

/* What all exchanges of a server share: the closure of the callbacks below. */
struct exchange_setting {
    struct delay_settings delay; /* its seed is the pages', too */
    uint64_t bandwidth;          /* bytes a second of each body, 0: no limit */
    struct faults faults;
    struct deadlines deadlines; /* of suspended connections: each goes on with MHD_resume_connection */
    struct stats stats;
    bool connection_ended; /* set when one has; for the server to take note of */
};

/* An MHD_AccessHandlerCallback: takes a request, suspends its connection until the delay is over, answers. */
enum MHD_Result exchange_handle(void *setting, struct MHD_Connection *connection, const char *path,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **exchange);

/* An MHD_RequestCompletedCallback: the answer has been sent, or never will be. */
void exchange_end(void *setting, struct MHD_Connection *connection, void **exchange,
                  enum MHD_RequestTerminationCode how);

/* An MHD_NotifyConnectionCallback: makes and frees what is remembered of a connection. */
void exchange_connection(void *setting, struct MHD_Connection *connection, void **memory,
                         enum MHD_ConnectionNotificationCode what);

#endif
