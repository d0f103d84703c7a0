/* SPDX-License-Identifier: MIT */
/* Tasks and results as bytes, for those that share no memory: version 1, fixed-size fields in little-endian
   order, so that both ends need not be of one build, nor of one machine.

       header   'M' 'H' VERSION KIND, u64 bytes that follow
       task     u64 index, u64 parent, u64 level, address
       result   u64 index, u64 -error, u64 attempts, u64 rows, u64 bytes received,
                u64 size of the reason, u64 size of the rows; reason, rows, and the addresses of tasks to add,
                a NUL behind each */
#pragma once

#include <sys/types.h>

#include "core/buffer.h"
#include "core/result.h"
#include "core/task.h"

/* Each appends a whole frame. Returns 0 or -ENOMEM, and then `out` is as it was. */
int frame_put_task(struct buffer *out, const struct task *task);
int frame_put_result(struct buffer *out, const struct result *result);

/* Each reads the frame that begins at `data`, of which `size` bytes have come. Returns how many bytes it has;
   0 when some of them are still to come; -EBADMSG for bytes that are no such frame; or -ENOMEM. What was read
   is the caller's to release. */
ssize_t frame_get_task(const char *data, size_t size, struct task *task);
ssize_t frame_get_result(const char *data, size_t size, struct result *result);
