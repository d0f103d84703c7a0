/* SPDX-License-Identifier: MIT */
/* The bound against its formulas and against schedules, none of which may beat it. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "bench/bound.h"
#include "bench/random.h"

enum { MOST = 64 }; /* tasks, in any test */

static struct bound bound_of(const struct bound_case *given)
{
    struct bound bound = {0};
    assert_int_equal(bound_compute(given, &bound), 0);
    return bound;
}

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) <= 1e-12 + 1e-12 * fabs(expected)))
        fail_msg("%.17g is not %.17g", value, expected);
}

/* MEASURING.md, rule 3, word for word. */
static double formula(const struct bound_case *given, double latency)
{
    double tasks = (double)given->tasks;
    double rounds = ceil(tasks / (double)given->workers);
    double cores = fmin((double)given->workers, (double)given->cores);
    double parse = given->parse_s;

    if (given->one_thread)
        return fmax(rounds * latency + parse, latency + tasks * parse);
    return fmax(rounds * (latency + parse), latency + tasks * parse / cores);
}

static void assert_formula(struct bound_case given, double latency)
{
    static const double parses[] = {0, 0.0007, 0.05, 2};

    for (size_t variant = 0; variant < 8; variant++) {
        given.one_thread = variant >= 4;
        given.parse_s = parses[variant % 4];
        assert_near(bound_of(&given).seconds, formula(&given, latency));
    }
}

static void equal_latencies_give_the_formulas(void **state)
{
    double latency[MOST];
    struct bound_case given = {0};

    (void)state;
    for (size_t i = 0; i < MOST; i++)
        latency[i] = 0.6;
    given.latency_s = latency;
    for (size_t i = 0; i < (size_t)4 * MOST * MOST; i++) {
        given.tasks = 1 + i % MOST;
        given.workers = 1 + i / MOST % MOST;
        given.cores = (size_t)1 << i / MOST / MOST;
        assert_formula(given, 0.6);
    }
}

/* The tutorial's ten pages: 6.02, 1.81, 0.604 and 0.608 s. */
static void the_tutorials_job_has_the_bounds_computed_by_hand(void **state)
{
    static const double latency[] = {0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6};
    struct bound_case given = {.latency_s = latency, .tasks = 10, .parse_s = 0.0008, .cores = 2};

    (void)state;
    given.workers = 1;
    assert_near(bound_of(&given).seconds, 6.008);
    given.workers = 4;
    assert_near(bound_of(&given).seconds, 1.8024);
    given.workers = 12;
    assert_near(bound_of(&given).seconds, 0.604);
    given.one_thread = true;
    assert_near(bound_of(&given).seconds, 0.608);
}

static size_t soonest(const double *free_at, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (free_at[i] < free_at[best])
            best = i;
    return best;
}

/* What the tasks take in `order`: a free worker takes the next and waits; then the task waits for a core,
   first come, first served. A pool's worker is free when that is over, a transfer of one thread before it. */
static double makespan(const struct bound_case *given, const size_t *order)
{
    double core_free[MOST] = {0};
    double arrives[MOST] = {0}; /* when each worker's task comes to the cores */
    size_t cores = given->one_thread ? 1 : given->cores;
    double last = 0;
    size_t next = 0;

    for (size_t i = 0; i < given->workers; i++)
        arrives[i] = next < given->tasks ? given->latency_s[order[next++]] : INFINITY;
    for (size_t done = 0; done < given->tasks; done++) {
        size_t worker = soonest(arrives, given->workers);
        size_t core = soonest(core_free, cores);
        double end = fmax(arrives[worker], core_free[core]) + given->parse_s;
        double begins = given->one_thread ? arrives[worker] : end;

        core_free[core] = end;
        last = fmax(last, end);
        arrives[worker] = next < given->tasks ? begins + given->latency_s[order[next++]] : INFINITY;
    }
    return last;
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

    if (first == given->tasks)
        return makespan(given, order);
    for (size_t i = first; i < given->tasks; i++) {
        swap(&order[first], &order[i]);
        best = fmin(best, best_order(given, order, first + 1));
        swap(&order[first], &order[i]);
    }
    return best;
}

/* A job of up to `most` tasks of up to a second each, half of them with equal steps so that ties occur. */
static struct bound_case random_case(struct random *random, double *latency, size_t most)
{
    struct bound_case given = {.latency_s = latency};

    given.tasks = 1 + (size_t)random_below(random, most);
    given.workers = 1 + (size_t)random_below(random, most);
    given.cores = 1 + (size_t)random_below(random, 4);
    given.one_thread = random_below(random, 2) == 1;
    given.parse_s = pow(random_unit(random), 3) / 2;
    bool steps = random_below(random, 2) == 1;
    for (size_t i = 0; i < given.tasks; i++)
        latency[i] = steps ? (double)random_below(random, 5) / 4 : random_unit(random);
    return given;
}

/* Of up to 6 tasks every order is tried. The bound is also worth something: it is met in many cases. */
static void no_order_of_a_small_job_beats_the_bound(void **state)
{
    double latency[MOST];
    struct random random;
    int met = 0;

    (void)state;
    random_seed(&random, 2);
    for (int i = 0; i < 2000; i++) {
        struct bound_case given = random_case(&random, latency, 6);
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
    double latency[MOST];
    struct random random;

    (void)state;
    random_seed(&random, 3);
    for (int i = 0; i < 20000; i++) {
        struct bound_case given = random_case(&random, latency, MOST);
        size_t order[MOST];
        for (size_t j = 0; j < MOST; j++)
            order[j] = j;
        random_shuffle(&random, order, given.tasks);
        double reached = makespan(&given, order);
        double bound = bound_of(&given).seconds;

        if (reached < bound * (1 - 1e-12))
            fail_msg("%g s is under the bound of %g s", reached, bound);
    }
}

/* Three jobs of 0.6 on two machines: one does two of them, although mean load and longest job say 0.9. */
static void the_bound_knows_that_a_task_is_not_shared(void **state)
{
    static const double latency[] = {0.6, 0.1, 0.6, 0.6};
    struct bound_case given = {.latency_s = latency, .tasks = 4, .workers = 2, .cores = 2};

    (void)state;
    assert_near(bound_of(&given).seconds, 1.2);
}

static void senseless_cases_are_refused(void **state)
{
    static const double latency[] = {0.6, -1};
    static const double nothing[] = {NAN};
    const struct bound_case good = {.latency_s = latency, .tasks = 1, .workers = 1, .cores = 1};
    struct bound_case given = good;
    struct bound bound;

    (void)state;
    assert_int_equal(bound_compute(&given, &bound), 0);
    given.tasks = 2;
    assert_int_equal(bound_compute(&given, &bound), -EINVAL);
    given.tasks = 0;
    assert_int_equal(bound_compute(&given, &bound), -EINVAL);
    given = good;
    given.workers = 0;
    assert_int_equal(bound_compute(&given, &bound), -EINVAL);
    given = good;
    given.latency_s = nothing;
    assert_int_equal(bound_compute(&given, &bound), -EINVAL);
    given = good;
    given.parse_s = -0.1;
    assert_int_equal(bound_compute(&given, &bound), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_latencies_give_the_formulas),
        cmocka_unit_test(the_tutorials_job_has_the_bounds_computed_by_hand),
        cmocka_unit_test(no_order_of_a_small_job_beats_the_bound),
        cmocka_unit_test(no_random_order_of_a_large_job_beats_the_bound),
        cmocka_unit_test(the_bound_knows_that_a_task_is_not_shared),
        cmocka_unit_test(senseless_cases_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
