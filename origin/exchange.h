/* SPDX-License-Identifier: MIT */
/* One request and its answer: counted, kept back for as long as its target's delay, then answered. */
#pragma once

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

#include "origin/bank.h"
#include "origin/deadlines.h"
#include "origin/delay.h"
#include "origin/faults.h"
#include "origin/stats.h"

/* What all exchanges of a server share: the closure of the callbacks below. */
struct exchange_setting {
    struct delay_settings delay; /* its seed is the targets', too */
    uint64_t bandwidth;          /* bytes a second of each body, 0: no limit */
    struct faults faults;
    struct bank bank;
    struct deadlines deadlines; /* of suspended connections: each goes on with MHD_resume_connection */
    struct stats stats;
    bool connection_ended; /* set when one has; for the server to take note of */
};

/* For MHD_OPTION_URI_LOG_CALLBACK: remembers a request's address as it was sent, which the callbacks below
   are told decoded and without its query. Returns the exchange. */
void *exchange_begin(void *setting, const char *address, struct MHD_Connection *connection);

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
