/* SPDX-License-Identifier: MIT */
/* The sentences below the table are true of the numbers in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/measure/analysis.h"
#include "bench/show/sentences.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

/* A model and how long it took. */
struct given {
    const char *model;
    double wall_s;
};

enum { ROUNDS = 3 };

/* What was explained last. */
static struct {
    struct options options;
    struct comparison comparison;
    struct lines lines;
} it;

static int release(void **state)
{
    (void)state;
    comparison_release(&it.comparison);
    return 0;
}

static void tell(void)
{
    it.lines.count = 0;
    report_meaning(&it.lines, &it.comparison);
}

/* Gives a model so many rounds, whose median is as given, and which differ by `noise`, a part of it. Of two
   models that follow each other the one's are slow where the other's are fast. */
static void add_trials(struct contender *contender, double wall_s, double noise, size_t rounds, bool turned)
{
    double sign = turned ? -1 : 1;
    for (size_t i = 0; i < rounds && wall_s > 0; i++) {
        double step = rounds > 1 ? 2 * (double)i / (double)(rounds - 1) - 1 : 0; /* from -1 to 1 */
        contender->trials[contender->trial_count++] = (struct trial){
            .wall_s = wall_s * (1 + sign * (noise + 0.0005) * step), .user_s = 0.01, .origin.cpu_s = 0.001};
    }
}

/* Makes `it` the meaning of so many rounds of `count` models, each with a noise of its own (NULL: none), with
   the pages and their latency as given: by an origin that makes them, and 1 ms of computing each. */
static void explain_rounds(size_t rounds, const double *noises, size_t tasks, double latency_s,
                           const struct given *given, size_t count)
{
    comparison_release(&it.comparison);
    it.options = (struct options){.workload = workloads[0], .tasks = tasks, .entrant_count = count};
    it.options.latency_ns = (uint64_t)(latency_s * 1e9 + 0.5);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(entrant_parse(&it.options.entrants[i], given[i].model), 0);
    assert_int_equal(comparison_init(&it.comparison, &it.options), 0);
    struct span_cost *costs = calloc(tasks, sizeof *costs);
    assert_non_null(costs);
    for (size_t i = 0; i < tasks; i++)
        costs[i] = (struct span_cost){.parent = SIZE_MAX, .latency_s = latency_s, .compute_s = 0.001};
    assert_int_equal(comparison_set_costs(&it.comparison, costs, tasks), 0);
    free(costs);
    it.comparison.cores = 2;
    it.comparison.rounds = rounds;
    for (size_t i = 0; i < count; i++)
        add_trials(&it.comparison.contenders[i], given[i].wall_s, noises ? noises[i] : 0, rounds, i % 2);
    assert_int_equal(analysis_make(&it.comparison), 0);
    tell();
}

static void explain(size_t tasks, double latency_s, const struct given *given, size_t count)
{
    explain_rounds(ROUNDS, NULL, tasks, latency_s, given, count);
}

/* Whether some line holds all of the words, ended by NULL. */
static bool says(const char *const *words)
{
    for (size_t i = 0; i < it.lines.count; i++) {
        size_t found = 0;
        while (words[found] && strstr(it.lines.text[i], words[found]))
            found++;
        if (!words[found])
            return true;
    }
    return false;
}

#define assert_says(...)   assert_true(says((const char *const[]){__VA_ARGS__, NULL}))
#define assert_silent(...) assert_false(says((const char *const[]){__VA_ARGS__, NULL}))

static const struct given tutorial[] = {
    {"sequential", 6.03}, {"fork-pool", 1.82}, {"pthread-pool", 0.611}, {"coroutine", 0.615}};

static void a_tie_of_those_that_only_wait_names_them_and_the_wait(void **state)
{
    (void)state;
    explain(10, 0.6, tutorial, 4);
    assert_says("pthread-pool:12 and coroutine tie at 611 ms to 615 ms, the same within 3 %",
                "one wait of 600 ms");
    assert_silent("fastest");
}

static void the_tutorials_gap_is_told_where_its_set_up_ties(void **state)
{
    (void)state;
    explain(10, 0.6, tutorial, 4);
    assert_says("2.60", "in C ties", "--with-python"); /* 1.2979644 / 0.4992242 */
    assert_says("499 ms for ten pages", "603 ms that one page");
    assert_silent("in Python here");
    assert_silent("same job in C");
}

