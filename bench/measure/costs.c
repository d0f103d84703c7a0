/* SPDX-License-Identifier: MIT */
#include "bench/measure/costs.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <unistd.h>

#include "core/coroutines/loop.h"
#include "core/processes/child.h"
#include "core/span.h"
#include "core/task.h"

enum { CLIENTS = 32 };

static const uint64_t measured_ns = 200000000;
static const int patience_ms = 5000;

/* All of the coroutines together; they take turns on one thread. */
struct probe {
    const char *url;
    size_t tasks;
    uint64_t end_ns;
    size_t next;
    size_t answers;
};

static void ask(struct io *io, void *arg)
{
    struct probe *probe = arg;
    int err = 0;
    while (!err && span_now_ns() < probe->end_ns) {
        struct task task;
        struct body body;
        err = task_from_template(&task, probe->url, probe->next++ % probe->tasks);
        if (err)
            break;
        err = io_get(io, task.address, &body);
        body_release(&body);
        task_release(&task);
        probe->answers += !err;
    }
}

/* Returns 0 or a negative errno. */
static int measure(double *per_s, const struct probe *given)
{
    struct loop *loop = NULL;
    struct probe probe = *given;
    struct io_settings settings = io_settings_default;
    settings.timeout_ns = measured_ns; /* one that never comes does not hold up the run */
    *per_s = NAN;
    int err = loop_new(&loop, &settings, 0);
    for (size_t i = 0; i < CLIENTS && !err; i++)
        err = loop_spawn(loop, ask, &probe);
    uint64_t start_ns = span_now_ns();
    probe.end_ns = start_ns + measured_ns;
    if (!err)
        err = loop_run(loop);
    if (!err && probe.answers)
        *per_s = (double)probe.answers / ((double)(span_now_ns() - start_ns) / 1e9);
    loop_free(loop);
    return err;
}

/* The child: measures, and sends what it found. */
static int probe_origin(const void *arg, size_t index, int in, int out)
{
    double per_s;
    (void)index;
    (void)in;
    int null =
        open("/dev/null", O_WRONLY | O_CLOEXEC); /* AddressSanitizer warns on stderr of every swapcontext */
    if (null < 0 || dup2(null, STDERR_FILENO) < 0)
        return -errno;
    int err = measure(&per_s, arg);
    return !err && write(out, &per_s, sizeof per_s) != sizeof per_s ? -EIO : err;
}

int capacity_measure(double *per_s, const char *url, size_t tasks)
{
    const struct probe probe = {.url = url, .tasks = tasks};
    struct child child;
    *per_s = NAN;
    int err = child_start(&child, probe_origin, &probe, 0);
    if (err)
        return err;
    struct pollfd answered = {.fd = child.from, .events = POLLIN};
    if (poll(&answered, 1, patience_ms) <= 0)
        err = -ETIMEDOUT;
    else if (read(child.from, per_s, sizeof *per_s) != sizeof *per_s)
        err = -EPIPE;
    (void)child_stop(&child, err != 0);
    return err;
}
