/* SPDX-License-Identifier: MIT */
#include "core/cli/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int streams_open(void)
{
    (void)signal(SIGXFSZ, SIG_IGN);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        int opened = fcntl(fd, F_GETFD) < 0 ? open("/dev/null", O_RDWR) : fd; /* NOLINT: to be inherited */
        if (opened < 0)
            return -errno;
        /* The kernel gives the lowest number that is free, which is `fd`: those below are open. */
    }
    return 0;
}

int streams_finish(void)
{
    if (fflush(stdout))
        return -errno;
    if (!ferror(stdout))
        return 0;
    /* Something was lost before, and why is forgotten: the next byte has the same fate, most likely. */
    return write(STDOUT_FILENO, "\n", 1) < 0 ? -errno : -EIO;
}