static const struct given with_python[] = {
    {"sequential", 6.03},  {"py-sequential:1=scripts/tutorial/sequential.py", 6.14},
    {"fork-pool", 1.82},   {"py-processes:4=scripts/tutorial/process_pool.py", 1.93},
    {"pthread-pool", 0.6}, {"py-threads:12=scripts/tutorial/thread_pool.py", 0.716},
    {"coroutine", 0.61},   {"py-asyncio=scripts/tutorial/asyncio.py", 0.734}};

static void what_python_does_here_is_told_where_it_takes_part(void **state)
{
    (void)state;
    explain(10, 0.6, with_python, 8);
    assert_says("2.60", "py-threads:12 with 716 ms and py-asyncio with 734 ms tie");
    assert_says("In C, pthread-pool:12 and coroutine tie");
    assert_says("603 ms that one page");
    assert_says("sequential 98.2 %, fork-pool:4 94.3 %, pthread-pool:12 83.8 %, coroutine 83.1 %", "saves");
    assert_silent("--with-python");
}

static void pythons_own_gap_is_told_where_it_has_one(void **state)
{
    static const struct given apart[] = {{"py-threads:12=a/tutorial/thread_pool.py", 0.9},
                                         {"py-asyncio=tutorial/asyncio.py", 0.75}};
    (void)state;
    explain(10, 0.6, apart, 2);
    assert_says("py-asyncio with 750 ms is 1.20 times as fast as py-threads:12 with 900 ms");
    assert_silent("In C");
    assert_silent("same job in C");
    explain_rounds(ROUNDS, (const double[]){0.3, 0.3}, 10, 0.6, apart, 2);
    assert_says("py-asyncio with 750 ms and py-threads:12 with 900 ms cannot be told apart");
    explain_rounds(1, NULL, 10, 0.6, apart, 2);
    assert_silent("in Python here");
}

static void c_that_saves_nothing_is_not_given_a_reason(void **state)
{
    static const struct given even[] = {{"sequential", 6.03}, {"py=tutorial/sequential.py", 6.05}};
    (void)state;
    explain(10, 0.6, even, 2);
    assert_says("same job in C", "sequential 99.7 %");
    assert_silent("saves");
}

static void programs_that_are_not_the_tutorials_are_not_spoken_of_as_python(void **state)
{
    static const struct given others[] = {{"pthread-pool", 0.61},
                                          {"coroutine", 0.61},
                                          {"a:12=scripts/nottutorial/thread_pool.py", 0.7},
                                          {"b=scripts/tutorial/own_asyncio.py", 0.7}};
    (void)state;
    explain(10, 0.6, others, 4);
    assert_says("in C ties", "--with-python");
    assert_silent("in Python here");
}

static void the_tutorials_gap_is_told_of_no_other_set_up(void **state)
{
    (void)state;
    explain(11, 0.6, tutorial, 4); /* other pages */
    assert_says("tie");
    assert_silent("utorial");
    explain(10, 0.5, tutorial, 4); /* another latency */
    assert_silent("utorial");
    explain(10, 0.6, (const struct given[]){{"pthread-pool:10", 0.611}, {"coroutine", 0.611}}, 2);
    assert_says("tie");
    assert_silent("utorial");
}

static void the_tutorials_gap_is_not_told_where_there_is_one_here_too(void **state)
{
    static const struct given slow[] = {{"sequential", 6.03}, {"pthread-pool", 0.75}, {"coroutine", 0.611}};
    (void)state;
    explain(10, 0.6, slow, 3);
    assert_says("coroutine is fastest with 611 ms", "9.87", "sequential");
    assert_silent("utorial");
}

static void a_tie_of_those_short_of_workers_is_not_put_down_to_one_wait(void **state)
{
    static const struct given pools[] = {{"fork-pool:5", 1.21}, {"pthread-pool:5", 1.2}};
    (void)state;
    explain(10, 0.6, pools, 2);
    assert_says("fork-pool:5 and pthread-pool:5 tie at 1.20 s to 1.21 s");
    assert_silent("one wait");
}

static void three_that_tie_are_all_named(void **state)
{
    static const struct given three[] = {
        {"fork-pool:10", 0.611}, {"pthread-pool:10", 0.62}, {"coroutine", 0.615}};
    (void)state;
    explain(10, 0.6, three, 3);
    assert_says("fork-pool:10, pthread-pool:10 and coroutine tie at 611 ms to 620 ms, the same within 3 %");
}

