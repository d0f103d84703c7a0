/* SPDX-License-Identifier: MIT */
/* The bound against schedules, none of which may beat it, and what is played through against the best of
 * them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/bound.h"
#include "stats/random.h"
#include "stats/schedule.h"

enum { MOST = 64 }; /* tasks, in any test */

static struct bound bound_of(const struct bound_case *given)
{
    struct bound bound = {0};
    assert_int_equal(bound_compute(given, &bound), 0);
    return bound;
}

enum stage { TO_COME, WAITING, ARRIVED, COMPUTING, DONE };

struct progress {
    const struct bound_case *given;
    enum stage stage[MOST];
    double ends[MOST]; /* the waiting or the computing of each task */
    double now;
    size_t free_workers;
    size_t free_cores;
};

/* Takes the task to its next stage, unless it cannot go there now. */
static bool advance(struct progress *schedule, size_t i)
{
    const struct bound_task *task = &schedule->given->tasks[i];
    enum stage stage = schedule->stage[i];

    if (((stage == WAITING || stage == COMPUTING) && schedule->ends[i] > schedule->now) || stage == DONE)
        return false;
    if (stage == TO_COME) {
        if (!schedule->free_workers || (task->after != SIZE_MAX && schedule->stage[task->after] != DONE))
            return false;
        schedule->free_workers--;
        schedule->ends[i] = schedule->now + task->latency_s;
    } else if (stage == ARRIVED) {
        if (!schedule->free_cores)
            return false;
        schedule->free_cores--;
        schedule->ends[i] = schedule->now + task->compute_s;
    } else if (stage == COMPUTING) {
        schedule->free_cores++;
    }
    if (stage == (schedule->given->loops ? WAITING : COMPUTING))
        schedule->free_workers++;
    schedule->stage[i]++;
    return true;
}

static double next_end(const struct progress *schedule)
{
    double next = INFINITY;
    for (size_t i = 0; i < schedule->given->count; i++)
        if (schedule->stage[i] == WAITING || schedule->stage[i] == COMPUTING)
            next = fmin(next, schedule->ends[i]);
    return next;
}

/* What the tasks take when the first in `order` of those that can go on does: it takes a free worker as soon
   as its parent is done and waits; then it takes a free core. */
static double makespan(const struct bound_case *given, const size_t *order)
{
    struct progress schedule = {.given = given, .free_workers = given->in_flight, .free_cores = given->cores};

    if (given->loops && given->loops < given->cores)
        schedule.free_cores = given->loops;
    for (;;) {
        for (size_t i = 0; i < given->count;)
            i = advance(&schedule, order[i]) ? 0 : i + 1;
        double next = next_end(&schedule);
        if (isinf(next))
            return schedule.now;
        schedule.now = next;
    }
}

static void swap(size_t *a, size_t *b)
{
    size_t kept = *a;
    *a = *b;
    *b = kept;
}

/* The least makespan of all orders of the tasks from `first` on. */
static double best_order(const struct bound_case *given, size_t *order, size_t first)
{
    double best = INFINITY;

    if (first == given->count)
        return makespan(given, order);
    for (size_t i = first; i < given->count; i++) {
        swap(&order[first], &order[i]);
        best = fmin(best, best_order(given, order, first + 1));
        swap(&order[first], &order[i]);
    }
    return best;
}

/* A job of up to `most` tasks; in half of the jobs the latencies are in equal steps so that ties occur, in
   half the computing is equal, and in half tasks add tasks. */
static struct bound_case random_case(struct random *random, struct bound_task *tasks, size_t most)
{
    struct bound_case given = {.tasks = tasks};

    given.count = 1 + (size_t)random_below(random, most);
    given.in_flight = 1 + (size_t)random_below(random, most);
    given.loops = (size_t)random_below(random, 4);
    given.cores = 1 + (size_t)random_below(random, 4);
    bool steps = random_below(random, 2) == 1;
    bool equal = random_below(random, 2) == 1;
    bool adding = random_below(random, 2) == 1;
    double compute = pow(random_unit(random), 3) / 2;
    for (size_t i = 0; i < given.count; i++) {
        tasks[i].latency_s = steps ? (double)random_below(random, 5) / 4 : random_unit(random);
        tasks[i].compute_s = equal ? compute : pow(random_unit(random), 3);
        tasks[i].after = adding && i > 0 && random_below(random, 4) > 0 ? random_below(random, i) : SIZE_MAX;
    }
    return given;
}

