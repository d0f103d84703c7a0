/* SPDX-License-Identifier: MIT */
#include "core/processes/far_end.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>

#include "core/processes/frame.h"
#include "core/stop.h"

enum { MOST_KEPT = 32 * 1024 }; /* bytes of results that may wait for those that follow */

static struct far_end *far_end_of(struct job *job)
{
    return job->linked;
}

/* Moves whole tasks from the mailbox to the job. Returns how many, or a negative errno. */
static int unpack(struct far_end *far)
{
    int count = 0;
    for (;; count++) {
        struct task task;
        size_t size;
        const char *data = mailbox_data(&far->tasks, &size);
        ssize_t frame = size > 0 ? frame_get_task(data, size, &task) : 0;
        if (frame <= 0)
            return frame < 0 ? (int)frame : count;
        mailbox_take(&far->tasks, (size_t)frame);
        int err = backlog_push(&far->job.backlog, &task);
        if (err) {
            task_release(&task);
            return err;
        }
    }
}

static int receive(struct job *job)
{
    struct far_end *far = far_end_of(job);
    int got = mailbox_read(&far->tasks, far->from);
    if (got == -EAGAIN)
        return 0;
    if (got > 0)
        return unpack(far);
    job->ended = true;
    return got < 0 ? got : mailbox_pending(&far->tasks) > 0 ? -EBADMSG : 0;
}

static int await_room(const struct far_end *far)
{
    struct pollfd ready = {.fd = far->to, .events = POLLOUT};
    return poll(&ready, 1, -1) < 0 && errno != EINTR ? -errno : 0;
}

static int await(const struct job *job)
{
    const struct far_end *far = job->linked;
    struct pollfd ready[] = {{.fd = far->from, .events = POLLIN},
                             {.fd = stop_descriptor(STOP_SOON), .events = POLLIN}};
    return poll(ready, 2, -1) < 0 && errno != EINTR ? -errno : 0;
}

static int flush(struct job *job)
{
    struct far_end *far = far_end_of(job);
    int err = mailbox_write(&far->results, far->to);
    while (!err && !job->polled && mailbox_pending(&far->results) > 0) {
        err = await_room(far);
        if (!err)
            err = mailbox_write(&far->results, far->to);
    }
    return err;
}

static int deliver(struct job *job, const struct result *result)
{
    struct far_end *far = far_end_of(job);
    int err = frame_put_result(&far->results.bytes, result);
    bool keep = job->backlog.waiting > 0 && !result->error && mailbox_pending(&far->results) < MOST_KEPT;
    return err || keep ? err : flush(job);
}

static void descriptors(const struct job *job, int *in, int *out)
{
    const struct far_end *far = job->linked;
    *in = job->ended ? -1 : far->from;
    *out = mailbox_pending(&far->results) > 0 ? far->to : -1;
}

static const struct job_link pipes = {
    .receive = receive, .await = await, .deliver = deliver, .flush = flush, .descriptors = descriptors};

int far_end_init(struct far_end *far, const struct job *job, int from, int to)
{
    *far = (struct far_end){.job = *job, .from = from, .to = to};
    mailbox_init(&far->tasks);
    mailbox_init(&far->results);
    job_link(&far->job, &pipes, far);
    if (fcntl(from, F_SETFL, O_NONBLOCK) || fcntl(to, F_SETFL, O_NONBLOCK))
        return -errno;
    return 0;
}

int far_end_finish(struct far_end *far)
{
    far->job.polled = false;
    int err = flush(&far->job);
    mailbox_release(&far->tasks);
    mailbox_release(&far->results);
    job_release(&far->job);
    return err;
}
