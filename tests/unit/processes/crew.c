/* SPDX-License-Identifier: MIT */
/* Forked workers over a job that is made up: what they answer, in whatever order, and what they do instead of
   answering. Each test ends by itself, or alarm(2) ends it. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/processes/crew.h"
#include "core/processes/far_end.h"
#include "core/processes/frame.h"
#include "tests/temporary.h"

enum { PATIENCE_S = 300, TASKS = 40, WORKERS = 3 };

static char warnings[4096];

static void on_warning(void *listener, const char *line)
{
    (void)listener;
    size_t used = strlen(warnings);
    (void)snprintf(warnings + used, sizeof warnings - used, "%s\n", line);
}

static const char *const columns[] = {"task"};
static const struct workload made_up = {.name = "made-up", .columns = columns, .column_count = 1};

static struct job job;

static int begin(void **state)
{
    job = (struct job){
        .workload = &made_up, .addresses = "{page}", .task_count = TASKS, .on_warning = on_warning};
    if (temporary_enter(state) || output_new(&job.output, "rows", columns, 1, TASKS))
        return -1;
    job_start(&job);
    memset(warnings, 0, sizeof warnings);
    (void)alarm(PATIENCE_S);
    return 0;
}

static int end(void **state)
{
    output_discard(job.output);
    job_release(&job);
    (void)alarm(0);
    if (waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD)
        return -1; /* a child is left */
    return temporary_leave(state);
}

/* As the models do it. Returns 0 or a negative errno. */
static int run(size_t at_once, bool each, int (*work)(struct job *far, const void *arg), const void *arg)
{
    struct crew crew;
    struct task task;
    struct result result;
    int err = crew_init(&crew, &job, WORKERS, at_once, work, arg);
    if (!err && !each)
        err = crew_start(&crew);
    while (!err && !job_finished(&job)) {
        while (!err && (each ? crew_has_room(&crew) : crew_wants(&crew)) && job_next(&job, &task))
            err = each ? crew_hire(&crew, &task) : crew_give(&crew, &task);
        if (!err && !job_finished(&job))
            err = crew_wait(&crew);
        while (crew_collect(&crew, &task, &result))
            job_deliver(&job, &task, &result);
    }
    crew_end(&crew, err != 0);
    return err;
}

static void assert_all_done(void)
{
    assert_int_equal(job.error, 0);
    assert_int_equal(job.done, TASKS);
    assert_int_equal(job.rows + job.failed, TASKS);
    assert_int_equal(job.in_hand, 0);
}

static void answer(struct job *far, struct task *task)
{
    struct result result;
    result_init(&result, task->index);
    result.attempts = 1;
    if (result_add_row(&result, (const char *const[]){task->address}, 1))
        _exit(EXIT_FAILURE);
    job_deliver(far, task, &result);
}

static int answer_all(struct job *far, const void *arg)
{
    struct task task;
    (void)arg;
    while (job_next(far, &task))
        answer(far, &task);
    return 0;
}

/* Takes all that are there and answers the last of them first. */
static int answer_backwards(struct job *far, const void *arg)
{
    struct task tasks[TASKS];
    (void)arg;
    while (job_next(far, &tasks[0])) {
        size_t count = 1;
        while (job_waiting(far) > 0 && job_next(far, &tasks[count]))
            count++;
        while (count > 0)
            answer(far, &tasks[--count]);
    }
    return 0;
}

static void answers_out_of_order_are_each_their_tasks(void **state)
{
    (void)state;
    assert_int_equal(run(0, false, answer_backwards, NULL), 0);
    assert_all_done();
    assert_string_equal(warnings, "");
}

static void a_worker_for_each_task_does_that_and_ends(void **state)
{
    (void)state;
    assert_int_equal(run(1, true, answer_all, NULL), 0);
    assert_all_done();
    assert_string_equal(warnings, "");
}

/* Dies of one task, each time. */
static int die_of_one(struct job *far, const void *arg)
{
    const size_t *which = arg;
    struct task task;
    while (job_next(far, &task)) {
        if (task.index == *which)
            (void)raise(SIGKILL);
        answer(far, &task);
    }
    return 0;
}

static void a_task_that_kills_is_lost_and_no_other(void **state)
{
    (void)state;
    const size_t which = 17;
    assert_int_equal(run(1, false, die_of_one, &which), 0);
    assert_all_done();
    assert_int_equal(job.failed, 1);
    assert_int_equal(job.retries, IN_HAND_MOST_DEATHS - 1);
}

static void so_it_is_where_many_are_done_at_once(void **state)
{
    (void)state;
    const size_t which = 17;
    assert_int_equal(run(0, false, die_of_one, &which), 0);
    assert_all_done();
    assert_int_equal(job.failed, 1);
}

static void so_it_is_with_a_worker_for_each_task(void **state)
{
    (void)state;
    const size_t which = 17;
    assert_int_equal(run(1, true, die_of_one, &which), 0);
    assert_all_done();
    assert_int_equal(job.failed, 1);
}

/* Answers some tasks of its life and then dies, as if killed from outside, amid a frame. */
static int die_amid_a_frame(struct job *far, const void *arg)
{
    const struct far_end *end_of = far->linked;
    struct task task;
    (void)arg;
    for (int i = 0; i < 3 && job_next(far, &task); i++)
        answer(far, &task);
    job_flush(far);
    (void)!write(end_of->to, "MH", 2);
    (void)raise(SIGKILL);
    return 0;
}

static void part_of_a_frame_from_a_worker_that_dies_is_dropped(void **state)
{
    (void)state;
    assert_int_equal(run(1, false, die_amid_a_frame, NULL), 0);
    assert_all_done();
}

