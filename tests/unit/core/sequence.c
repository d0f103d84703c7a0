/* SPDX-License-Identifier: MIT */
/* Rows in the order of the tree of tasks: random trees and tangles, delivered in random order, against a
   plain recursion. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/sequence.h"

enum { MOST_NODES = 60, MOST_ADDED = 6, NOBODY = -1 };

/* What tasks there would be, if all of them came. Node n is a root for n < roots. */
struct forest {
    size_t count;
    size_t roots;
    size_t added[MOST_NODES][MOST_ADDED]; /* by each node, in its order */
    size_t added_count[MOST_NODES];
    bool silent[MOST_NODES];  /* it has no rows */
    bool missing[MOST_NODES]; /* it never comes */
};

/* Nodes in the order of their rows. */
struct order {
    size_t nodes[MOST_NODES];
    size_t count;
    bool met[MOST_NODES];
};

static uint64_t dice;

/* A number below `limit`: Marsaglia's xorshift64. */
static size_t draw(size_t limit)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (size_t)(dice % limit);
}

/* The reference. */
static void visit(const struct forest *forest, size_t node, bool gaps, struct order *order)
{
    if (order->met[node])
        return;
    order->met[node] = true;
    if (gaps && forest->missing[node])
        return;
    order->nodes[order->count++] = node;
    for (size_t i = 0; i < forest->added_count[node]; i++)
        visit(forest, forest->added[node][i], gaps, order);
}

static void find_order(const struct forest *forest, bool gaps, struct order *order)
{
    memset(order, 0, sizeof *order);
    for (size_t root = 0; root < forest->roots; root++)
        visit(forest, root, gaps, order);
}

static size_t row_of(const struct forest *forest, size_t node, char *to, size_t size)
{
    return forest->silent[node] ? 0 : (size_t)snprintf(to, size, "%zu\n", node);
}

/* The rows in that order, up to the first node that has not come, if that is asked for. */
static void expect_rows(const struct forest *forest, const struct order *order, const bool *come, char *text)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < order->count && (!come || come[order->nodes[i]]); i++)
        used += row_of(forest, order->nodes[i], text + used, 16);
    text[used] = '\0';
}

/* A forest whose nodes have one parent each or, if `tangled`, are added by anybody, also by themselves, and
   more than once. */
static void grow(struct forest *forest, bool tangled)
{
    memset(forest, 0, sizeof *forest);
    forest->count = 1 + draw(MOST_NODES);
    forest->roots = 1 + draw(forest->count < 5 ? forest->count : 5);
    for (size_t node = 0; node < forest->count; node++) {
        forest->silent[node] = draw(4) == 0;
        forest->missing[node] = draw(8) == 0;
    }
    for (size_t node = forest->roots; !tangled && node < forest->count; node++) {
        size_t parent = draw(node);
        if (forest->added_count[parent] < MOST_ADDED)
            forest->added[parent][forest->added_count[parent]++] = node;
    }
    for (size_t node = 0; tangled && node < forest->count && forest->roots < forest->count; node++) {
        forest->added_count[node] = draw(MOST_ADDED + 1);
        for (size_t i = 0; i < forest->added_count[node]; i++)
            forest->added[node][i] = forest->roots + draw(forest->count - forest->roots);
    }
}

/* Nodes on their way into a sequence. */
struct delivery {
    const struct forest *forest;
    struct sequence sequence;
    size_t index[MOST_NODES]; /* of the task that a node is, once it is known */
    bool known[MOST_NODES];
    bool come[MOST_NODES];
    size_t tasks; /* so many are known */
    char rows[MOST_NODES * 16];
};

static void start(struct delivery *delivery, const struct forest *forest)
{
    memset(delivery, 0, sizeof *delivery);
    delivery->forest = forest;
    delivery->tasks = forest->roots;
    for (size_t root = 0; root < forest->roots; root++) {
        delivery->index[root] = root;
        delivery->known[root] = true;
    }
    sequence_init(&delivery->sequence, forest->roots);
}

