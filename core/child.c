/* SPDX-License-Identifier: MIT */
#include "core/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_pair(int one, int other)
{
    close(one);
    close(other);
}

int child_start(struct child *children, size_t index,
                int (*work)(const void *arg, size_t index, int in, int out), const void *arg)
{
    int down[2];
    int up[2];
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
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) /* it died before the line above */
            _exit(EXIT_FAILURE);
        for (size_t i = 0; i < index; i++)
            close_pair(children[i].to, children[i].from);
        close_pair(down[1], up[0]);
        (void)signal(SIGINT, SIG_DFL); /* what the parent would clean up is not this one's to touch */
        (void)signal(SIGTERM, SIG_DFL);
        (void)signal(SIGHUP, SIG_DFL);
        _exit(work(arg, index, down[0], up[1]) ? EXIT_FAILURE : EXIT_SUCCESS);
    }
    close_pair(down[0], up[1]);
    children[index] = (struct child){.pid = pid, .to = down[1], .from = up[0]};
    return 0;
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
    if (now)
        kill(child->pid, SIGKILL);
    child_close(child);
    close(child->from);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status == 0 || now ? 0 : -ECHILD;
}
