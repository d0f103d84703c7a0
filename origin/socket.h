/* SPDX-License-Identifier: MIT */
/* What libmicrohttpd does not do with a connection's socket. */
#pragma once

#include <microhttpd.h>
#include <stdbool.h>

/* Sends on what the kernel holds back: libmicrohttpd marks all parts of an answer but the last with MSG_MORE.
 */
void socket_push(struct MHD_Connection *connection);

/* Resets the connection at once: the peer gets an RST and never an orderly end. What it has not received yet
   is lost. The caller still has to have libmicrohttpd close it. */
void socket_abort(struct MHD_Connection *connection);

/* Whether the peer has closed or reset the connection, or will at least send nothing more. */
bool socket_is_left(struct MHD_Connection *connection);