/* Of up to 6 tasks every order is tried. The bound is also worth something: it is met in many cases. */
static void no_order_of_a_small_job_beats_the_bound(void **state)
{
    struct bound_task tasks[MOST];
    struct random random;
    int met = 0;

    (void)state;
    random_seed(&random, 2);
    for (int i = 0; i < 2000; i++) {
        struct bound_case given = random_case(&random, tasks, 6);
        size_t order[] = {0, 1, 2, 3, 4, 5};
        double best = best_order(&given, order, 0);
        double bound = bound_of(&given).seconds;

        if (best < bound * (1 - 1e-12))
            fail_msg("%g s is under the bound of %g s", best, bound);
        met += best <= bound * (1 + 1e-12);
    }
    assert_true(met > 1000);
}

static void no_random_order_of_a_large_job_beats_the_bound(void **state)
{
    struct bound_task tasks[MOST];
    struct random random;

    (void)state;
    random_seed(&random, 3);
    for (int i = 0; i < 5000; i++) {
        struct bound_case given = random_case(&random, tasks, MOST);
        size_t order[MOST];
        for (size_t j = 0; j < MOST; j++)
            order[j] = j;
        random_shuffle(&random, order, given.count);
        double reached = makespan(&given, order);
        double bound = bound_of(&given).seconds;

        if (reached < bound * (1 - 1e-12))
            fail_msg("%g s is under the bound of %g s", reached, bound);
    }
}

static double played(const struct bound_case *job)
{
    struct schedule out = {0};
    const struct schedule_case given = {.job = *job, .dearer = 1};
    assert_int_equal(schedule_play(&given, &out), 0);
    assert_true(fabs(out.waiting_s + out.queueing_s + out.computing_s + out.holding_s - out.makespan_s) <
                1e-9 * (1 + out.makespan_s));
    assert_true(out.holding_s == 0);
    return out.makespan_s;
}

/* A worker keeps its task, so with loops the best order, which lets go of it, may be faster. In a pool what
   is played is mostly the best, and list scheduling is never twice as long for each of its two resources. */
static void what_is_played_is_never_under_the_bound_and_mostly_the_best(void **state)
{
    struct bound_task tasks[MOST];
    struct random random;
    int pools = 0;
    int met = 0;

    (void)state;
    random_seed(&random, 4);
    for (int i = 0; i < 2000; i++) {
        struct bound_case given = random_case(&random, tasks, 6);
        size_t order[] = {0, 1, 2, 3, 4, 5};
        double reached = played(&given);
        double best = best_order(&given, order, 0);

        if (reached < bound_of(&given).seconds * (1 - 1e-12))
            fail_msg("%g s is under the bound of %g s", reached, bound_of(&given).seconds);
        if (given.loops)
            continue;
        pools++;
        met += reached <= best * (1 + 1e-12);
        assert_true(reached <= 3 * best);
    }
    assert_true(pools > 400);
    assert_true(met > pools * 2 / 3);
}

static void what_is_played_of_a_large_job_is_never_under_the_bound(void **state)
{
    struct bound_task tasks[MOST];
    struct random random;

    (void)state;
    random_seed(&random, 5);
    for (int i = 0; i < 5000; i++) {
        struct bound_case given = random_case(&random, tasks, MOST);
        double reached = played(&given);
        if (reached < bound_of(&given).seconds * (1 - 1e-12))
            fail_msg("%g s is under the bound of %g s", reached, bound_of(&given).seconds);
    }
}

/* Of equal tasks any order is as good as another, so it must be the best, exactly. */
static void of_equal_tasks_what_is_played_is_the_best(void **state)
{
    struct bound_task tasks[MOST];
    struct random random;

    (void)state;
    random_seed(&random, 6);
    for (int i = 0; i < 500; i++) {
        struct bound_case given = random_case(&random, tasks, 6);
        size_t order[] = {0, 1, 2, 3, 4, 5};
        given.loops = 0;
        for (size_t j = 0; j < given.count; j++)
            tasks[j] = (struct bound_task){tasks[0].latency_s, tasks[0].compute_s, SIZE_MAX};
        assert_true(fabs(played(&given) - best_order(&given, order, 0)) < 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_order_of_a_small_job_beats_the_bound),
        cmocka_unit_test(no_random_order_of_a_large_job_beats_the_bound),
        cmocka_unit_test(what_is_played_is_never_under_the_bound_and_mostly_the_best),
        cmocka_unit_test(what_is_played_of_a_large_job_is_never_under_the_bound),
        cmocka_unit_test(of_equal_tasks_what_is_played_is_the_best),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
