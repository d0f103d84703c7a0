/* SPDX-License-Identifier: MIT */
/* The coroutines that do a job: how many there are at once, and that they hear of tasks that come later. */
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/coroutines/staff.h"
#include "tests/temporary.h"

enum { PATIENCE_S = 300 };

static const uint64_t ms = 1000000; /* ns */

static const char *const columns[] = {"task"};
static const struct workload made_up = {.name = "made-up", .columns = columns, .column_count = 1};

/* A job, and who does it. */
struct plan {
    struct job job;
    struct staff staff;
    struct loop *loop;
    pthread_mutex_t lock;
    uint64_t wait_ns;   /* of each task */
    size_t adds;        /* tasks that each of those there at the start adds */
    size_t in_flight;   /* now */
    size_t peak;        /* of it */
    size_t began;       /* coroutines there ever were */
    size_t without_any; /* of them that found no task at all */
};

static void acquire(struct plan *plan)
{
    if (plan->staff.lock)
        pthread_mutex_lock(&plan->lock);
}

static void release(struct plan *plan)
{
    if (plan->staff.lock)
        pthread_mutex_unlock(&plan->lock);
}

static bool take(struct plan *plan, struct task *task)
{
    acquire(plan);
    bool taken = job_next(&plan->job, task);
    release(plan);
    return taken;
}

static void deliver(struct plan *plan, struct task *task)
{
    struct result result;
    result_init(&result, task->index);
    for (size_t i = 0; i < plan->adds && task->level == 0; i++)
        assert_int_equal(result_add_task(&result, "added"), 0);
    acquire(plan);
    job_deliver(&plan->job, task, &result);
    release(plan);
}

static void work(struct io *io, void *arg)
{
    struct plan *plan = arg;
    struct task task;
    size_t done = 0;
    plan->began++;
    for (; take(plan, &task); done++) {
        plan->in_flight++;
        plan->peak = plan->in_flight > plan->peak ? plan->in_flight : plan->peak;
        if (plan->wait_ns)
            io_sleep_until(io, span_now_ns() + plan->wait_ns);
        plan->in_flight--;
        deliver(plan, &task);
    }
    plan->without_any += done == 0;
}

static int begin(void **state)
{
    struct plan *plan = calloc(1, sizeof *plan);
    *state = plan;
    if (!plan || temporary_enter(state) || pthread_mutex_init(&plan->lock, NULL))
        return -1;
    plan->job = (struct job){.workload = &made_up, .addresses = "{page}"};
    plan->staff = (struct staff){.job = &plan->job, .loops = 1, .work = work, .arg = plan};
    (void)alarm(PATIENCE_S);
    return loop_new(&plan->loop, &io_settings_default, 0);
}

static int end(void **state)
{
    struct plan *plan = *state;
    (void)alarm(0);
    loop_free(plan->loop);
    output_discard(plan->job.output);
    job_release(&plan->job);
    pthread_mutex_destroy(&plan->lock);
    free(plan);
    return temporary_leave(state);
}

static void start(struct plan *plan, size_t tasks, size_t most)
{
    plan->job.task_count = tasks;
    plan->staff.most = most;
    assert_int_equal(output_new(&plan->job.output, "rows", columns, 1, tasks), 0);
    job_start(&plan->job);
}

static void run(struct plan *plan, size_t tasks, size_t most)
{
    start(plan, tasks, most);
    assert_int_equal(staff_run(&plan->staff, plan->loop), 0);
    assert_int_equal(plan->job.done, plan->job.task_count + plan->job.added);
    assert_int_equal(plan->job.in_hand, 0);
    assert_int_equal(plan->staff.busy, 0);
}

static void there_are_no_more_than_tasks(void **state)
{
    struct plan *plan = *state;
    plan->wait_ns = 20 * ms;
    run(plan, 3, 100);
    assert_int_equal(plan->began, 3);
    assert_int_equal(plan->peak, 3);
    assert_int_equal(plan->without_any, 0);
}

static void there_are_no_more_than_asked_for(void **state)
{
    struct plan *plan = *state;
    plan->wait_ns = 2 * ms;
    run(plan, 100, 7);
    assert_int_equal(plan->peak, 7);
    assert_int_equal(plan->staff.peak, 7);
}

