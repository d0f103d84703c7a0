/* SPDX-License-Identifier: MIT */
#include "bench/compare/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/compare/word.h"
#include "bench/options/parse.h"
#include "bench/show/format.h"
#include "core/cli/number.h"

static const double default_margin = 0.03;
static const uint64_t default_limit_ns = 60000000000;

/* What runs unless a workload or a preset is chosen: bound by the CPU, and short, about 40 ms. What disturbs
   comes in bursts, which many short runs dodge and few long ones do not (docs/regression-checks.md). */
static const char *const default_scenario[] = {"--models", "sequential", "--latency", "0", "--tasks", "40"};
enum { DEFAULT_WORDS = sizeof default_scenario / sizeof *default_scenario };

/* The words that are for options_parse; argv[0] first. */
struct words {
    char **list; /* owned; the strings borrowed */
    int count;
};

static int set_margin(struct compare_options *options, const char *text, struct failure *why)
{
    if (number_parse_percent(text, &options->margin))
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--margin", text, "3%, 0.5%");
    return 0;
}

static int set_limit(struct compare_options *options, const char *text, struct failure *why)
{
    if (number_parse_duration(text, &options->limit_ns) || options->limit_ns < 1000000000)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--time-limit", text, "60s, 10min");
    return 0;
}

static int set_side(struct compare_options *options, const char *word, struct failure *why)
{
    if (options->other || !*word)
        return fail(why, -EINVAL, MESSAGE_UNEXPECTED_ARGUMENT, word);
    *(options->base ? &options->other : &options->base) = word;
    return 0;
}

/* Takes argv[*i], and what belongs to it, or passes it on. */
static int take_word(struct compare_options *options, struct words *rest, int argc, char **argv, int *i,
                     struct failure *why)
{
    const char *value;
    const char *word = argv[*i];
    why->line[0] = '\0';
    if ((value = word_value("--margin", argc, argv, i, why)))
        return set_margin(options, value, why);
    if (!why->line[0] && (value = word_value("--time-limit", argc, argv, i, why)))
        return set_limit(options, value, why);
    if (!why->line[0] && (value = word_value("--out", argc, argv, i, why))) {
        options->out = value;
        return *value ? 0 : fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--out", value, "results/compared");
    }
    if (why->line[0])
        return -EINVAL;
    if (strcmp(word, "--live") == 0)
        options->live = true;
    else if (strcmp(word, "--force") == 0)
        options->force = true;
    else if (word[0] != '-')
        return set_side(options, word, why);
    else {
        rest->list[rest->count++] = argv[*i];
        if (options_take_value(word) && *i + 1 < argc)
            rest->list[rest->count++] = argv[++*i];
    }
    return 0;
}

static bool begins(const char *word, const char *with)
{
    return strncmp(word, with, strlen(with)) == 0;
}

/* What only shows means something without --live. */
static int check_words(const struct words *rest, struct failure *why)
{
    static const char *const shows[] = {"--lang", "--color", "--ascii", "--quiet", "--format"};
    for (int i = 1 + DEFAULT_WORDS; i < rest->count; i++) {
        bool known = false;
        for (size_t j = 0; j < sizeof shows / sizeof *shows; j++)
            known = known || begins(rest->list[i], shows[j]);
        if (!known)
            return fail(why, -EINVAL, MESSAGE_NEEDS_LIVE, rest->list[i]);
        i += options_take_value(rest->list[i]);
    }
    return 0;
}

static int check_live(const struct compare_options *options, struct failure *why)
{
    const struct options *run = &options->run;
    if (options->force)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--live", "--force");
    if (run->url || run->advise)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--live", run->url ? "--url" : "--workers auto");
    if (run->entrant_count > OPTIONS_MOST_MODELS / 3)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_MODELS, OPTIONS_MOST_MODELS / 3);
    for (size_t i = 0; i < run->entrant_count; i++) {
        if (!run->entrants[i].model)
            return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--live", run->entrants[i].label);
    }
    return 0;
}

static int parse_rest(struct compare_options *options, struct words *rest, struct failure *why)
{
    bool chosen = false;
    if (!options->base || !options->other)
        return fail(why, -EINVAL, MESSAGE_TWO_NEEDED);
    int err = options->live ? 0 : check_words(rest, why);
    for (int i = 1 + DEFAULT_WORDS; i < rest->count; i++)
        chosen = chosen || begins(rest->list[i], "--workload") || begins(rest->list[i], "--preset");
    int skipped = chosen ? DEFAULT_WORDS : 0;
    rest->list[skipped] = rest->list[0];
    if (!err)
        err = options_parse(&options->run, rest->count - skipped, rest->list + skipped, format_names(), why);
    if (!err && options->live)
        err = check_live(options, why);
    return err;
}

int compare_options_parse(struct compare_options *options, int argc, char **argv, struct failure *why)
{
    struct words rest = {.list = calloc((size_t)argc + DEFAULT_WORDS + 1, sizeof *rest.list), .count = 1};
    int err = 0;
    *options = (struct compare_options){.margin = default_margin, .limit_ns = default_limit_ns};
    if (!rest.list)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    rest.list[0] = argv[0];
    for (int i = 0; i < DEFAULT_WORDS; i++)
        rest.list[rest.count++] = (char *)default_scenario[i];
    for (int i = 1; i < argc && !err; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            fputs(message(MESSAGE_HELP_COMPARE), stdout);
            err = 1;
        } else {
            err = take_word(options, &rest, argc, argv, &i, why);
        }
    }
    if (!err)
        err = parse_rest(options, &rest, why);
    free(rest.list);
    return err;
}
