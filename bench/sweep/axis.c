/* SPDX-License-Identifier: MIT */
#include "bench/sweep/axis.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/expected.h"
#include "bench/options/options.h"
#include "bench/words/choice.h"
#include "bench/words/number.h"
#include "core/cli/number.h"

static const uint64_t millisecond = 1000000;
static const uint64_t microsecond = 1000;

const struct axis_about axis_kinds[AXIS_KINDS] = {
    [AXIS_WORKERS] = {"workers", "workers", "--workers, --in-flight, --preset equal", 1,
                      OPTIONS_MOST_IN_FLIGHT, .title = MESSAGE_AXIS_WORKERS, .workers = true},
    [AXIS_IN_FLIGHT] = {"in-flight", "in_flight", "--workers, --in-flight, --preset equal", 1,
                        OPTIONS_MOST_IN_FLIGHT, .title = MESSAGE_AXIS_IN_FLIGHT, .workers = true},
    [AXIS_TASKS] = {"tasks", "tasks", "--tasks", 1, OPTIONS_MOST_TASKS, .title = MESSAGE_AXIS_TASKS},
    [AXIS_LATENCY] = {"latency", "latency_s", "--latency", 0, NUMBER_MOST_NS, .title = MESSAGE_AXIS_LATENCY,
                      .time = true},
    [AXIS_PARSE_COST] = {"parse-cost", "parse_cost_s", "--parse-cost, --work", 0, OPTIONS_MOST_WORK_NS,
                         .title = MESSAGE_AXIS_PARSE_COST, .time = true},
};

const char *axis_title(enum axis_kind kind)
{
    return message(axis_kinds[kind].title);
}

double axis_number(const struct axis *axis, size_t i)
{
    double value = (double)axis->values[i];
    return axis_kinds[axis->kind].time ? value / 1e9 : value;
}

struct text_number axis_text(const struct axis *axis, size_t i)
{
    bool time = axis_kinds[axis->kind].time && axis->values[i] > 0;
    return time ? text_seconds(axis_number(axis, i)) : text_count((double)axis->values[i]);
}

/* The text from the "=" on, or NULL when nothing is called that. */
static const char *find_kind(struct axis *axis, const char *text)
{
    const char *name = text;
    size_t end = strcspn(text, "=");
    size_t length = text_trim(&name, end);
    for (int i = 0; text[end] && i < AXIS_KINDS; i++) {
        if (strlen(axis_kinds[i].name) == length && strncmp(axis_kinds[i].name, name, length) == 0) {
            axis->kind = (enum axis_kind)i;
            return text + end + 1;
        }
    }
    return NULL;
}

/* Reads the `length` bytes of one value. */
static int read_value(const struct axis *axis, const char *text, size_t length, uint64_t *out)
{
    char value[64];
    size_t count = 0;
    length = text_trim(&text, length);
    if (length >= sizeof value)
        return -EINVAL;
    (void)snprintf(value, sizeof value, "%.*s", (int)length, text);
    if (!axis_kinds[axis->kind].time) {
        int err = number_parse_count(value, (size_t)axis_kinds[axis->kind].least,
                                     (size_t)axis_kinds[axis->kind].most, &count);
        *out = count;
        return err;
    }
    int err = number_parse_duration(value, out);
    return err || *out <= axis_kinds[axis->kind].most ? err : -ERANGE;
}

static int add_value(struct axis *axis, uint64_t value, struct failure *why)
{
    if (axis->count == AXIS_MOST_VALUES)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_VALUES, axis_kinds[axis->kind].name, AXIS_MOST_VALUES);
    axis->values[axis->count++] = value;
    return 0;
}

