/* SPDX-License-Identifier: MIT */
#include "core/stop.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/signals.h"

static const struct itimerval grace = {.it_value = {.tv_sec = 1}};
static const struct itimerval last_resort = {.it_value = {.tv_sec = 3}};

/* Written by a handler in whichever thread it runs, read by all: lock-free atomics may be used there, too.
   From stop_install on it is in memory that forked children share. */
static atomic_int own_state = STOP_NOT;
static atomic_int *state = &own_state;
static atomic_int signal_met;
static pid_t owner; /* that called stop_install: no child of it that has not come to stop_leave_to_parent */
static int wake[] = {[STOP_SOON] = -1, [STOP_NOW] = -1}; /* eventfds: can be read from then on */
static char unfinished_paths[2][PATH_MAX]; /* their names stay after the files have got others */

/* Every call in the handlers is async-signal-safe (signal-safety(7); setitimer is a plain system call). */
static void end_at_once(int number)
{
    for (size_t i = 0; i < 2; i++)
        (void)unlink(unfinished_paths[i]);
    (void)signal(number, SIG_DFL);
    (void)raise(number); /* comes when the handler returns */
}

static void enter(enum stop next)
{
    static const uint64_t one = 1;
    *state = (int)next;
    (void)!write(wake[next], &one, sizeof one);
}

static void on_signal(int number)
{
    int before = errno;
    if (getpid() != owner)
        return;
    if (*state != STOP_NOT) {
        end_at_once(number);
        return;
    }
    signal_met = number;
    enter(STOP_SOON);
    (void)setitimer(ITIMER_REAL, &grace, NULL);
    errno = before;
}

static void on_deadline(int number)
{
    int before = errno;
    (void)number;
    if (*state == STOP_NOW) { /* still not ended: something hangs */
        end_at_once(signal_met);
        return;
    }
    enter(STOP_NOW);
    (void)setitimer(ITIMER_REAL, &last_resort, NULL);
    errno = before;
}

static int share_state(void)
{
    void *shared = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return -errno;
    state = shared; /* zero bytes are STOP_NOT */
    return 0;
}

int stop_install(const char *const *unfinished, size_t count)
{
    struct sigaction on_end = {.sa_handler = on_signal};
    struct sigaction on_alarm = {.sa_handler = on_deadline};
    int err = share_state();
    if (err)
        return err;
    owner = getpid();
    for (size_t i = 0; i < count; i++)
        (void)snprintf(unfinished_paths[i], PATH_MAX, "%s", unfinished[i]);
    for (enum stop next = STOP_SOON; next <= STOP_NOW; next++) {
        wake[next] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (wake[next] < 0)
            return -errno;
    }
    if (sigaction(SIGALRM, &on_alarm, NULL))
        return -errno;
    return signals_meet(&on_end);
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
    return (enum stop) * state;
}

int stop_signal(void)
{
    return signal_met;
}

int stop_descriptor(enum stop from)
{
    return wake[from];
}
