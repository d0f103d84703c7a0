/* SPDX-License-Identifier: MIT */
#include "bench/host/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/signals.h"

static sigset_t watched;
static int signal_met;

int process_setup(void)
{
    signals_ending(&watched);
    sigaddset(&watched, SIGCHLD);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_DFL); /* inherited as ignored, it would leave nothing to wait for */
    if (sigprocmask(SIG_BLOCK, &watched, NULL) || prctl(PR_SET_CHILD_SUBREAPER, 1))
        return -errno;
    return 0;
}

/* Becomes the program; `report` is told why when it can't. */
static _Noreturn void become(char *const argv[], pid_t parent, int out, int err, int report)
{
    sigset_t none;
    sigemptyset(&none);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(out >= 0 ? out : null, STDOUT_FILENO) >= 0 &&
        dup2(err >= 0 ? err : null, STDERR_FILENO) >= 0)
        execvp(argv[0], argv);
    int error = errno;
    if (write(report, &error, sizeof error) < 0)
        _exit(EXIT_FAILURE);
    _exit(EXIT_FAILURE);
}

int process_start(struct process *process, char *const argv[], int out, int err)
{
    int report[2];
    *process = (struct process){0};
    if (pipe2(report, O_CLOEXEC))
        return -errno;
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0)
        become(argv, parent, out, err, report[1]);
    int error = pid < 0 ? errno : 0;
    close(report[1]);
    if (pid > 0) {
        setpgid(pid, pid); /* also here, so that the group exists for whoever comes first */
        process->pid = pid;
        if (read(report[0], &error, sizeof error) != sizeof error)
            error = 0; /* closed by exec: it runs */
    }
    close(report[0]);
    if (error)
        process_end(process);
    return -error;
}

static bool reap(struct process *process)
{
    if (!process->ended && wait4(process->pid, &process->status, WNOHANG, &process->usage) == process->pid)
        process->ended = true;
    return process->ended;
}

int process_wait(struct process *process, int timeout_ms)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long deadline = now.tv_sec * 1000LL + now.tv_nsec / 1000000 + timeout_ms;
    while (!reap(process)) {
        long long left = 1000;
        if (timeout_ms >= 0) {
            clock_gettime(CLOCK_MONOTONIC, &now);
            left = deadline - (now.tv_sec * 1000LL + now.tv_nsec / 1000000);
            if (left < 0)
                return 0;
        }
        struct timespec most = {.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};
        int number = sigtimedwait(&watched, NULL, &most);
        if (number > 0 && number != SIGCHLD) {
            signal_met = number;
            return -EINTR;
        }
    }
    return 1;
}

bool process_succeeded(const struct process *process)
{
    return process->ended && WIFEXITED(process->status) && WEXITSTATUS(process->status) == 0;
}

void process_end(struct process *process)
{
    if (process->pid == 0)
        return;
    kill(-process->pid, SIGKILL);
    while (waitpid(-process->pid, NULL, 0) > 0)
        ; /* its orphans come here, too: this process is their subreaper */
    process->pid = 0;
}

int process_signal(void)
{
    return signal_met;
}

int process_die_of(int number)
{
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    signal(number, SIG_DFL);
    kill(getpid(), number); /* it waits until it is no longer blocked */
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    return 128 + number;
}
