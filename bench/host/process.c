/* SPDX-License-Identifier: MIT */
#include "bench/host/process.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/host/tree.h"
#include "core/signals.h"
#include "core/span.h"

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
    static const int64_t second_ns = 1000000000;
    int64_t deadline_ns = (int64_t)span_now_ns() + timeout_ms * (second_ns / 1000);
    while (!reap(process)) {
        int64_t left_ns = timeout_ms < 0 ? second_ns : deadline_ns - (int64_t)span_now_ns();
        if (left_ns < 0)
            return 0;
        struct timespec most = {.tv_sec = left_ns / second_ns, .tv_nsec = left_ns % second_ns};
        int number = sigtimedwait(&watched, NULL, &most);
        if (number > 0 && number != SIGCHLD) {
            signal_met = number;
            return -EINTR;
        }
    }
    return 1;
}

static size_t count_threads(pid_t pid)
{
    char path[64];
    char rest[64];
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    return tree_line(rest, sizeof rest, path, "Threads:") ? strtoul(rest, NULL, 10) : 0;
}

/* Adds the memory of one process, in one look. Returns whether it has any: one that has ended has none. */
static bool add_memory(pid_t pid, struct process_memory *sum)
{
    char path[64];
    char line[256];
    size_t all = 0;
    size_t own = 0;
    size_t kib;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "Pss: %zu", &kib) == 1)
            all = kib;
        else if (sscanf(line, "Pss_Anon: %zu", &kib) == 1 || sscanf(line, "Pss_Shmem: %zu", &kib) == 1)
            own += kib;
    }
    if (file)
        fclose(file);
    sum->pss_bytes += all * 1024;
    sum->own_bytes += own * 1024;
    return all > 0;
}

static void add_tree(pid_t pid, struct process_memory *sum)
{
    char path[64];
    glob_t lists = {0}; /* of the children that each of its threads forked: the kernel has them there */
    if (!add_memory(pid, sum))
        return;
    sum->threads += count_threads(pid);
    sum->processes++;
    snprintf(path, sizeof path, "/proc/%d/task/*/children", (int)pid);
    size_t count = glob(path, GLOB_NOSORT, NULL, &lists) ? 0 : lists.gl_pathc;
    for (size_t i = 0; i < count; i++) {
        FILE *children = fopen(lists.gl_pathv[i], "r");
        for (int child; children && fscanf(children, "%d", &child) == 1;)
            add_tree(child, sum);
        if (children)
            fclose(children);
    }
    globfree(&lists);
}

void process_memory(pid_t root, struct process_memory *out)
{
    *out = (struct process_memory){0};
    add_tree(root, out);
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

int process_run(char *const argv[], int out, int timeout_ms)
{
    struct process process;
    if (process_start(&process, argv, out, -1))
        return 0;
    int ended = process_wait(&process, timeout_ms);
    process_end(&process);
    return ended < 0 ? ended : process_succeeded(&process);
}

int process_obey(void)
{
    sigset_t only;
    if (!signal_met)
        return 0;
    sigemptyset(&only);
    sigaddset(&only, signal_met);
    signal(signal_met, SIG_DFL);
    kill(getpid(), signal_met); /* it waits until it is no longer blocked */
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    return 128 + signal_met;
}
