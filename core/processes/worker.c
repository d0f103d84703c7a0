/* SPDX-License-Identifier: MIT */
#include "core/processes/worker.h"

#include <errno.h>
#include <fcntl.h>

#include "core/processes/frame.h"

enum {
    PIPE_SIZE = 4096
}; /* bytes of tasks on their way: few, so that the others wait where any worker can have them */

int worker_start(struct worker *worker, int (*work)(const void *arg, size_t index, int in, int out),
                 const void *arg, size_t index)
{
    worker->full = worker->ended = worker->hired = false;
    int err = child_start(&worker->child, work, arg, index);
    if (err)
        return err;
    (void)fcntl(worker->child.to, F_SETPIPE_SZ, PIPE_SIZE); /* it goes on with another size */
    err = child_unblock(&worker->child);
    if (err)
        (void)child_stop(&worker->child, true);
    return err;
}

bool worker_is_open(const struct worker *worker)
{
    return worker->child.pid && !worker->ended && !worker->full &&
           mailbox_pending(&worker->tasks) < PIPE_SIZE;
}

int worker_put(struct worker *worker, const struct task *task)
{
    return frame_put_task(&worker->tasks.bytes, task);
}

void worker_send(struct worker *worker)
{
    if (mailbox_write(&worker->tasks, worker->child.to))
        mailbox_release(&worker->tasks);
    worker->full = mailbox_pending(&worker->tasks) > 0;
    if (worker->hired && !worker->full)
        child_close(&worker->child);
}

void worker_read(struct worker *worker)
{
    int got = mailbox_read(&worker->results, worker->child.from);
    worker->ended = got <= 0 && got != -EAGAIN;
}

int worker_take(struct worker *worker, struct result *result)
{
    size_t size;
    const char *data = mailbox_data(&worker->results, &size);
    ssize_t frame = size > 0 ? frame_get_result(data, size, result) : 0;
    if (frame > 0)
        mailbox_take(&worker->results, (size_t)frame);
    return frame > 0 ? 1 : (int)frame;
}

int worker_stop(struct worker *worker, bool now)
{
    mailbox_release(&worker->tasks);
    mailbox_release(&worker->results);
    worker->full = worker->ended = false;
    return child_stop(&worker->child, now);
}
