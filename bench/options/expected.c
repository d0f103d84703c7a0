/* SPDX-License-Identifier: MIT */
#include "bench/options/expected.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/entrant.h"
#include "bench/words/choice.h"

struct unit {
    const char *name;
    uint64_t size;
};

enum { UNITS = 4, BOUND_SIZE = 40 };

/* The largest first. */
static const struct unit times[UNITS] = {{"min", 60000000000}, {"s", 1000000000}, {"ms", 1000000}, {"ns", 1}};
static const struct unit sizes[UNITS] = {{"GB", 1000000000}, {"MB", 1000000}, {"kB", 1000}, {"B", 1}};

static const char *join(char out[EXPECTED_SIZE], const char *least, const char *most)
{
    (void)snprintf(out, EXPECTED_SIZE, message(MESSAGE_EXPECTED_RANGE), least, most);
    return out;
}

const char *expected_count(char out[EXPECTED_SIZE], size_t least, size_t most)
{
    char from[BOUND_SIZE];
    char to[BOUND_SIZE];
    (void)snprintf(from, sizeof from, "%zu", least);
    (void)snprintf(to, sizeof to, "%zu", most);
    return join(out, from, to);
}

/* An amount as a command line has it: in the largest unit of which it is a whole number; 0 in none. */
static void write_amount(char out[BOUND_SIZE], uint64_t amount, const struct unit units[UNITS])
{
    size_t i = 0;
    while (i < UNITS - 1 && amount % units[i].size != 0)
        i++;
    (void)snprintf(out, BOUND_SIZE, "%" PRIu64 "%s", amount / units[i].size, amount ? units[i].name : "");
}

static const char *join_amounts(char out[EXPECTED_SIZE], uint64_t least, uint64_t most,
                                const struct unit units[UNITS])
{
    char from[BOUND_SIZE];
    char to[BOUND_SIZE];
    write_amount(from, least, units);
    write_amount(to, most, units);
    return join(out, from, to);
}

const char *expected_time(char out[EXPECTED_SIZE], uint64_t least, uint64_t most)
{
    return join_amounts(out, least, most, times);
}

const char *expected_size(char out[EXPECTED_SIZE], uint64_t least, uint64_t most)
{
    return join_amounts(out, least, most, sizes);
}

/* Without zeros at the end, and without an exponent, which a command line may not have. */
static void write_decimal(char out[BOUND_SIZE], double value)
{
    int length = snprintf(out, BOUND_SIZE, "%.6f", value);
    while (strchr(out, '.') && (out[length - 1] == '0' || out[length - 1] == '.'))
        out[--length] = '\0';
}

const char *expected_decimal(char out[EXPECTED_SIZE], double least, double most)
{
    char from[BOUND_SIZE];
    char to[BOUND_SIZE];
    write_decimal(from, least);
    write_decimal(to, most);
    return join(out, from, to);
}

const char *expected_like(char out[EXPECTED_SIZE], const char *examples, const char *range)
{
    char list[CHOICE_SIZE];
    (void)snprintf(out, EXPECTED_SIZE, message(MESSAGE_EXPECTED_LIKE), choice_list(list, examples), range);
    return out;
}

const char *expected_workers(char out[EXPECTED_SIZE], const char *name, const struct model *model)
{
    char workers[EXPECTED_SIZE];
    char each[EXPECTED_SIZE];
    size_t most = model ? model->most.workers : ENTRANT_MOST_WORKERS;
    (void)expected_count(workers, 1, most);
    (void)expected_count(each, 1, model ? model->most.each : 1);
    if (most == 1)
        (void)snprintf(out, EXPECTED_SIZE, "%s", name);
    else if (model && model->each)
        (void)snprintf(out, EXPECTED_SIZE, message(MESSAGE_EXPECTED_TEAM), name, workers, each);
    else
        (void)snprintf(out, EXPECTED_SIZE, message(MESSAGE_EXPECTED_WORKERS), name, workers);
    return out;
}
