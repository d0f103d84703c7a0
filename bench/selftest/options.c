/* SPDX-License-Identifier: MIT */
#include "bench/selftest/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/compare/word.h"
#include "bench/host/build.h"
#include "bench/host/program.h"
#include "core/cli/number.h"

enum { MOST_COMPARISONS = 10000 };

#define DEFAULT_SLOW_DOWNS "1%,2%,3%,5%,10%"
#define QUICK_SLOW_DOWNS   "3%,5%,10%"
#define QUICK_LIMIT        "--time-limit=10s"

/* The words that are for `compare --live`; argv[0] first. */
struct words {
    char **list; /* owned; the strings borrowed */
    int count;
};

static int set_count(size_t *to, const char *name, const char *text, struct failure *why)
{
    return number_parse_count(text, 0, MOST_COMPARISONS, to)
               ? fail(why, -EINVAL, MESSAGE_BAD_VALUE, name, text, "0–10000")
               : 0;
}

static int set_slow_downs(struct selftest_options *options, const char *text, struct failure *why)
{
    options->slow_down_count = 0;
    for (const char *from = text; from; from = strchr(from, ',') ? strchr(from, ',') + 1 : NULL) {
        char word[32];
        double part = 0;
        (void)snprintf(word, sizeof word, "%.*s", (int)strcspn(from, ","), from);
        if (options->slow_down_count == SELFTEST_MOST_SLOW_DOWNS || number_parse_percent(word, &part) ||
            !(part > 0))
            return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--slow-down", text, DEFAULT_SLOW_DOWNS);
        options->slow_downs[options->slow_down_count++] = part;
    }
    return 0;
}

/* Takes argv[*i], and what belongs to it, or passes it on. */
static int take_word(struct selftest_options *options, struct words *rest, int argc, char **argv, int *i,
                     struct failure *why)
{
    const char *value;
    why->line[0] = '\0';
    if (strcmp(argv[*i], "--quick") == 0)
        return 0; /* it was looked for first */
    if ((value = word_value("--comparisons", argc, argv, i, why)))
        return set_count(&options->comparisons, "--comparisons", value, why);
    if (!why->line[0] && (value = word_value("--detections", argc, argv, i, why)))
        return set_count(&options->detections, "--detections", value, why);
    if (!why->line[0] && (value = word_value("--slow-down", argc, argv, i, why)))
        return set_slow_downs(options, value, why);
    if (!why->line[0] && (value = word_value("--out", argc, argv, i, why))) {
        options->out = value;
        return *value ? 0 : fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--out", value, "results/selftest");
    }
    if (why->line[0])
        return -EINVAL;
    rest->list[rest->count++] = argv[*i];
    return 0;
}

static bool has_word(const char *word, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], word) == 0)
            return true;
    }
    return false;
}

static int set_defaults(struct selftest_options *options, int argc, char **argv, struct failure *why)
{
    char path[PROGRAM_PATH_SIZE];
    *options = (struct selftest_options){.comparisons = SELFTEST_COMPARISONS,
                                         .detections = SELFTEST_DETECTIONS,
                                         .out = "results/selftest",
                                         .quick = has_word("--quick", argc, argv)};
    if (options->quick) {
        options->comparisons = 4;
        options->detections = 1;
    }
    program_path(path, "manyhands-work");
    int err = build_find_work(options->work, path, why);
    return err ? err : set_slow_downs(options, options->quick ? QUICK_SLOW_DOWNS : DEFAULT_SLOW_DOWNS, why);
}

/* What is injected is done by articles alone. */
static int check(const struct selftest_options *options, struct failure *why)
{
    const struct options *run = &options->compare.run;
    if (strcmp(run->workload->name, "articles") != 0)
        return fail(why, -EINVAL, MESSAGE_DOES_NOT_FIT, "selftest", run->workload->name);
    if (run->format)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "selftest", "--format");
    return run->entrant_count > 1 ? fail(why, -EINVAL, MESSAGE_ONE_MODEL) : 0;
}

int selftest_options_parse(struct selftest_options *options, int argc, char **argv, struct failure *why)
{
    enum { MORE_WORDS = 5 };
    if (has_word("--help", argc, argv)) {
        fputs(message(MESSAGE_HELP_SELFTEST), stdout);
        return 1;
    }
    struct words rest = {.list = calloc((size_t)argc + MORE_WORDS, sizeof *rest.list)};
    if (!rest.list)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    int err = set_defaults(options, argc, argv, why);
    char *const first[] = {"compare", "--live", options->work, options->work, QUICK_LIMIT};
    for (int i = 0; i < MORE_WORDS - !options->quick; i++)
        rest.list[rest.count++] = first[i];
    for (int i = 1; i < argc && !err; i++)
        err = take_word(options, &rest, argc, argv, &i, why);
    if (!err)
        err = compare_options_parse(&options->compare, rest.count, rest.list, why);
    free(rest.list);
    return err ? err : check(options, why);
}
