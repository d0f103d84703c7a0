/* SPDX-License-Identifier: MIT */
/* Coroutines on a loop: how they begin, wait, call what blocks, and end. Nothing here fetches. */
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/coroutines/coroutine.h"
#include "core/coroutines/loop.h"
#include "core/stop.h"

static const uint64_t ms = 1000000; /* ns */

enum { PATIENCE_MS = 300000 }; /* only a hang takes longer */

static char trace[64];

static void note(char letter)
{
    trace[strlen(trace)] = letter;
}

static struct loop *start(void)
{
    struct loop *loop = NULL;
    memset(trace, 0, sizeof trace);
    assert_int_equal(loop_new(&loop, &io_settings_default, 0), 0);
    return loop;
}

static void spawn(struct loop *loop, void (*body)(struct io *io, void *arg), void *arg)
{
    assert_int_equal(loop_spawn(loop, body, arg), 0);
}

static void finish(struct loop *loop)
{
    assert_int_equal(loop_run(loop), 0);
    loop_free(loop);
}

static void wait_ms(struct io *io, uint64_t how_many)
{
    io_sleep_until(io, span_now_ns() + how_many * ms);
}

static void say_b(struct io *io, void *arg)
{
    (void)arg;
    note('b');
    wait_ms(io, 1);
    note('B');
}

static void say_c(struct io *io, void *arg)
{
    (void)io;
    (void)arg;
    note('c');
}

static void say_a_and_spawn(struct io *io, void *arg)
{
    note('a');
    spawn(arg, say_b, NULL);
    spawn(arg, say_c, NULL);
    note('A');
    wait_ms(io, 50);
    note('.');
}

static void one_that_another_spawns_begins_when_that_waits(void **state)
{
    (void)state;
    struct loop *loop = start();
    spawn(loop, say_a_and_spawn, loop);
    assert_string_equal(trace, "");
    finish(loop);
    assert_string_equal(trace, "aAbcB.");
}

static void a_loop_without_coroutines_ends_and_can_be_freed_before_it_runs(void **state)
{
    (void)state;
    finish(start());
    struct loop *loop = start();
    spawn(loop, say_c, NULL);
    loop_free(loop);
    assert_string_equal(trace, "");
    loop_free(NULL);
}

/* Bodies that follow each other, and the slots they had. */
struct chain {
    struct loop *loop;
    size_t left;
    size_t ran;
    unsigned highest;
};

static void run_link(struct io *io, void *arg)
{
    struct chain *chain = arg;
    chain->ran++;
    if (io->slot > chain->highest)
        chain->highest = io->slot;
    if (chain->ran % 3 == 0)
        wait_ms(io, 0);
    if (chain->left > 0) {
        chain->left--;
        spawn(chain->loop, run_link, chain);
    }
}

static void ended_ones_make_room_for_others(void **state)
{
    (void)state;
    enum { LINKS = 5000 };
    struct chain chain = {.loop = start(), .left = LINKS};
    spawn(chain.loop, run_link, &chain);
    finish(chain.loop);
    assert_int_equal(chain.ran, LINKS + 1);
    assert_int_equal(chain.highest, 1); /* one that spawns, one that begins */
}

static void a_loop_runs_again_with_the_slots_it_has(void **state)
{
    (void)state;
    enum { AT_ONCE = 100, ROUNDS = 3 };
    struct chain chain = {.loop = start()};
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < AT_ONCE; i++)
            spawn(chain.loop, run_link, &chain);
        assert_int_equal(loop_run(chain.loop), 0);
    }
    loop_free(chain.loop);
    assert_int_equal(chain.ran, AT_ONCE * ROUNDS);
    assert_int_equal(chain.highest, AT_ONCE - 1);
}

static void sleep_a_ms(void)
{
    const struct timespec one = {.tv_nsec = 1000000};
    (void)nanosleep(&one, NULL);
}

/* What a call in another thread waits for, and what became of it. */
struct call {
    atomic_int counted;
    int until;
    int returned;
    bool over;
    bool elsewhere; /* than in the loop's thread */
    pid_t caller;
};

/* Blocks at least 50 ms and until others have counted so far. */
static int await_count(void *arg)
{
    struct call *call = arg;
    call->elsewhere = gettid() != call->caller;
    const uint64_t began_ns = span_now_ns();
    while (span_now_ns() < began_ns + 50 * ms || call->counted < call->until) {
        if (span_now_ns() > began_ns + PATIENCE_MS * ms)
            return -ETIMEDOUT;
        sleep_a_ms();
    }
    return 42;
}

static void call_it(struct io *io, void *arg)
{
    struct call *call = arg;
    call->caller = gettid();
    call->returned = io_call(io, await_count, call);
    call->over = true;
}

