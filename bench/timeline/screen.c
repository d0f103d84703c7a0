/* SPDX-License-Identifier: MIT */
#include "bench/timeline/screen.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* All that end a process which does not meet them, but SIGKILL; the last one stops it. */
static const int numbers[] = {SIGHUP,  SIGINT,  SIGQUIT,   SIGILL,  SIGTRAP, SIGABRT, SIGBUS,
                              SIGFPE,  SIGUSR1, SIGSEGV,   SIGUSR2, SIGPIPE, SIGALRM, SIGTERM,
                              SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGSYS,  SIGTSTP};

enum { NUMBERS = sizeof numbers / sizeof *numbers };

static struct sigaction actions[NUMBERS]; /* before */
static sigset_t blocked;                  /* likewise */
static struct termios modes;              /* likewise, of stdin */
static bool has_modes;

static void say(const char *sequence)
{
    if (write(STDOUT_FILENO, sequence, strlen(sequence)) < 0)
        return; /* and there is nobody to tell */
}

static void take(void)
{
    has_modes = tcgetattr(STDIN_FILENO, &modes) == 0;
    struct termios raw = modes;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    if (has_modes)
        has_modes = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
    say("\033[?1049h\033[?25l");
}

static void give_back(void)
{
    say("\033[0m\033[?25h\033[?1049l");
    if (has_modes)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

/* Only what POSIX allows a signal handler is called from here. */
static void meet(int number)
{
    int error = errno;
    if (number == SIGTSTP) {
        give_back();
        (void)kill(getpid(), SIGSTOP);
        take();
    } else {
        screen_leave();
        (void)raise(number); /* it comes when this returns, and ends the process as if nobody had met it */
    }
    errno = error;
}

int screen_enter(void)
{
    struct sigaction action = {.sa_handler = meet, .sa_flags = SA_RESTART};
    sigset_t met;
    (void)sigfillset(&action.sa_mask);
    (void)sigemptyset(&met);
    for (size_t i = 0; i < NUMBERS; i++) {
        if (sigaction(numbers[i], NULL, &actions[i]))
            return -errno;
        if (actions[i].sa_handler != SIG_IGN) /* whoever started it wanted that */
            (void)sigaddset(&met, numbers[i]);
    }
    take();
    for (size_t i = 0; i < NUMBERS; i++) {
        if (sigismember(&met, numbers[i]) == 1)
            (void)sigaction(numbers[i], &action, NULL);
    }
    (void)sigprocmask(SIG_UNBLOCK, &met, &blocked);
    return 0;
}

void screen_leave(void)
{
    give_back();
    for (size_t i = 0; i < NUMBERS; i++)
        (void)sigaction(numbers[i], &actions[i], NULL);
    (void)sigprocmask(SIG_SETMASK, &blocked, NULL);
}
