/* SPDX-License-Identifier: MIT */
/* manyhands-trace FILE COMMAND...: runs the command and writes to FILE how many system calls it made, with
   all its processes and threads, and how many of those it created. By ptrace, so without another program and
   exact; what is traced is slow. Ends with the command's exit status; with 126 when it may not be traced. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/cli/streams.h"

enum status { MISUSE = 2, NOT_TRACED = 126, NOT_RUN = 127 };

struct counts {
    unsigned long long syscalls, processes, threads;
};

static int complain(const char *subject, int status)
{
    fprintf(stderr, "manyhands-trace: '%s': %s\n", subject, strerror(errno));
    return status;
}

/* Whether the tracee has stopped on its way into the kernel, not out of it. */
static int enters(pid_t pid)
{
    struct __ptrace_syscall_info info = {0};
    return ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) > 0 &&
           info.op == PTRACE_SYSCALL_INFO_ENTRY;
}

/* Counts one stop. Returns the signal that the tracee is to get when it goes on, or 0. */
static int count_stop(pid_t pid, int status, struct counts *counts)
{
    int number = WSTOPSIG(status);
    switch (status >> 16) {
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
        counts->processes++;
        return 0;
    case PTRACE_EVENT_CLONE: /* without a signal at its end: a thread */
        counts->threads++;
        return 0;
    case 0:
        break;
    default: /* exec, or a new one's first stop */
        return 0;
    }
    if (number != (SIGTRAP | 0x80)) /* PTRACE_O_TRACESYSGOOD */
        return number;
    counts->syscalls += (unsigned)enters(pid);
    return 0;
}

/* Lets the command, which stops at its exec, run to its end. Returns its status as waitpid gives it. */
static int trace(pid_t command, struct counts *counts)
{
    int status;
    int last = 0;
    for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR;) {
        if (pid <= 0)
            continue;
        if (pid == command && (WIFEXITED(status) || WIFSIGNALED(status)))
            last = status;
        if (WIFSTOPPED(status))
            ptrace(PTRACE_SYSCALL, pid, NULL, (long)count_stop(pid, status, counts));
    }
    return last;
}

/* Becomes the command once this is traced: a byte comes through `go`. */
static _Noreturn void become(char **argv, int go)
{
    char byte;
    if (read(go, &byte, 1) != 1)
        _exit(NOT_TRACED);
    execvp(argv[0], argv);
    _exit(complain(argv[0], NOT_RUN));
}

/* Returns the exit status. */
static int run(char **argv, struct counts *counts)
{
    static const long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC |
                                PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
    int go[2];
    if (pipe(go))
        return complain(argv[0], NOT_RUN);
    pid_t command = fork();
    if (command < 0)
        return complain(argv[0], NOT_RUN);
    if (command == 0) {
        close(go[1]);
        become(argv, go[0]);
    }
    close(go[0]);
    if (ptrace(PTRACE_SEIZE, command, NULL, options)) {
        complain(argv[0], NOT_TRACED);
        close(go[1]); /* which ends it */
        waitpid(command, NULL, 0);
        return NOT_TRACED;
    }
    ssize_t sent = write(go[1], "", 1);
    close(go[1]);
    int status = trace(command, counts);
    if (sent == 1 && WIFEXITED(status))
        return WEXITSTATUS(status);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : NOT_RUN;
}

int main(int argc, char **argv)
{
    struct counts counts = {0};
    if (streams_open())
        return complain("/dev/null", NOT_RUN);
    if (argc < 3) {
        fputs("usage: manyhands-trace FILE COMMAND [ARGUMENT]...\n", stderr);
        return MISUSE;
    }
    int status = run(argv + 2, &counts);
    FILE *file = fopen(argv[1], "w");
    if (!file)
        return complain(argv[1], NOT_RUN);
    fprintf(file, "{\"syscalls\": %llu, \"processes\": %llu, \"threads\": %llu}\n", counts.syscalls,
            counts.processes, counts.threads);
    return fclose(file) ? complain(argv[1], NOT_RUN) : status;
}