static void one_alone_is_held_against_the_bound_only(void **state)
{
    (void)state;
    explain(10, 0.6, &(const struct given){"coroutine", 0.61}, 1);
    assert_int_equal(it.lines.count, 1);
    assert_says("coroutine took 610 ms", "100 %");
    assert_silent("fastest");
}

static void the_number_of_turns_is_that_of_the_slowest_worker(void **state)
{
    static const struct given pools[] = {{"sequential", 6.03}, {"fork-pool", 1.82}, {"pthread-pool:3", 2.41}};
    (void)state;
    explain(10, 0.6, pools, 3);
    assert_says("4 workers for 10 pages (fork-pool:4) need three turns", "the tutorial's choice");
    assert_says("3 workers for 10 pages (pthread-pool:3) need four turns");
    assert_silent("pthread-pool:3", "tutorial");
    assert_silent("sequential has");
}

static void pools_of_the_same_number_take_their_turns_in_one_sentence(void **state)
{
    static const struct given pools[] = {{"sequential", 6.03},
                                         {"fork-pool", 1.82},
                                         {"own:4=./own", 1.83},
                                         {"py:4=tutorial/process_pool.py", 1.9},
                                         {"pthread-pool:4", 1.82}};
    (void)state;
    explain(10, 0.6, pools, 5);
    assert_says("4 workers for 10 pages (fork-pool:4 and py:4) need three turns", "the tutorial's choice");
    assert_says("4 workers for 10 pages (own:4 and pthread-pool:4) need three turns.");
    size_t sentences = 0;
    for (size_t i = 0; i < it.lines.count; i++)
        sentences += strstr(it.lines.text[i], "workers for") != NULL;
    assert_int_equal(sentences, 2);
}

static void what_was_taken_out_is_not_spoken_of(void **state)
{
    static const struct given two[] = {{"sequential", 6.03}, {"fork-pool", 1.82}, {"coroutine", 0}};
    (void)state;
    explain(10, 0.6, two, 3);
    assert_says("fork-pool:4 is fastest");
    assert_silent("coroutine");
    explain(10, 0.6, &(const struct given){"coroutine", 0}, 1);
    assert_int_equal(it.lines.count, 0);
}

static void those_that_noise_hides_are_not_ranked(void **state)
{
    static const struct given noisy[] = {
        {"fork-pool:2", 0.60}, {"pthread-pool:2", 0.69}, {"sequential", 1.26}};
    (void)state;
    explain(10, 0, noisy, 3);
    assert_says("fork-pool:2 is fastest");
    explain_rounds(ROUNDS, (const double[]){0.1, 0.1, 0}, 10, 0, noisy, 3);
    assert_says("fork-pool:2 and pthread-pool:2 (600 ms to 690 ms) cannot be told apart after 3 rounds.");
    assert_says("--rounds 10 or a quieter machine may tell.");
    assert_silent("fastest");
    explain_rounds(10, (const double[]){0.3, 0.3, 0}, 10, 0, noisy, 3);
    assert_says("--rounds 20 or a quieter machine may tell.");
    it.comparison.partial = true;
    tell();
    assert_silent("--rounds");
}

static void some_the_same_and_others_open_share_the_place(void **state)
{
    static const struct given four[] = {
        {"fork-pool:2", 0.60}, {"pthread-pool:2", 0.601}, {"pthread-pool:3", 0.69}, {"sequential", 2}};
    (void)state;
    explain_rounds(ROUNDS, (const double[]){0, 0, 0.2, 0}, 10, 0, four, 4);
    assert_says("fork-pool:2, pthread-pool:2 and pthread-pool:3 (600 ms to 690 ms) share the first place");
    assert_silent("fastest");
}

static void of_one_round_the_least_time_is_told_and_no_place(void **state)
{
    (void)state;
    explain_rounds(1, NULL, 10, 0.6, tutorial, 4);
    assert_says(
        "In the only round, pthread-pool:12 took the least time, 611 ms: 9.87 times the speed of sequential");
    assert_silent("fastest");
    assert_silent("tie");
    assert_silent("in C ties");
}

/* The times of two models, in 1 to 10 rounds, from the same to far apart, and from calm to wild: what one
   sentence says, no other denies. */
