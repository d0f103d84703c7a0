/* SPDX-License-Identifier: MIT */
/* Programs the harness runs: each in a process group of its own, so that nothing it started is left behind.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/types.h>

struct process {
    pid_t pid;           /* of the program, and its group; 0 before it was started and after process_end */
    bool ended;          /* status and usage are known */
    int status;          /* as waitpid gives it */
    struct rusage usage; /* of the program and all its waited-for descendants */
};

/* Once, before anything else here: the signals of signals_ending (core/signals.h) are from now on met by
   process_wait only, and orphans of the programs come to this process. Returns 0 or a negative errno. */
int process_setup(void);

/* Starts argv[0] with the descriptors `out` and `err` (-1: /dev/null) and no standard input. It is killed if
   this process dies. Returns 0 or a negative errno, also when it could not be executed. */
int process_start(struct process *process, char *const argv[], int out, int err);

/* Waits until the program ends, at most `timeout_ms` (-1: no limit). Returns 1 when it has ended, 0 when the
   time is over, -EINTR when a signal asks this process to end. */
int process_wait(struct process *process, int timeout_ms);

/* Runs argv[0] like that to its end, at most `timeout_ms`, with the descriptor `out` for its output. Returns
   whether it succeeded: 1, or 0, also when it could not be executed; or -EINTR for a signal. */
int process_run(char *const argv[], int out, int timeout_ms);

struct process_memory {
    size_t pss_bytes; /* summed over the tree: a page that n processes share counts 1/n in each */
    size_t own_bytes; /* of these what no program outside of the tree can share; 0: not known, before
                         Linux 5.3 */
    size_t processes;
    size_t threads;
};

/* How much memory `root` and all its descendants hold, as /proc has it (smaps_rollup, status; see proc(5)). A
   page of a program's or a library's file counts the less in pss_bytes the more others have it open, so that
   depends on what else runs. own_bytes does not: anonymous memory is shared with forked children only, and
   what is mapped to be shared (Pss_Shmem) with whom it was made for. Pages of files that were written to are
   anonymous, too. Processes that end meanwhile are passed over, so the result may be all zero. */
void process_memory(pid_t root, struct process_memory *out);

/* Whether it ended by itself with exit status 0. */
bool process_succeeded(const struct process *process);

/* Kills whatever is left of its group and waits for it. Also when it was never started. */
void process_end(struct process *process);

/* Ends this process as the signal ends one that made process_wait return -EINTR: so that the shell knows.
   Returns, if at all, the status that the shell would show; 0 when there was no signal. */
int process_obey(void);
