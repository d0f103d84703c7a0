/* SPDX-License-Identifier: MIT */
/* Coroutines alone: order, many of them, their stacks, and threads that each run their own. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/coroutines/coroutine.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#if __has_feature(thread_sanitizer)
#define TSAN 1
#endif
#endif

static char trace[64];

static void note(char letter)
{
    trace[strlen(trace)] = letter;
}

static struct coroutine *make(void (*entry)(void *arg), void *arg)
{
    struct coroutine *coroutine = NULL;
    assert_int_equal(coroutine_new(&coroutine, entry, arg), 0);
    return coroutine;
}

static void say_three_times(void *arg)
{
    const char *letter = arg;
    for (int i = 0; i < 3; i++) {
        note(*letter);
        if (i < 2)
            coroutine_yield();
    }
}

static void they_run_only_when_resumed_and_stop_where_they_yield(void **state)
{
    (void)state;
    char letters[] = "abc";
    struct coroutine *three[3];
    memset(trace, 0, sizeof trace);
    for (int i = 0; i < 3; i++)
        three[i] = make(say_three_times, &letters[i]);
    assert_string_equal(trace, "");
    static const int order[] = {2, 0, 1, 1, 0, 2, 0, 2, 1};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        assert_false(coroutine_done(three[order[i]]));
        coroutine_resume(three[order[i]]);
        note('.');
    }
    assert_string_equal(trace, "c.a.b.b.a.c.a.c.b.");
    for (int i = 0; i < 3; i++) {
        assert_true(coroutine_done(three[i]));
        coroutine_free(three[i]);
    }
}

static void resume_inner(void *arg)
{
    char inner[] = "i";
    struct coroutine *coroutine = make(say_three_times, inner);
    (void)arg;
    while (!coroutine_done(coroutine)) {
        coroutine_resume(coroutine);
        note('o');
        coroutine_yield();
    }
    coroutine_free(coroutine);
}

static void one_may_resume_another_and_is_gone_back_to(void **state)
{
    (void)state;
    memset(trace, 0, sizeof trace);
    struct coroutine *outer = make(resume_inner, NULL);
    while (!coroutine_done(outer)) {
        coroutine_resume(outer);
        note('.');
    }
    assert_string_equal(trace, "io.io.io..");
    coroutine_free(outer);
}

static void add_own_number(void *arg)
{
    size_t *number = arg;
    size_t kept[32]; /* on the stack: others must not touch it */
    for (size_t i = 0; i < 32; i++)
        kept[i] = *number + i;
    coroutine_yield();
    *number = 0;
    for (size_t i = 0; i < 32; i++)
        *number += kept[i];
}

static void thousands_keep_their_own_stacks_again_and_again(void **state)
{
    (void)state;
#ifdef TSAN
    enum { MANY = 1000 }; /* it runs out of mappings before 5,000, and hangs */
#else
    enum { MANY = 5000 };
#endif
    static struct coroutine *many[MANY];
    static size_t numbers[MANY];
    for (int round = 0; round < 3; round++) { /* a freed stack's memory is used again */
        for (size_t i = 0; i < MANY; i++) {
            numbers[i] = i * 7;
            many[i] = make(add_own_number, &numbers[i]);
        }
        for (size_t i = 0; i < MANY; i++)
            coroutine_resume(many[i]);
        for (size_t i = MANY; i-- > 0;)
            coroutine_resume(many[i]);
        for (size_t i = 0; i < MANY; i++) {
            assert_true(coroutine_done(many[i]));
            assert_int_equal(numbers[i], 224 * i + 496);
            coroutine_free(many[i]);
        }
    }
}

/* Uses `depth` frames of a kilobyte and yields in the deepest. */
static size_t dig(size_t depth)
{
    volatile char frame[1024];
    frame[depth % sizeof frame] = (char)depth;
    if (depth == 0) {
        coroutine_yield();
        return 0;
    }
    return dig(depth - 1) + (frame[depth % sizeof frame] == (char)depth);
}

static void dig_down(void *arg)
{
    size_t *depth = arg;
    *depth = dig(*depth);
}

static void a_stack_holds_100_kilobytes_and_is_kept_while_others_run(void **state)
{
    (void)state;
    enum { KILOBYTES = 100 }; /* and what the frames, and sanitizers, need besides */
    size_t depths[2] = {KILOBYTES, KILOBYTES};
    struct coroutine *one = make(dig_down, &depths[0]);
    struct coroutine *other = make(dig_down, &depths[1]);
    coroutine_resume(one);
    coroutine_resume(other);
    coroutine_resume(one);
    coroutine_resume(other);
    assert_int_equal(depths[0], KILOBYTES);
    assert_int_equal(depths[1], KILOBYTES);
    coroutine_free(one);
    coroutine_free(other);
}

static void one_that_never_ran_can_be_freed(void **state)
{
    (void)state;
    char letter[] = "x";
    struct coroutine *coroutine = make(say_three_times, letter);
    assert_false(coroutine_done(coroutine));
    coroutine_free(coroutine);
    coroutine_free(NULL);
}

static void count_up(void *arg)
{
    for (size_t *count = arg; *count < 20000; ++*count)
        coroutine_yield();
}

static void *run_own(void *arg)
{
    size_t *counts = arg;
    struct coroutine *pair[2] = {NULL, NULL};
    if (coroutine_new(&pair[0], count_up, &counts[0]) || coroutine_new(&pair[1], count_up, &counts[1]))
        return NULL;
    while (!coroutine_done(pair[0]) || !coroutine_done(pair[1])) {
        for (int i = 0; i < 2; i++) {
            if (!coroutine_done(pair[i]))
                coroutine_resume(pair[i]);
        }
    }
    coroutine_free(pair[0]);
    coroutine_free(pair[1]);
    return counts;
}

static void threads_run_their_own_at_the_same_time(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    static size_t counts[THREADS][2];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run_own, counts[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        void *done = NULL;
        assert_int_equal(pthread_join(threads[i], &done), 0);
        assert_ptr_equal(done, counts[i]);
        assert_int_equal(counts[i][0], 20000);
        assert_int_equal(counts[i][1], 20000);
    }
}

static void dig_too_deep(void *arg)
{
    size_t depth = 100000;
    (void)arg;
    (void)dig(depth);
}

static void an_overflow_hits_the_guard_page(void **state)
{
    (void)state;
#ifdef SANITIZED
    skip(); /* they catch SIGSEGV themselves */
#endif
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit none = {0};
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)signal(SIGSEGV, SIG_DFL); /* cmocka's would report a failed test */
        struct coroutine *below = NULL;
        struct coroutine *coroutine = NULL;
        if (coroutine_new(&coroutine, dig_too_deep, NULL) || coroutine_new(&below, dig_too_deep, NULL))
            _exit(1);
        coroutine_resume(coroutine);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSEGV);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_run_only_when_resumed_and_stop_where_they_yield),
        cmocka_unit_test(one_may_resume_another_and_is_gone_back_to),
        cmocka_unit_test(thousands_keep_their_own_stacks_again_and_again),
        cmocka_unit_test(a_stack_holds_100_kilobytes_and_is_kept_while_others_run),
        cmocka_unit_test(one_that_never_ran_can_be_freed),
        cmocka_unit_test(threads_run_their_own_at_the_same_time),
        cmocka_unit_test(an_overflow_hits_the_guard_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
