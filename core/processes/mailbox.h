/* SPDX-License-Identifier: MIT */
/* Bytes on their way through a pipe: what has come of a frame waits here for the rest, and what the pipe has
   no room for waits to be sent. Nothing here blocks: the descriptors are non-blocking, and whoever has
   nothing else to do waits for them with poll. */
#pragma once

#include "core/buffer.h"

struct mailbox {
    struct buffer bytes; /* owned */
    size_t done;         /* of them: taken out, or sent */
};

void mailbox_init(struct mailbox *box);
void mailbox_release(struct mailbox *box);

/* The bytes that have come and were not taken, borrowed until the next call; how many goes to `size`. */
const char *mailbox_data(const struct mailbox *box, size_t *size);

/* Takes that many of them out. */
void mailbox_take(struct mailbox *box, size_t size);

/* Reads once what can be read from `fd` now. Returns 1; 0 at the end; or a negative errno, -EAGAIN when there
   is nothing now. */
int mailbox_read(struct mailbox *box, int fd);

/* Writes once as much as `fd` has room for now; a frame is appended to box->bytes before. Returns 0; also
   when something is left (mailbox_pending); or a negative errno. */
int mailbox_write(struct mailbox *box, int fd);

/* How many bytes are still to be sent. */
size_t mailbox_pending(const struct mailbox *box);
