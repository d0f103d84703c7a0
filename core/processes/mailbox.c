/* SPDX-License-Identifier: MIT */
#include "core/processes/mailbox.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 }; /* bytes at once: as much as a pipe holds (pipe(7)) */

void mailbox_init(struct mailbox *box)
{
    *box = (struct mailbox){0};
}

void mailbox_release(struct mailbox *box)
{
    buffer_release(&box->bytes);
    box->done = 0;
}

const char *mailbox_data(const struct mailbox *box, size_t *size)
{
    *size = mailbox_pending(box);
    return box->bytes.data ? box->bytes.data + box->done : "";
}

void mailbox_take(struct mailbox *box, size_t size)
{
    box->done += size;
    if (box->done == box->bytes.size)
        box->done = box->bytes.size = 0;
}

/* Moves what is left to the front. */
static void compact(struct mailbox *box)
{
    if (box->done == 0)
        return;
    box->bytes.size -= box->done;
    memmove(box->bytes.data, box->bytes.data + box->done, box->bytes.size);
    box->done = 0;
}

int mailbox_read(struct mailbox *box, int fd)
{
    compact(box);
    char *to = buffer_reserve(&box->bytes, READ_SIZE);
    if (!to)
        return -ENOMEM;
    ssize_t got = read(fd, to, READ_SIZE);
    if (got < 0)
        return errno == EINTR ? -EAGAIN : -errno;
    box->bytes.size += (size_t)got;
    return got > 0;
}

int mailbox_write(struct mailbox *box, int fd)
{
    size_t left = mailbox_pending(box);
    if (left == 0)
        return 0;
    ssize_t sent = write(fd, box->bytes.data + box->done, left);
    if (sent >= 0)
        mailbox_take(box, (size_t)sent);
    if (box->done > mailbox_pending(box)) /* what was sent takes no more room than what was not */
        compact(box);
    return sent < 0 && errno != EAGAIN && errno != EINTR ? -errno : 0;
}

size_t mailbox_pending(const struct mailbox *box)
{
    return box->bytes.size - box->done;
}