static int refuse(const struct axis *axis, const char *text, struct failure *why)
{
    char name[32];
    char range[EXPECTED_SIZE];
    char expected[EXPECTED_SIZE];
    const struct axis_about *about = &axis_kinds[axis->kind];
    const char *example = about->time ? "0..100ms; 0,1ms,10ms" : "1..64; 1,2,3,8";
    (void)snprintf(name, sizeof name, "--over %s", about->name);
    (void)(about->time ? expected_time(range, about->least, about->most)
                       : expected_count(range, (size_t)about->least, (size_t)about->most));
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, name, text, expected_like(expected, example, range));
}

/* Fills in FIRST..LAST. */
static int fill_range(struct axis *axis, const char *text, const char *dots, struct failure *why)
{
    uint64_t first = 0;
    uint64_t last = 0;
    if (read_value(axis, text, (size_t)(dots - text), &first) ||
        read_value(axis, dots + 2, strlen(dots + 2), &last))
        return refuse(axis, text, why);
    if (first >= last)
        return fail(why, -EINVAL, MESSAGE_RANGE_EMPTY, axis_kinds[axis->kind].name, text);
    int err = 0;
    uint64_t after_zero = last > millisecond ? millisecond : microsecond;
    for (uint64_t value = first; value < last && !err; value = value ? 2 * value : after_zero)
        err = add_value(axis, value, why);
    return err ? err : add_value(axis, last, why);
}

static int fill_list(struct axis *axis, const char *text, struct failure *why)
{
    for (const char *next = text;; next++) {
        uint64_t value = 0;
        size_t length = strcspn(next, ",");
        if (read_value(axis, next, length, &value) || (axis->count && value <= axis->values[axis->count - 1]))
            return refuse(axis, text, why);
        int err = add_value(axis, value, why);
        next += length;
        if (err)
            return err;
        if (!*next)
            break;
    }
    return axis->count > 1 ? 0 : fail(why, -EINVAL, MESSAGE_ONE_VALUE, axis_kinds[axis->kind].name, text);
}

static int refuse_kind(const char *text, struct failure *why)
{
    char names[CHOICE_SIZE] = "";
    for (int i = 0; i < AXIS_KINDS; i++)
        text_add(names, sizeof names, "%s%s=", i ? ", " : "", axis_kinds[i].name);
    return choice_refuse(why, MESSAGE_BAD_CHOICE, "--over", names, text);
}

int axis_parse(struct axis *axis, const char *text, struct failure *why)
{
    *axis = (struct axis){0};
    const char *values = find_kind(axis, text);
    if (!values)
        return refuse_kind(text, why);
    const char *dots = strstr(values, "..");
    return dots ? fill_range(axis, values, dots, why) : fill_list(axis, values, why);
}

int axis_check(const struct axis *axis, const struct options *options, struct failure *why)
{
    char name[32];
    const bool given[AXIS_KINDS] = {
        [AXIS_WORKERS] = options->in_flight || options->advise,
        [AXIS_IN_FLIGHT] = options->in_flight || options->advise,
        [AXIS_TASKS] = options->tasks > 0,
        [AXIS_LATENCY] = options->latency_ns != OPTIONS_NOT_GIVEN,
        [AXIS_PARSE_COST] = options->work_ns != OPTIONS_NOT_GIVEN,
    };
    (void)snprintf(name, sizeof name, "--over %s", axis_kinds[axis->kind].name);
    if (given[axis->kind])
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, name, axis_kinds[axis->kind].collides);
    if (axis->kind == AXIS_LATENCY && (options->url || options->port)) /* an origin a latency */
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, name, options->url ? "--url" : "--port");
    return 0;
}

void axis_apply(const struct axis *axis, size_t i, struct options *options)
{
    uint64_t value = axis->values[i];
    switch (axis->kind) {
    case AXIS_TASKS:
        options->tasks = (size_t)value;
        break;
    case AXIS_LATENCY:
        options->latency_ns = value;
        break;
    case AXIS_PARSE_COST:
        options->work_ns = value;
        break;
    default:
        options->in_flight = (size_t)value;
    }
}
