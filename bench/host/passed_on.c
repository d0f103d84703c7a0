/* SPDX-License-Identifier: MIT */
#include "bench/host/passed_on.h"

#include <errno.h>
#include <string.h>

#include "core/cli/number.h"
#include "core/job.h"

static int check_attempts(const char *text)
{
    size_t count = 0;
    return number_parse_count(text, 1, 20, &count);
}

static int check_chunk(const char *text)
{
    size_t count = 0;
    return number_parse_count(text, 1, JOB_MOST_CHUNK, &count);
}

static int check_duration(const char *text)
{
    uint64_t ns = 0;
    return number_parse_duration(text, &ns);
}

static int check_timeout(const char *text)
{
    uint64_t ns = 0;
    int err = number_parse_duration(text, &ns);
    return err || ns > 0 ? err : -ERANGE;
}

static int check_size(const char *text)
{
    uint64_t bytes = 0;
    int err = number_parse_bandwidth(text, &bytes);
    return err || bytes <= (uint64_t)1 << 30 ? err : -ERANGE;
}

/* The origin knows the kinds and says so itself. */
static int check_fault(const char *text)
{
    return *text ? 0 : -EINVAL;
}

static const struct {
    const char *name;
    int (*check)(const char *text); /* NULL: it has no value */
    const char *example;
} known[] = {
    {"--attempts", check_attempts, "1–20"},
    {"--backoff", check_duration, "100ms, 0"},
    {"--timeout", check_timeout, "60s, 500ms"},
    {"--connect-timeout", check_timeout, "10s"},
    {"--stall-timeout", check_timeout, "30s"},
    {"--max-body", check_size, "64MB"},
    {"--chunk", check_chunk, "1–64"},
    {"--gil", NULL, NULL},
    {"--keep-going", NULL, NULL},
    {"--fail-fast", NULL, NULL},
    {"--fault", check_fault, "reset, stall:10%, status-500:0.5:2"},
};

int passed_on_add(struct passed_on *list, const char *name, const char *value, struct failure *why)
{
    size_t i = 0;
    while (strcmp(known[i].name, name) != 0)
        i++;
    if (list->count + 2 > sizeof list->words / sizeof *list->words)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, name, value, "≤ 40");
    list->words[list->count++] = known[i].name;
    if (!known[i].check)
        return 0;
    if (known[i].check(value))
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, name, value, known[i].example);
    list->words[list->count++] = value;
    return 0;
}