static void no_sentence_contradicts_another(void **state)
{
    static const size_t rounds[] = {1, 2, 3, 6, 10};
    static const double ratios[] = {1, 1.01, 1.05, 1.3, 10};
    static const double noises[] = {0, 0.01, 0.1, 0.5};
    (void)state;
    for (size_t i = 0; i < (size_t)5 * 5 * 4; i++) {
        const struct given both[] = {{"sequential", 0.6 * ratios[i / 5 % 5]}, {"fork-pool:2", 0.6}};
        const double noise[] = {noises[i / 25], noises[i / 25]};
        explain_rounds(rounds[i % 5], noise, 10, 0, both, 2);
        it.options.workload = workload_find("copy");
        tell();
        bool ahead = says((const char *const[]){"fork-pool:2 is fastest", NULL});
        bool tie = says((const char *const[]){" tie at ", NULL});
        bool open = says((const char *const[]){"cannot be told apart after", NULL});
        bool once = says((const char *const[]){"In the only round", NULL});
        assert_int_equal(ahead + tie + open + once, 1);
        assert_int_equal(once, rounds[i % 5] == 1);
        assert_int_equal(ahead, says((const char *const[]){"here it pays", NULL}));
        assert_int_equal(tie, says((const char *const[]){"here it does not pay", NULL}));
        assert_int_equal(open, says((const char *const[]){"whether it pays here is open", NULL}));
        assert_int_equal(ahead, it.comparison.contenders[0].place == 2);
        assert_silent("costs more");
    }
}

/* Of the same in the tutorial's set-up: its gap is called no matter of the models just where the two tie. */
static void the_tutorials_gap_follows_from_the_places(void **state)
{
    static const size_t rounds[] = {1, 2, 3, 6, 10};
    static const double ratios[] = {1, 1.01, 1.2};
    static const double noises[] = {0, 0.3};
    (void)state;
    for (size_t i = 0; i < (size_t)5 * 3 * 2; i++) {
        const struct given three[] = {
            {"sequential", 6.03}, {"pthread-pool", 0.62 * ratios[i / 5 % 3]}, {"coroutine", 0.62}};
        const double noise = noises[i / 15];
        explain_rounds(rounds[i % 5], (const double[]){0, noise, noise}, 10, 0.6, three, 3);
        const struct contender *contenders = it.comparison.contenders;
        bool tie = says((const char *const[]){"pthread-pool:12 and coroutine tie at ", NULL});
        bool shared = contenders[1].place == 1 && contenders[2].place == 1;
        assert_int_equal(tie, says((const char *const[]){"the same set-up in C ties", NULL}));
        assert_int_equal(shared, tie || says((const char *const[]){"cannot be told apart after", NULL}));
        assert_int_equal(contenders[2].place == 0, says((const char *const[]){"In the only round", NULL}));
        assert_int_equal(contenders[1].place > 1, says((const char *const[]){"coroutine is fastest", NULL}));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tie_of_those_that_only_wait_names_them_and_the_wait),
        cmocka_unit_test(the_tutorials_gap_is_told_where_its_set_up_ties),
        cmocka_unit_test(the_tutorials_gap_is_told_of_no_other_set_up),
        cmocka_unit_test(what_python_does_here_is_told_where_it_takes_part),
        cmocka_unit_test(pythons_own_gap_is_told_where_it_has_one),
        cmocka_unit_test(c_that_saves_nothing_is_not_given_a_reason),
        cmocka_unit_test(programs_that_are_not_the_tutorials_are_not_spoken_of_as_python),
        cmocka_unit_test(pools_of_the_same_number_take_their_turns_in_one_sentence),
        cmocka_unit_test(the_tutorials_gap_is_not_told_where_there_is_one_here_too),
        cmocka_unit_test(a_tie_of_those_short_of_workers_is_not_put_down_to_one_wait),
        cmocka_unit_test(three_that_tie_are_all_named),
        cmocka_unit_test(one_alone_is_held_against_the_bound_only),
        cmocka_unit_test(the_number_of_turns_is_that_of_the_slowest_worker),
        cmocka_unit_test(those_that_noise_hides_are_not_ranked),
        cmocka_unit_test(some_the_same_and_others_open_share_the_place),
        cmocka_unit_test(of_one_round_the_least_time_is_told_and_no_place),
        cmocka_unit_test(no_sentence_contradicts_another),
        cmocka_unit_test(the_tutorials_gap_follows_from_the_places),
        cmocka_unit_test(what_was_taken_out_is_not_spoken_of),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
