/* SPDX-License-Identifier: MIT */
/* Tasks and results on a pipe between a parent and its forked workers, which share no memory. */
#ifndef MANYHANDS_CORE_PROCESSES_WIRE_H
#define MANYHANDS_CORE_PROCESSES_WIRE_H

#include "core/buffer.h"
#include "core/result.h"
#include "core/task.h"

/* Appends a task's message, in the machine's own byte order. Returns 0 or -ENOMEM. */
int wire_append_task(struct buffer *out, const struct task *task);

/* Each moves one whole message over a blocking descriptor. wire_write_result returns 0 or a negative errno
   (-EPIPE needs SIGPIPE ignored). Readers return 1 for a message, 0 when the other end
   has closed between two messages, -EBADMSG for bytes that are no message or are cut off, or another negative
   errno; a result that was read has to be released. */
int wire_read_task(int fd, struct task *task);
int wire_write_result(int fd, const struct result *result);
int wire_read_result(int fd, struct result *result);

#endif