static void count_until_it_is_over(struct io *io, void *arg)
{
    struct call *call = arg;
    while (!call->over) {
        call->counted++;
        wait_ms(io, 1);
    }
}

static void others_go_on_while_one_calls_what_blocks(void **state)
{
    (void)state;
    struct call call = {.until = 20};
    struct loop *loop = start();
    spawn(loop, call_it, &call);
    spawn(loop, count_until_it_is_over, &call);
    finish(loop);
    assert_int_equal(call.returned, 42);
    assert_true(call.elsewhere);
    assert_true(call.counted >= call.until);
}

static int refuse(void *arg)
{
    (void)arg;
    return -ENOSPC;
}

static void call_often(struct io *io, void *arg)
{
    int *errors = arg;
    for (int i = 0; i < 100; i++)
        *errors += io_call(io, refuse, NULL) == -ENOSPC;
}

static void what_a_call_returns_comes_back(void **state)
{
    (void)state;
    enum { CALLERS = 20 };
    int errors = 0;
    struct loop *loop = start();
    for (int i = 0; i < CALLERS; i++)
        spawn(loop, call_often, &errors);
    finish(loop);
    assert_int_equal(errors, 100 * CALLERS);
}

static void a_blocking_io_calls_at_once(void **state)
{
    (void)state;
    struct call call = {.until = 0};
    struct io *io = NULL;
    assert_int_equal(io_blocking_new(&io, &io_settings_default, 0), 0);
    call_it(io, &call);
    io_blocking_free(io);
    assert_int_equal(call.returned, 42);
    assert_false(call.elsewhere);
    assert_true(call.counted >= call.until);
}

/* What comes through a pipe, a coroutine for each byte. */
struct watch {
    struct loop *loop;
    int ends[2];
    size_t bytes;
    size_t ran;
    bool ended;
};

static void count_one(struct io *io, void *arg)
{
    struct watch *watch = arg;
    wait_ms(io, 1);
    watch->ran++;
}

static void on_byte(void *arg)
{
    struct watch *watch = arg;
    char byte;
    ssize_t got = read(watch->ends[0], &byte, 1);
    watch->ended = got == 0;
    if (got <= 0) {
        assert_int_equal(loop_watch(watch->loop, LOOP_READ, -1, NULL, NULL), 0);
        return;
    }
    watch->bytes++;
    spawn(watch->loop, count_one, watch);
}

static void write_bytes(struct io *io, void *arg)
{
    struct watch *watch = arg;
    for (uint64_t i = 0; i < 10; i++) {
        assert_int_equal(write(watch->ends[1], "xyz", 3), 3);
        wait_ms(io, i % 3);
    }
    close(watch->ends[1]);
}

static void a_watched_pipe_is_read_until_its_end_and_keeps_the_loop_alive(void **state)
{
    (void)state;
    struct watch watch = {.loop = start()};
    assert_int_equal(pipe(watch.ends), 0);
    assert_int_equal(loop_watch(watch.loop, LOOP_READ, watch.ends[0], on_byte, &watch), 0);
    spawn(watch.loop, write_bytes, &watch);
    finish(watch.loop);
    close(watch.ends[0]);
    assert_int_equal(watch.bytes, 30);
    assert_int_equal(watch.ran, 30);
    assert_true(watch.ended);
}

static void on_first_byte(void *arg)
{
    struct watch *watch = arg;
    on_byte(arg);
    assert_int_equal(loop_watch(watch->loop, LOOP_READ, -1, NULL, NULL), 0);
}

static void watching_ends_when_it_is_told_to(void **state)
{
    (void)state;
    struct watch watch = {.loop = start()};
    assert_int_equal(pipe(watch.ends), 0);
    assert_int_equal(write(watch.ends[1], "xyz", 3), 3);
    assert_int_equal(loop_watch(watch.loop, LOOP_READ, watch.ends[0], on_first_byte, &watch), 0);
    finish(watch.loop);
    assert_int_equal(watch.bytes, 1);
    assert_int_equal(watch.ran, 1);
    close(watch.ends[0]);
    close(watch.ends[1]);
}

static void what_cannot_be_watched_is_an_error(void **state)
{
    (void)state;
    struct watch watch = {.loop = start()};
    assert_true(loop_watch(watch.loop, LOOP_READ, INT_MAX, on_byte, &watch) < 0);
    finish(watch.loop);
}

static void wait_for_nothing(struct io *io, void *arg)
{
    (void)io;
    (void)arg;
    coroutine_yield();
}

static void one_that_can_never_go_on_is_an_error(void **state)
{
    (void)state;
    struct loop *loop = start();
    spawn(loop, wait_for_nothing, NULL);
    spawn(loop, say_b, NULL);
    assert_int_equal(loop_run(loop), -EDEADLK);
    assert_string_equal(trace, "bB");
    loop_free(loop);
}