static void any_number_is_as_many_as_wait(void **state)
{
    struct plan *plan = *state;
    plan->wait_ns = 1000 * ms; /* none is done before the last has begun */
    run(plan, 500, 0);
    assert_int_equal(plan->peak, 500);
}

static void those_that_keep_the_loop_busy_for_nothing_end(void **state)
{
    struct plan *plan = *state;
    plan->wait_ns = 1; /* always over by the next turn */
    run(plan, 5000, 0);
    assert_in_range(plan->staff.peak, 1, 500);
}

static void few_descriptors_are_few_at_once(void **state)
{
    struct plan *plan = *state;
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    const struct rlimit few = {.rlim_cur = 64 + 24, .rlim_max = before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    plan->wait_ns = 5 * ms;
    plan->staff.loops = 2;
    run(plan, 100, 50);
    assert_int_equal(plan->peak, 8); /* half of what there is, without the loop's own */
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

static void tasks_that_others_add_are_done_too(void **state)
{
    struct plan *plan = *state;
    plan->wait_ns = 2 * ms;
    plan->adds = 30;
    run(plan, 2, 1000);
    assert_int_equal(plan->job.done, 62);
    assert_true(plan->peak > 2);
}

static void a_job_without_tasks_is_over_at_once(void **state)
{
    struct plan *plan = *state;
    run(plan, 0, 10);
    assert_int_equal(plan->began, 0);
}

static void a_job_that_has_stopped_begins_nothing(void **state)
{
    struct plan *plan = *state;
    plan->wait_ns = 5 * ms;
    start(plan, 1000, 10);
    plan->job.error = -ENOSPC;
    assert_int_equal(staff_run(&plan->staff, plan->loop), 0);
    assert_int_equal(plan->job.done, 0);
}

/* Another thread does the first task, and it alone adds the others. */
static void *do_one(void *arg)
{
    struct plan *plan = arg;
    struct task task = {.address = strdup("held")};
    const struct timespec pause = {.tv_nsec = 200000000};
    nanosleep(&pause, NULL); /* the loop sleeps */
    assert_non_null(task.address);
    deliver(plan, &task);
    loop_wake(plan->loop);
    return NULL;
}

static void with_a_lock_it_hears_of_tasks_that_other_threads_add(void **state)
{
    struct plan *plan = *state;
    pthread_t other;
    struct task task;
    plan->wait_ns = 2 * ms;
    plan->adds = 5;
    plan->staff.lock = &plan->lock;
    start(plan, 1, 4);
    assert_true(take(plan, &task));
    task_release(&task);
    assert_int_equal(pthread_create(&other, NULL, do_one, plan), 0);
    assert_int_equal(staff_run(&plan->staff, plan->loop), 0);
    assert_int_equal(pthread_join(other, NULL), 0);
    assert_int_equal(plan->job.done, 6);
    assert_int_equal(plan->peak, 4);
}

static void with_a_lock_it_hears_that_the_job_is_finished(void **state)
{
    struct plan *plan = *state;
    pthread_t other;
    struct task task;
    plan->staff.lock = &plan->lock;
    start(plan, 1, 4);
    assert_true(take(plan, &task));
    task_release(&task);
    assert_int_equal(pthread_create(&other, NULL, do_one, plan), 0);
    assert_int_equal(staff_run(&plan->staff, plan->loop), 0);
    assert_int_equal(pthread_join(other, NULL), 0);
    assert_int_equal(plan->job.done, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(there_are_no_more_than_tasks),
        CASE(there_are_no_more_than_asked_for),
        CASE(any_number_is_as_many_as_wait),
        CASE(those_that_keep_the_loop_busy_for_nothing_end),
        CASE(few_descriptors_are_few_at_once),
        CASE(tasks_that_others_add_are_done_too),
        CASE(a_job_without_tasks_is_over_at_once),
        CASE(a_job_that_has_stopped_begins_nothing),
        CASE(with_a_lock_it_hears_of_tasks_that_other_threads_add),
        CASE(with_a_lock_it_hears_that_the_job_is_finished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
