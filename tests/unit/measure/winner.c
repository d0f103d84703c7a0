/* SPDX-License-Identifier: MIT */
/* Who is fastest, and whether the rounds can tell: every branch, with made-up times. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "bench/measure/winner.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { MOST = 4, ROUNDS = 3 };

/* Times of a model around `wall_s`, which spread by `spread` of it; none for 0 rounds. */
struct times {
    double wall_s, spread;
    size_t rounds;
};

static struct trial trials[MOST][ROUNDS];

static void make(struct comparison *comparison, const struct times *list, size_t count)
{
    *comparison = (struct comparison){.count = count};
    for (size_t i = 0; i < count; i++) {
        struct contender *contender = &comparison->contenders[i];
        contender->trials = trials[i];
        contender->trial_count = list[i].rounds;
        contender->wall.value = list[i].wall_s;
        for (size_t j = 0; j < list[i].rounds; j++)
            trials[i][j].wall_s = list[i].wall_s * (1 + list[i].spread * ((double)j - 1));
    }
}

struct example {
    struct times models[MOST];
    size_t count;
    int first, second; /* -1: none */
    enum standing standing;
    bool sure;
};

static void check(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct example *it = &examples[i];
        struct comparison comparison;
        struct winner winner;
        make(&comparison, it->models, it->count);
        winner_find(&winner, &comparison);
        assert_ptr_equal(winner.first, it->first < 0 ? NULL : &comparison.contenders[it->first]);
        assert_ptr_equal(winner.second, it->second < 0 ? NULL : &comparison.contenders[it->second]);
        assert_int_equal(winner.standing, it->standing);
        assert_int_equal(winner_is_open(&winner), it->second >= 0 && (it->standing == STANDING_OPEN ||
                                                                      it->standing == STANDING_UNKNOWN));
        assert_int_equal(winner.sure, it->sure);
        assert_int_equal(winner_wants_more(&winner), it->second >= 0 && !it->sure);
        assert_int_equal(isnan(winner.factor), it->second < 0);
        if (it->second >= 0)
            assert_true(winner.factor >= 1);
    }
}

static void nobody_and_one_alone_are_no_race(void **state)
{
    static const struct example examples[] = {
        {{{1, 0, 0}}, 1, -1, -1, STANDING_UNKNOWN, false},
        {{{1, 0, 0}, {2, 0.1, 3}}, 2, 1, -1, STANDING_UNKNOWN, false},
    };
    (void)state;
    check(examples, sizeof examples / sizeof *examples);
}

static void the_fastest_wins_where_the_rounds_tell(void **state)
{
    static const struct example examples[] = {
        {{{1.5, 0.001, 3}, {1, 0, 3}, {2, 0, 3}}, 3, 1, 0, STANDING_FASTER, true},
        {{{1, 0, 3}, {1.3, 0.085, 3}}, 2, 0, 1, STANDING_FASTER, false}, /* just so */
        {{{1, 0.3, 3}, {2, 0.3, 3}}, 2, 0, 1, STANDING_FASTER, true},    /* whatever slows both */
    };
    (void)state;
    check(examples, sizeof examples / sizeof *examples);
}

static void the_same_within_three_percent_is_a_tie(void **state)
{
    static const struct example examples[] = {
        {{{1, 0, 3}, {1.02, 0.001, 3}}, 2, 0, 1, STANDING_SAME, true},
        {{{1, 0, 3}, {1.5, 0.001, 3}, {1.02, 0.001, 3}}, 3, 0, 2, STANDING_SAME, true},
    };
    (void)state;
    check(examples, sizeof examples / sizeof *examples);
}

static void what_the_rounds_cannot_tell_is_open(void **state)
{
    static const struct example examples[] = {
        {{{1, 0, 3}, {1.2, 0.2, 3}}, 2, 0, 1, STANDING_OPEN, false},
        {{{1, 0, 3}, {1.01, 0.2, 3}}, 2, 0, 1, STANDING_OPEN, false}, /* though medians are close */
        {{{1, 0, 3}, {1.01, 0, 3}, {1.2, 0.2, 3}}, 3, 0, 2, STANDING_OPEN, false}, /* though another ties */
        {{{1, 0, 3}, {1.1, 0.2, 3}, {1.2, 0.2, 3}}, 3, 0, 1, STANDING_OPEN, false},
        {{{1, 0, 1}, {2, 0, 1}}, 2, 0, 1, STANDING_UNKNOWN, false},
    };
    (void)state;
    check(examples, sizeof examples / sizeof *examples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_and_one_alone_are_no_race),
        cmocka_unit_test(the_fastest_wins_where_the_rounds_tell),
        cmocka_unit_test(the_same_within_three_percent_is_a_tie),
        cmocka_unit_test(what_the_rounds_cannot_tell_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
