/* SPDX-License-Identifier: MIT */
#include "core/stop.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static const struct itimerval grace = {.it_value = {.tv_sec = 1}};
static const struct itimerval last_resort = {.it_value = {.tv_sec = 3}};

/* Written by a handler in whichever thread it runs, read by all: lock-free atomics may be used there, too. */
static atomic_int state = STOP_NOT;
static atomic_int signal_met;
static int wake[2] = {-1, -1};         /* a pipe: something can be read from STOP_NOW on */
static char unfinished_path[PATH_MAX]; /* its name stays after the file has got another */

/* Every call in the handlers is async-signal-safe (signal-safety(7); setitimer is a plain system call). */
static void end_at_once(int number)
{
    (void)unlink(unfinished_path);
    (void)signal(number, SIG_DFL);
    (void)raise(number); /* comes when the handler returns */
}

static void on_signal(int number)
{
    int before = errno;
    if (state != STOP_NOT) {
        end_at_once(number);
        return;
    }
    signal_met = number;
    state = STOP_SOON;
    (void)setitimer(ITIMER_REAL, &grace, NULL);
    errno = before;
}

static void on_deadline(int number)
{
    int before = errno;
    (void)number;
    if (state == STOP_NOW) { /* still not ended: something hangs */
        end_at_once(signal_met);
        return;
    }
    state = STOP_NOW;
    (void)setitimer(ITIMER_REAL, &last_resort, NULL);
    if (write(wake[1], "", 1) < 0)
        errno = before; /* the pipe is full: then it can be read, too */
    errno = before;
}

int stop_install(const char *unfinished)
{
    struct sigaction on_end = {.sa_handler = on_signal};
    struct sigaction on_alarm = {.sa_handler = on_deadline};
    (void)snprintf(unfinished_path, sizeof unfinished_path, "%s", unfinished);
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) || sigaction(SIGALRM, &on_alarm, NULL) ||
        sigaction(SIGINT, &on_end, NULL) || sigaction(SIGTERM, &on_end, NULL) ||
        sigaction(SIGHUP, &on_end, NULL))
        return -errno;
    return 0;
}

void stop_leave_to_parent(void)
{
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGHUP, SIG_IGN);
    (void)signal(SIGTERM, SIG_DFL);
    (void)signal(SIGALRM, SIG_DFL);
}

enum stop stop_state(void)
{
    return (enum stop)state;
}

int stop_signal(void)
{
    return signal_met;
}

int stop_descriptor(void)
{
    return wake[0];
}