static int die_at_once(struct job *far, const void *arg)
{
    (void)far;
    (void)arg;
    (void)raise(SIGKILL);
    return 0;
}

static void workers_that_all_die_without_doing_anything_are_an_end(void **state)
{
    (void)state;
    int err = run(1, false, die_at_once, NULL);
    assert_true(err == -ECHILD || job.failed == TASKS); /* charged as tasks', if they had some */
}

/* One that ends by itself, since its inner model cannot work. */
static int give_up(struct job *far, const void *arg)
{
    (void)far;
    (void)arg;
    return -ENOMEM;
}

static void workers_that_give_up_say_why(void **state)
{
    (void)state;
    assert_int_equal(run(1, false, give_up, NULL), -ENOMEM);
}

static void so_do_hired_ones(void **state)
{
    (void)state;
    assert_int_equal(run(1, true, give_up, NULL), -ENOMEM);
}

/* Only the first of all gives up, when the others have done all they can; which that is, a pipe with one byte
   decides. */
static int give_up_if_first(struct job *far, const void *arg)
{
    const int *one = arg;
    const struct timespec pause = {.tv_nsec = 300000000};
    char byte;
    if (read(*one, &byte, 1) != 1)
        return answer_all(far, NULL);
    nanosleep(&pause, NULL);
    return -ENOMEM;
}

static void assert_others_go_on(bool each)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "x", 1), 1);
    close(ends[1]);
    assert_int_equal(run(1, each, give_up_if_first, &ends[0]), 0);
    close(ends[0]);
    assert_all_done();
    assert_int_equal(job.failed, 0);
    assert_non_null(strstr(warnings, "could not go on"));
}

static void one_that_gives_up_leaves_its_tasks_to_the_others(void **state)
{
    (void)state;
    assert_others_go_on(false);
}

static void so_does_a_hired_one(void **state)
{
    (void)state;
    assert_others_go_on(true);
}

static void send_bytes(const struct job *far, const void *data, size_t size)
{
    const struct far_end *end_of = far->linked;
    (void)!write(end_of->to, data, size);
    (void)pause(); /* it does not end before it is ended */
}

static int send_garbage(struct job *far, const void *arg)
{
    struct task task;
    (void)arg;
    if (job_next(far, &task))
        send_bytes(far, "HTTP/1.1 200 OK\r\n\r\n", 19);
    return 0;
}

static int answer_what_it_has_not(struct job *far, const void *arg)
{
    struct task task;
    struct buffer frame;
    struct result result;
    (void)arg;
    buffer_init(&frame);
    result_init(&result, TASKS - 1);
    if (job_next(far, &task) && frame_put_result(&frame, &result) == 0)
        send_bytes(far, frame.data, frame.size);
    return 0;
}

static int answer_twice(struct job *far, const void *arg)
{
    struct task task;
    struct buffer frame;
    struct result result;
    (void)arg;
    buffer_init(&frame);
    if (!job_next(far, &task))
        return 0;
    result_init(&result, task.index);
    int err = frame_put_result(&frame, &result);
    if (!err)
        err = frame_put_result(&frame, &result);
    if (!err)
        send_bytes(far, frame.data, frame.size);
    return err;
}

static void bytes_that_are_no_frame_are_an_error_and_no_hang(void **state)
{
    (void)state;
    assert_int_equal(run(1, false, send_garbage, NULL), -EBADMSG);
}

static void so_is_an_answer_to_a_task_that_it_has_not(void **state)
{
    (void)state;
    assert_int_equal(run(1, false, answer_what_it_has_not, NULL), -EBADMSG);
}

static void so_is_a_second_answer(void **state)
{
    (void)state;
    assert_int_equal(run(1, false, answer_twice, NULL), -EBADMSG);
}

/* A result larger than a pipe, and of all workers at once. */
static int answer_at_length(struct job *far, const void *arg)
{
    static char text[1 << 20];
    struct task task;
    (void)arg;
    memset(text, 'x', sizeof text - 1);
    while (job_next(far, &task)) {
        free(task.address);
        task.address = strdup(text);
        if (!task.address)
            return -ENOMEM;
        answer(far, &task);
    }
    return 0;
}

static void large_results_come_whole_from_all_workers_at_once(void **state)
{
    (void)state;
    assert_int_equal(run(1, false, answer_at_length, NULL), 0);
    assert_all_done();
}

static void a_job_that_has_stopped_ends_though_workers_have_tasks(void **state)
{
    (void)state;
    const size_t which = 3;
    job.fail_fast = true;
    int err = run(1, false, die_of_one, &which);
    assert_true(err == 0 || err == -ECANCELED);
    assert_int_equal(job.error, -ECANCELED);
    assert_in_range(job.done, 1, TASKS);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(answers_out_of_order_are_each_their_tasks),
        CASE(a_worker_for_each_task_does_that_and_ends),
        CASE(a_task_that_kills_is_lost_and_no_other),
        CASE(so_it_is_where_many_are_done_at_once),
        CASE(so_it_is_with_a_worker_for_each_task),
        CASE(part_of_a_frame_from_a_worker_that_dies_is_dropped),
        CASE(workers_that_all_die_without_doing_anything_are_an_end),
        CASE(workers_that_give_up_say_why),
        CASE(so_do_hired_ones),
        CASE(one_that_gives_up_leaves_its_tasks_to_the_others),
        CASE(so_does_a_hired_one),
        CASE(bytes_that_are_no_frame_are_an_error_and_no_hang),
        CASE(so_is_an_answer_to_a_task_that_it_has_not),
        CASE(so_is_a_second_answer),
        CASE(large_results_come_whole_from_all_workers_at_once),
        CASE(a_job_that_has_stopped_ends_though_workers_have_tasks),
    };
    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