static void deliver(struct delivery *delivery, size_t node)
{
    size_t added[MOST_ADDED];
    size_t count = delivery->forest->added_count[node];
    char row[16];
    struct buffer rows;
    for (size_t i = 0; i < count; i++) {
        size_t other = delivery->forest->added[node][i];
        if (!delivery->known[other])
            delivery->index[other] = delivery->tasks++;
        delivery->known[other] = true;
        added[i] = delivery->index[other];
    }
    buffer_init(&rows);
    assert_int_equal(buffer_append(&rows, row, row_of(delivery->forest, node, row, sizeof row)), 0);
    assert_int_equal(sequence_put(&delivery->sequence, delivery->index[node], &rows, added, count), 0);
    assert_int_equal(rows.size, 0);
    delivery->come[node] = true;
}

static void take_rows(struct delivery *delivery, bool gaps)
{
    struct buffer rows;
    while (sequence_next(&delivery->sequence, &rows, gaps)) {
        assert_true(rows.size > 0);
        assert_true(strlen(delivery->rows) + rows.size < sizeof delivery->rows);
        strncat(delivery->rows, rows.data, rows.size);
        buffer_release(&rows);
    }
}

/* Any node that can come now, or NOBODY. */
static int find_ready(const struct delivery *delivery, bool all)
{
    const struct forest *forest = delivery->forest;
    size_t from = draw(forest->count);
    for (size_t i = 0; i < forest->count; i++) {
        size_t node = (from + i) % forest->count;
        if (delivery->known[node] && !delivery->come[node] && (all || !forest->missing[node]))
            return (int)node;
    }
    return NOBODY;
}

static void check_forest(const struct forest *forest)
{
    struct delivery delivery;
    struct order order;
    char expected[MOST_NODES * 16];
    find_order(forest, false, &order);
    start(&delivery, forest);
    for (int node; (node = find_ready(&delivery, true)) != NOBODY;) {
        deliver(&delivery, (size_t)node);
        if (draw(3) == 0)
            continue; /* nobody asks yet */
        take_rows(&delivery, false);
        expect_rows(forest, &order, delivery.come, expected);
        assert_string_equal(delivery.rows, expected);
    }
    take_rows(&delivery, false);
    expect_rows(forest, &order, NULL, expected);
    assert_string_equal(delivery.rows, expected);
    sequence_release(&delivery.sequence);
}

static void check_gaps(const struct forest *forest)
{
    struct delivery delivery;
    struct order order;
    char expected[MOST_NODES * 16];
    start(&delivery, forest);
    for (int node; (node = find_ready(&delivery, false)) != NOBODY;) {
        deliver(&delivery, (size_t)node);
        take_rows(&delivery, false);
    }
    find_order(forest, false, &order);
    expect_rows(forest, &order, delivery.come, expected);
    assert_string_equal(delivery.rows, expected);
    take_rows(&delivery, true);
    find_order(forest, true, &order);
    expect_rows(forest, &order, NULL, expected);
    assert_string_equal(delivery.rows, expected);
    sequence_release(&delivery.sequence);
}

static void check_many(void (*check)(const struct forest *forest))
{
    static struct forest forest;
    dice = 1;
    for (int round = 0; round < 3000; round++) {
        grow(&forest, round % 2);
        check(&forest);
    }
}

static void rows_come_in_pre_order_and_as_soon_as_they_can(void **state)
{
    (void)state;
    check_many(check_forest);
}

static void with_gaps_the_rest_comes_in_order(void **state)
{
    (void)state;
    check_many(check_gaps);
}

/* Hands in task `index` with the row `text`. Returns what sequence_put returns, and sees to it that an error
   leaves the row with its owner. */
static int put(struct sequence *sequence, size_t index, const char *text, const size_t *added, size_t count)
{
    struct buffer rows;
    buffer_init(&rows);
    assert_int_equal(buffer_append(&rows, text, strlen(text)), 0);
    int err = sequence_put(sequence, index, &rows, added, count);
    assert_int_equal(rows.size, err ? strlen(text) : 0);
    buffer_release(&rows);
    return err;
}

static void assert_next(struct sequence *sequence, const char *text, bool gaps)
{
    struct buffer rows;
    assert_true(sequence_next(sequence, &rows, gaps));
    assert_int_equal(rows.size, strlen(text));
    assert_memory_equal(rows.data, text, rows.size);
    buffer_release(&rows);
}

static void assert_no_next(struct sequence *sequence, bool gaps)
{
    struct buffer rows;
    assert_false(sequence_next(sequence, &rows, gaps));
}

