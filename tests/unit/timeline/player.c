/* SPDX-License-Identifier: MIT */
/* What time and keys do to a replay. */
#include "bench/timeline/player.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

/* Tasks that end at 10, 20, 30 and at 15, 30; the race at 100. */
static uint64_t early[] = {10, 20, 30};
static uint64_t late[] = {15, 30};
static const struct timeline race = {
    .models = {{.done_ns = early, .tasks = 3}, {.done_ns = late, .tasks = 2}}, .count = 2, .end_ns = 100};

static struct player at(uint64_t at_ns)
{
    return (struct player){.race = &race, .at_ns = at_ns, .speed = 1};
}

static void press(struct player *player, const char *keys)
{
    while (*keys)
        player_key(player, *keys++);
}

static void time_passes_at_its_speed_until_the_end(void **state)
{
    struct player player = at(0);
    (void)state;
    player.speed = 0.5;
    player_pass(&player, 40);
    assert_int_equal(player.at_ns, 20);
    player_pass(&player, 159);
    assert_int_equal(player.at_ns, 99);
    assert_false(player.over);
    player_pass(&player, 2);
    assert_int_equal(player.at_ns, 100);
    assert_true(player.over);
}

static void a_long_while_is_no_time_of_the_race(void **state)
{
    struct player player = at(0);
    (void)state;
    player.speed = 1e-8;
    player_pass(&player, 3600000000000);
    assert_int_equal(player.at_ns, 2); /* a quarter of a second, not an hour */
}

static void space_pauses_and_goes_on(void **state)
{
    struct player player = at(0);
    (void)state;
    press(&player, " ");
    player_pass(&player, 40);
    assert_int_equal(player.at_ns, 0);
    press(&player, " ");
    player_pass(&player, 40);
    assert_int_equal(player.at_ns, 40);
}

static void steps_go_to_where_tasks_end_and_pause(void **state)
{
    static const uint64_t places[] = {10, 15, 20, 30, 100, 100};
    static const uint64_t back[] = {30, 20, 15, 10, 0, 0};
    struct player player = at(0);
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        press(&player, i % 2 ? "." : "\033[C");
        assert_int_equal(player.at_ns, places[i]);
        assert_true(player.paused);
    }
    for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
        press(&player, i % 2 ? "," : "\033OD");
        assert_int_equal(player.at_ns, back[i]);
    }
    assert_false(player.over);
}

static void after_a_key_it_stays_at_the_end(void **state)
{
    struct player player = at(90);
    (void)state;
    press(&player, "+");
    player_pass(&player, 20);
    assert_int_equal(player.at_ns, 100);
    assert_true(player.paused);
    assert_false(player.over);
    press(&player, " ");
    assert_int_equal(player.at_ns, 0);
    assert_false(player.paused);
}

static void r_begins_again(void **state)
{
    struct player player = at(50);
    (void)state;
    press(&player, " r");
    assert_int_equal(player.at_ns, 0);
    assert_false(player.paused);
}

static void the_speed_doubles_and_halves_within_bounds(void **state)
{
    struct player player = at(0);
    (void)state;
    press(&player, "+=");
    assert_true(player.speed == 4);
    press(&player, "---");
    assert_true(player.speed == 0.5);
    for (int i = 0; i < 100; i++)
        press(&player, "+");
    assert_true(player.speed <= 1e6 && player.speed > 1e5);
    for (int i = 0; i < 100; i++)
        press(&player, "-");
    assert_true(player.speed >= 1e-6 && player.speed < 1e-5);
}

static void q_ends_it(void **state)
{
    struct player player = at(0);
    (void)state;
    press(&player, "Q");
    assert_true(player.over);
}

static void other_keys_are_no_matter(void **state)
{
    struct player player = at(50);
    (void)state;
    press(&player, "x\n\033[A\033[1;5H\033OP\033[6~\033[1;5A\033\033[B");
    assert_int_equal(player.at_ns, 50);
    assert_false(player.paused || player.taken || player.over);
    press(&player, "\033[1;5C");
    assert_int_equal(player.at_ns, 100);
    press(&player, "q");
    assert_true(player.over);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_passes_at_its_speed_until_the_end),
        cmocka_unit_test(a_long_while_is_no_time_of_the_race),
        cmocka_unit_test(space_pauses_and_goes_on),
        cmocka_unit_test(steps_go_to_where_tasks_end_and_pause),
        cmocka_unit_test(after_a_key_it_stays_at_the_end),
        cmocka_unit_test(r_begins_again),
        cmocka_unit_test(the_speed_doubles_and_halves_within_bounds),
        cmocka_unit_test(q_ends_it),
        cmocka_unit_test(other_keys_are_no_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