static int compute(void *arg)
{
    uint64_t *until_ns = arg;
    uint64_t start_ns = span_cpu_ns();
    while (span_cpu_ns() < start_ns + *until_ns)
        ;
    return 0;
}

/* An attempt that waits while others compute, and then computes for as long as `own_ns` says: here, and once
   more in another thread. */
struct attempt {
    struct span span;
    uint64_t own_ns;
};

static void wait_and_compute(struct io *io, void *arg)
{
    uint64_t none_ns = 0;
    struct attempt *attempt = arg;
    io->span = &attempt->span;
    span_begin(io->span);
    wait_ms(io, 1);
    (void)compute(&attempt->own_ns);
    (void)io_call(io, compute, &attempt->own_ns);
    for (int i = 0; i < 200; i++)
        (void)io_call(io, compute,
                      &none_ns); /* over before the coroutine has given its thread away, or after */
    wait_ms(io, 50);
    span_end(io->span, 0);
    io->span = NULL;
}

static void the_cpu_time_of_an_attempt_is_its_own(void **state)
{
    (void)state;
    enum { TASKS = 8 };
    struct timespec used;
    struct attempt attempts[TASKS] = {0};
    uint64_t sum_ns = 0;
    struct loop *loop = start();
    for (uint64_t i = 0; i < TASKS; i++) {
        attempts[i].own_ns = (i + 1) * ms;
        spawn(loop, wait_and_compute, &attempts[i]);
    }
    finish(loop);
    for (size_t i = 0; i < TASKS; i++) {
        assert_in_range(attempts[i].span.cpu_ns, 2 * attempts[i].own_ns, PATIENCE_MS * ms);
        sum_ns += attempts[i].span.cpu_ns;
    }
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used), 0);
    assert_true(sum_ns <= (uint64_t)used.tv_sec * 1000 * ms + (uint64_t)used.tv_nsec);
}

static int await_stop(void *arg)
{
    struct call *call = arg;
    const uint64_t began_ns = span_now_ns();
    while (stop_state() != STOP_NOW) {
        if (span_now_ns() > began_ns + PATIENCE_MS * ms)
            return -ETIMEDOUT;
        sleep_a_ms();
    }
    sleep_a_ms();
    call->over = true; /* nobody else looks at it until this has returned */
    return 7;
}

static void call_until_stop(struct io *io, void *arg)
{
    struct call *call = arg;
    call->returned = io_call(io, await_stop, call);
}

static void sleep_long(struct io *io, void *arg)
{
    uint64_t *slept_ns = arg;
    uint64_t began_ns = span_now_ns();
    wait_ms(io, PATIENCE_MS);
    wait_ms(io, PATIENCE_MS); /* not any more */
    *slept_ns = span_now_ns() - began_ns;
}

/* The last one: this process is then about to end. */
static void a_stop_wakes_sleepers_and_waits_for_calls(void **state)
{
    (void)state;
    enum { CALLERS = 6 }; /* more than libuv has threads: some of them wait for one */
    static const struct itimerval never;
    struct call calls[CALLERS] = {0};
    uint64_t slept_ns = 0;
    assert_int_equal(stop_install((const char *const[]){"/nonexistent/unfinished"}, 1), 0);
    struct loop *loop = start();
    for (int i = 0; i < CALLERS; i++)
        spawn(loop, call_until_stop, &calls[i]);
    spawn(loop, sleep_long, &slept_ns);
    assert_int_equal(raise(SIGTERM), 0);
    finish(loop);
    assert_int_equal(setitimer(ITIMER_REAL, &never, NULL), 0);
    assert_int_equal(stop_state(), STOP_NOW);
    for (int i = 0; i < CALLERS; i++) {
        assert_int_equal(calls[i].returned, 7);
        assert_true(calls[i].over);
    }
    assert_in_range(slept_ns / ms, 0, PATIENCE_MS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_another_spawns_begins_when_that_waits),
        cmocka_unit_test(a_loop_without_coroutines_ends_and_can_be_freed_before_it_runs),
        cmocka_unit_test(ended_ones_make_room_for_others),
        cmocka_unit_test(a_loop_runs_again_with_the_slots_it_has),
        cmocka_unit_test(others_go_on_while_one_calls_what_blocks),
        cmocka_unit_test(what_a_call_returns_comes_back),
        cmocka_unit_test(a_blocking_io_calls_at_once),
        cmocka_unit_test(a_watched_pipe_is_read_until_its_end_and_keeps_the_loop_alive),
        cmocka_unit_test(watching_ends_when_it_is_told_to),
        cmocka_unit_test(what_cannot_be_watched_is_an_error),
        cmocka_unit_test(one_that_can_never_go_on_is_an_error),
        cmocka_unit_test(the_cpu_time_of_an_attempt_is_its_own),
        cmocka_unit_test(a_stop_wakes_sleepers_and_waits_for_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
