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

int child_follow(pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL))
        return -errno;
    return getppid() == parent ? 0 : -ESRCH; /* it died before the line above */
}

int child_start(struct child *child, int (*work)(const void *arg, size_t index, int in, int out),
                const void *arg, size_t index)
{
    int down[2];
    int up[2];
    *child = child_none;
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
        if (child_follow(parent))
            _exit(EXIT_FAILURE);
        stop_leave_to_parent();
        close_pair(down[1], up[0]);
        _exit(status_of(work(arg, index, down[0], up[1])));
    }
    close_pair(down[0], up[1]);
    *child = (struct child){.pid = pid, .to = down[1], .from = up[0]};
    return 0;
}

void child_forget(const struct child *child)
{
    if (!child->pid)
        return;
    close(child->from);
    if (child->to >= 0)
        close(child->to);
}

int child_unblock(const struct child *child)
{
    return fcntl(child->to, F_SETFL, O_NONBLOCK) || fcntl(child->from, F_SETFL, O_NONBLOCK) ? -errno : 0;
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
