/* SPDX-License-Identifier: MIT */
/* Records are read as they were written; what is not known is null there, and NaN or 0 here. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/words/json.h"

#include <cmocka.h>

struct sample {
    double real;
    struct interval interval;
    size_t count;
    long integer;
};

/* The fields of a sample, and the end of the list. */
struct fields {
    struct json_field list[5];
};

static struct fields fields_of(struct sample *sample)
{
    return (struct fields){{{"real", .real = &sample->real},
                            {"interval", .interval = &sample->interval},
                            {"count", .count = &sample->count},
                            {"integer", .integer = &sample->integer}}};
}

/* What is read of what was written of `given`. */
static struct sample again(struct sample given, bool known)
{
    struct sample read = {1, {1, 1}, 1, 1};
    json_t *object = json_object();
    json_set_fields(object, fields_of(&given).list, known);
    assert_int_equal(json_object_size(object), 4);
    json_get_fields(object, fields_of(&read).list);
    json_decref(object);
    return read;
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct sample read = again((struct sample){0.25, {0.5, 2}, 3, 4}, true);
    assert_true(read.real == 0.25 && read.interval.low == 0.5 && read.interval.high == 2);
    assert_true(read.count == 3 && read.integer == 4);
}

static void what_is_not_known_is_not_known_again(void **state)
{
    (void)state;
    struct sample read = again((struct sample){INFINITY, {NAN, 2}, 0, 0}, true);
    assert_true(isnan(read.real) && isnan(read.interval.low) && isnan(read.interval.high));
    assert_true(read.count == 0 && read.integer == 0);
    read = again((struct sample){0.25, {0.5, 2}, 3, 4}, false);
    assert_true(isnan(read.real) && isnan(read.interval.low) && read.count == 0 && read.integer == 0);
}

static void what_is_of_another_kind_is_not_known(void **state)
{
    (void)state;
    struct sample read = {1, {1, 1}, 1, 1};
    json_t *object =
        json_pack("{s:s, s:[fs], s:f, s:i}", "real", "1", "interval", 1.0, "x", "count", 1.5, "integer", -1);
    json_get_fields(object, fields_of(&read).list);
    assert_true(isnan(read.real) && isnan(read.interval.low) && read.count == 0 && read.integer == 0);
    json_decref(object);
}

static void what_there_was_no_memory_for_is_not_written(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    assert_true(json_write(NULL, file) < 0);
    assert_int_equal(json_write(json_pack("[i]", 1), file), 0);
    assert_int_equal(fclose(file), 0);
    assert_string_equal(text, "[\n  1\n]\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_is_not_known_is_not_known_again),
        cmocka_unit_test(what_is_of_another_kind_is_not_known),
        cmocka_unit_test(what_there_was_no_memory_for_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