static void a_task_that_came_before_is_refused(void **state)
{
    (void)state;
    struct sequence sequence;
    sequence_init(&sequence, 2);
    assert_int_equal(put(&sequence, 1, "b", NULL, 0), 0);
    assert_int_equal(put(&sequence, 1, "b", NULL, 0), -EEXIST); /* it waits */
    assert_int_equal(put(&sequence, 0, "a", (const size_t[]){2}, 1), 0);
    assert_int_equal(put(&sequence, 0, "a", NULL, 0), -EEXIST);
    assert_next(&sequence, "a", false);
    assert_int_equal(put(&sequence, 0, "a", NULL, 0), -EEXIST); /* it has been given out */
    assert_int_equal(put(&sequence, 2, "c", NULL, 0), 0);
    assert_int_equal(put(&sequence, 2, "c", NULL, 0), -EEXIST);
    assert_next(&sequence, "c", false);
    assert_next(&sequence, "b", false);
    assert_int_equal(put(&sequence, 2, "c", NULL, 0), -EEXIST);
    assert_int_equal(put(&sequence, 1, "b", NULL, 0), -EEXIST);
    assert_no_next(&sequence, true);
    sequence_release(&sequence);
}

static void a_task_that_nobody_added_is_refused(void **state)
{
    (void)state;
    struct sequence sequence;
    sequence_init(&sequence, 2);
    assert_int_equal(put(&sequence, 2, "c", NULL, 0), -ENOENT);
    assert_int_equal(put(&sequence, SIZE_MAX, "x", NULL, 0), -ENOENT);
    assert_int_equal(put(&sequence, 0, "a", (const size_t[]){3}, 1), -ENOENT);    /* 2 would be next */
    assert_int_equal(put(&sequence, 0, "a", (const size_t[]){2, 4}, 2), -ENOENT); /* and then 3 */
    assert_int_equal(put(&sequence, 0, "a", (const size_t[]){1}, 1), -ENOENT);    /* there from the start */
    assert_int_equal(put(&sequence, 0, "a", (const size_t[]){2}, 1), 0);          /* no harm was done */
    assert_int_equal(put(&sequence, 1, "b", NULL, 0), 0);
    assert_int_equal(put(&sequence, 2, "c", NULL, 0), 0);
    assert_next(&sequence, "a", false);
    assert_next(&sequence, "c", false);
    assert_next(&sequence, "b", false);
    assert_no_next(&sequence, false);
    sequence_release(&sequence);
}

static void what_was_never_asked_for_is_freed(void **state)
{
    (void)state;
    struct sequence sequence;
    sequence_init(&sequence, 3);
    assert_int_equal(put(&sequence, 2, "waits", NULL, 0), 0);
    assert_int_equal(put(&sequence, 0, "a", (const size_t[]){3, 4}, 2), 0);
    assert_int_equal(put(&sequence, 4, "waits", (const size_t[]){5}, 1), 0);
    assert_next(&sequence, "a", false);
    assert_no_next(&sequence, false); /* it stands within task 0, at the missing task 3 */
    sequence_release(&sequence);      /* the leak check at the end of an asan run sees the rest */
    sequence_release(&sequence);      /* nothing is left to free twice */
}

/* So many that a recursion would not end well. */
static void a_long_chain_and_far_roots_are_no_trouble(void **state)
{
    (void)state;
    enum { LINKS = 200000 };
    struct sequence sequence;
    sequence_init(&sequence, LINKS);
    assert_int_equal(put(&sequence, LINKS - 1, "far", NULL, 0), 0);
    assert_int_equal(put(&sequence, 0, "0", (const size_t[]){LINKS}, 1), 0);
    for (size_t i = 0; i < LINKS; i++)
        assert_int_equal(put(&sequence, LINKS + i, "x", (const size_t[]){LINKS + i + 1}, i + 1 < LINKS), 0);
    assert_next(&sequence, "0", false);
    for (size_t i = 0; i < LINKS; i++)
        assert_next(&sequence, "x", false);
    assert_no_next(&sequence, false);
    assert_next(&sequence, "far", true);
    assert_no_next(&sequence, true);
    sequence_release(&sequence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_in_pre_order_and_as_soon_as_they_can),
        cmocka_unit_test(with_gaps_the_rest_comes_in_order),
        cmocka_unit_test(a_task_that_came_before_is_refused),
        cmocka_unit_test(a_task_that_nobody_added_is_refused),
        cmocka_unit_test(what_was_never_asked_for_is_freed),
        cmocka_unit_test(a_long_chain_and_far_roots_are_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
