/* SPDX-License-Identifier: MIT */
/* What `manyhands selftest` does on the machine. */
#pragma once

#include "bench/selftest/selftest.h"

/* Calibrates the slow-downs, then compares by live_compare, the kinds in turns so that whatever the machine
   goes through meets all of them, and summarises. Returns 0, or a negative errno with `why` when it ended
   early, with `partial` set and what was done kept: -EINTR for a signal, -EBADMSG for an output that is not
   right, -ECONNRESET for an origin that is gone. */
int selftest_measure(struct selftest *selftest, const struct workspace *workspace, struct failure *why);
