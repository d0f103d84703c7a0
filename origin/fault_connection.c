/* SPDX-License-Identifier: MIT */
/* Faults in place of an answer: not a byte of one. */
#include "origin/fault.h"

#include "origin/socket.h"

static enum MHD_Result refuse(struct fault_call *call)
{
    socket_abort(call->connection);
    return MHD_NO;
}

static enum MHD_Result leave_empty(struct fault_call *call)
{
    (void)call;
    return MHD_NO;
}

const struct fault fault_refuse = {.name = "refuse", .answer = refuse};
const struct fault fault_empty = {.name = "empty", .answer = leave_empty};
