/* SPDX-License-Identifier: MIT */
/* All processes of a tree count, whichever thread forked them. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/host/process.h"

#include <cmocka.h>

/* Forks a process that waits to be killed. */
static void *start_child(void *arg)
{
    pid_t *child = arg;
    *child = fork();
    while (*child == 0)
        pause();
    return NULL;
}

/* A thread that stays until a byte comes, since a process's children pass to another of its threads when the
   one that forked them ends. */
struct parent {
    int forked, end; /* pipes' ends: it has forked; it may end */
    pid_t child;
};

static void *fork_and_stay(void *arg)
{
    char byte = 0;
    struct parent *parent = arg;
    start_child(&parent->child);
    (void)!write(parent->forked, &byte, 1);
    (void)!read(parent->end, &byte, 1);
    return NULL;
}

static void a_child_of_another_thread_counts(void **state)
{
    int forked[2];
    int end[2];
    char byte = 0;
    pthread_t thread;
    struct process_memory sample;
    pid_t own;
    (void)state;
    assert_int_equal(pipe(forked) | pipe(end), 0);
    struct parent parent = {.forked = forked[1], .end = end[0]};
    assert_int_equal(pthread_create(&thread, NULL, fork_and_stay, &parent), 0);
    assert_int_equal(read(forked[0], &byte, 1), 1);
    start_child(&own);
    assert_true(own > 0 && parent.child > 0);

    process_memory(getpid(), &sample);
    assert_int_equal(sample.processes, 3);
    assert_int_equal(sample.threads, 4);
    assert_true(sample.pss_bytes > 0);

    (void)!write(end[1], &byte, 1);
    pthread_join(thread, NULL);
    kill(own, SIGKILL);
    kill(parent.child, SIGKILL);
    while (wait(NULL) > 0)
        ;
    for (size_t i = 0; i < 2; i++) {
        close(forked[i]);
        close(end[i]);
    }
}

static void a_process_that_is_gone_holds_nothing(void **state)
{
    struct process_memory sample;
    (void)state;
    pid_t gone = fork();
    if (gone == 0)
        _exit(0);
    waitpid(gone, NULL, 0);
    process_memory(gone, &sample);
    assert_int_equal(sample.pss_bytes + sample.processes + sample.threads, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_of_another_thread_counts),
        cmocka_unit_test(a_process_that_is_gone_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
