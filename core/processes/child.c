/* SPDX-License-Identifier: MIT */
#include "core/processes/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/stop.h"

const struct child child_none = {.pid = 0, .to = -1, .from = -1};

/* An exit status says which errno ended the work: above those with which others end a process, as a library
   may, or AddressSanitizer, which makes an exit of a SIGSEGV. */
enum { ERRNO_STATUS = 100 };

static int status_of(int err)
{
    return err ? ERRNO_STATUS - err : EXIT_SUCCESS;
}

static int errno_of(int status)
{
    return status > ERRNO_STATUS ? status - ERRNO_STATUS : 0;
}

static void close_pair(int one, int other)
{
    close(one);
    close(other);
}

/* In the child: dies with its parent, leaves the signals to it, and keeps none of the other children's pipes.
 */
static void detach(const struct child *children, size_t count, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before the line above */
        _exit(EXIT_FAILURE);
    stop_leave_to_parent();
    for (size_t i = 0; i < count; i++) {
        if (children[i].pid)
            close_pair(children[i].to, children[i].from);
    }
}

int child_start(struct child *children, size_t count, size_t index,
                int (*work)(const void *arg, size_t index, int in, int out), const void *arg)
{
    int down[2];
    int up[2];
    children[index] = child_none;
    if (pipe2(down, O_CLOEXEC))
        return -errno;
    if (pipe2(up, O_CLOEXEC)) {
        int err = -errno;
        close_pair(down[0], down[1]);
        return err;
    }
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid < 0) {
        int err = -errno;
        close_pair(down[0], down[1]);
        close_pair(up[0], up[1]);
        return err;
    }
    if (pid == 0) {
        detach(children, count, parent);
        close_pair(down[1], up[0]);
        _exit(status_of(work(arg, index, down[0], up[1])));
    }
    close_pair(down[0], up[1]);
    children[index] = (struct child){.pid = pid, .to = down[1], .from = up[0]};
    return 0;
}

int child_unblock(const struct child *child)
{
    return fcntl(child->to, F_SETFL, O_NONBLOCK) ? -errno : 0;
}

void child_close(struct child *child)
{
    if (child->to >= 0)
        close(child->to);
    child->to = -1;
}

int child_stop(struct child *child, bool now)
{
    int status = 0;
    if (!child->pid)
        return 0;
    if (now)
        kill(child->pid, SIGKILL);
    child_close(child);
    close(child->from);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    *child = child_none;
    return WIFSIGNALED(status) ? WTERMSIG(status) : -errno_of(WEXITSTATUS(status));
}
