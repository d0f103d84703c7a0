/* SPDX-License-Identifier: MIT */
/* All processes of a tree count, whichever thread forked them. */
#include <linux/magic.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/vfs.h>
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
    assert_true(sample.pss_bytes > sample.own_bytes && sample.own_bytes > 0);

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

enum { BYTES = 16 << 20 };

/* Maps that much with `flags` and uses it: written to, where it is nobody's file. */
static char *use(int flags, int file)
{
    unsigned long sum = 0;
    char *memory = mmap(NULL, BYTES, PROT_READ | (file < 0 ? PROT_WRITE : 0), flags, file, 0);
    assert_true(memory != MAP_FAILED);
    if (file < 0)
        memset(memory, 1, BYTES);
    for (size_t i = 0; i < BYTES; i += 512)
        sum += (unsigned char)((volatile char *)memory)[i];
    assert_true(sum > 0);
    return memory;
}

/* How many bytes more there are now than at `before`, about. */
static void assert_grown(const struct process_memory *before, size_t pss, size_t own)
{
    struct process_memory now;
    const size_t other = BYTES / 4; /* what else may have happened meanwhile */
    process_memory(getpid(), &now);
    assert_in_range(now.pss_bytes - before->pss_bytes + other, pss, pss + 2 * other);
    assert_in_range(now.own_bytes - before->own_bytes + other, own, own + 2 * other);
}

static void files_that_others_may_have_open_are_not_its_own_memory(void **state)
{
    char path[] = "/var/tmp/manyhands-test-XXXXXX";
    static char block[4096] = "something";
    struct process_memory before;
    (void)state;
    struct statfs disk;
    int file = mkstemp(path);
    unlink(path);
    if (file < 0 || fstatfs(file, &disk) || disk.f_type == TMPFS_MAGIC)
        skip(); /* a file there is memory itself */
    for (size_t i = 0; i < BYTES / sizeof block; i++)
        assert_int_equal(write(file, block, sizeof block), sizeof block);
    process_memory(getpid(), &before);
    char *memory = use(MAP_PRIVATE, file);
    assert_grown(&before, BYTES, 0);
    munmap(memory, BYTES);
    close(file);
}

static void what_children_share_is_own_memory_once(void **state)
{
    static const int flags[] = {MAP_PRIVATE | MAP_ANONYMOUS, MAP_SHARED | MAP_ANONYMOUS};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct process_memory before;
        pid_t children[3];
        process_memory(getpid(), &before);
        char *memory = use(flags[i], -1);
        for (size_t j = 0; j < 3; j++)
            start_child(&children[j]);
        assert_grown(&before, BYTES, BYTES);
        for (size_t j = 0; j < 3; j++)
            kill(children[j], SIGKILL);
        while (wait(NULL) > 0)
            ;
        munmap(memory, BYTES);
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
    assert_int_equal(sample.pss_bytes + sample.own_bytes + sample.processes + sample.threads, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_of_another_thread_counts),
        cmocka_unit_test(files_that_others_may_have_open_are_not_its_own_memory),
        cmocka_unit_test(what_children_share_is_own_memory_once),
        cmocka_unit_test(a_process_that_is_gone_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
