/* SPDX-License-Identifier: MIT */
/* Tasks and results on a pipe between a parent and its forked workers, which share no memory. */
#ifndef MANYHANDS_CORE_WIRE_H
#define MANYHANDS_CORE_WIRE_H

#include "core/result.h"
#include "core/task.h"

/* Each moves one whole message over a blocking descriptor, in the machine's own byte order. Writers return 0
   or a negative errno (-EPIPE needs SIGPIPE ignored). Readers return 1 for a message, 0 when the other end
   has closed between two messages, -EBADMSG for bytes that are no message or are cut off, or another negative
   errno; a result that was read has to be released. */
int wire_write_task(int fd, const struct task *task);
int wire_read_task(int fd, struct task *task);
int wire_write_result(int fd, const struct result *result);
int wire_read_result(int fd, struct result *result);

#endif
