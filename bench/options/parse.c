/* SPDX-License-Identifier: MIT */
#include "bench/options/command.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/expected.h"
#include "bench/options/table.h"
#include "bench/words/choice.h"
#include "core/cli/number.h"

/* What getopt_long gives: FIRST + the row of an option, above all letters. */
enum { MOST_NAMES = 96, FIRST = 256, HELP = 'h', VERSION = 'V' };

static const double default_margin = 0.03;

/* The options that the command takes, as getopt_long wants them. */
static void list_names(struct option names[MOST_NAMES], const struct command *command)
{
    size_t count = 0;
    for (int i = 0; option_table[i].takers || option_table[i].told; i++) {
        const struct option_row *row = &option_table[i];
        if (!(row->takers & command->takes) || count == MOST_NAMES - 3)
            continue;
        names[count++] = (struct option){.name = row->name + strlen("--"),
                                         .has_arg = row->flag ? no_argument : required_argument,
                                         .val = FIRST + i};
    }
    names[count++] = (struct option){.name = "help", .val = HELP};
    names[count++] = (struct option){.name = "version", .val = VERSION};
    names[count] = (struct option){.name = NULL};
}

static int read_amount(const struct option_row *row, const char *text)
{
    uint64_t amount = 0;
    int err = row->time ? number_parse_duration(text, &amount) : number_parse_bandwidth(text, &amount);
    if (err || amount < row->least || (row->most && amount > row->most))
        return err ? err : -ERANGE;
    *(row->time ? row->time : row->size) = amount;
    return 0;
}

static int read_decimal(const struct option_row *row, const char *text)
{
    double value = 0;
    int err = number_parse_decimal(text, &value);
    if (err || value < row->above)
        return err ? err : -ERANGE;
    *row->decimal = value;
    return 0;
}

/* Reads the value of an option whose kind the row says. Returns 0 or a negative errno. */
static int read_value(const struct option_row *row, const char *text)
{
    if (row->flag)
        *row->flag = true;
    if (row->text)
        *row->text = text;
    if (row->count)
        return number_parse_count(text, row->least, row->most, row->count);
    if (row->time || row->size)
        return read_amount(row, text);
    if (row->decimal)
        return read_decimal(row, text);
    if (row->fraction)
        return number_parse_percent(text, row->fraction);
    return row->text && row->example && !*text ? -EINVAL : 0;
}

static int add_words(struct passed_on *list, const struct option_row *row, const char *text,
                     struct failure *why)
{
    if (list->count + 2 > sizeof list->words / sizeof *list->words)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, row->name, text, "≤ 40");
    list->words[list->count++] = row->name;
    if (!row->flag)
        list->words[list->count++] = text;
    return 0;
}

/* Takes an option out of a list, of which another value counts now. */
static void remove_words(struct passed_on *list, const struct option_row *row)
{
    const size_t length = row->flag ? 1 : 2;
    for (size_t i = 0; i < list->count; i++) {
        if (list->words[i] != row->name) /* each name is that of its row */
            continue;
        list->count -= length;
        memmove(list->words + i, list->words + i + length, (list->count - i) * sizeof *list->words);
        return;
    }
}

/* Keeps an option for those to whom it is handed on, and for the scenario. */
static int keep_words(const struct option_row *row, const char *text, struct failure *why)
{
    struct passed_on *added = &option_target()->added;
    int err = row->passed_on ? add_words(row->passed_on, row, text, why) : 0;
    if (err || row->scenario != SCENARIO_ADDED)
        return err;
    if (!row->repeats)
        remove_words(added, row);
    return add_words(added, row, text, why);
}

/* What a value of the option may be, by what its row says. Returns `out`. */
static const char *expected_value(char out[EXPECTED_SIZE], const struct option_row *row)
{
    char range[EXPECTED_SIZE];
    if (row->count)
        return expected_count(out, row->least, row->most);
    if (row->time)
        (void)expected_time(range, row->least, row->most ? row->most : NUMBER_MOST_NS);
    else if (row->size)
        (void)expected_size(range, row->least ? row->least : 1, row->most ? row->most : NUMBER_MOST_BYTES);
    else if (row->decimal)
        (void)expected_decimal(range, row->above, NUMBER_MOST_DECIMAL);
    else if (row->fraction)
        (void)snprintf(range, sizeof range, message(MESSAGE_EXPECTED_RANGE), "0%", "100%");
    else
        return row->example;
    return expected_like(out, row->example, range);
}

static int set_option(const struct option_row *row, const char *text, struct failure *why)
{
    struct options *options = option_target();
    if ((row->takers & TAKER_LIVE) && !(row->takers & TAKER_COMPARE) && !options->only_live)
        options->only_live = row->name;
    if (row->set)
        return row->set(options, text, why);
    if (read_value(row, text)) {
        char expected[EXPECTED_SIZE];
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, row->name, text, expected_value(expected, row));
    }
    return keep_words(row, text, why);
}

/* getopt_long gives the letter of an unknown "-x", which may stand in the middle of a word; and that of a
   known one where the word is "--help=x". */
static int unknown_option(const struct command *command, const struct option names[MOST_NAMES], int letter,
                          const char *word, struct failure *why)
{
    const char shown[] = {'-', (char)letter, '\0'};
    char list[CHOICE_SIZE] = "";
    char question[CHOICE_SIZE];
    for (const struct option *name = names; name->name; name++)
        text_add(list, sizeof list, "%s--%s", *list ? ", " : "", name->name);
    if (letter > 0 && letter < FIRST && letter != HELP && letter != VERSION)
        word = shown;
    return fail(why, -EINVAL, MESSAGE_UNKNOWN_OPTION, word, choice_question(question, list, word),
                command->name);
}

static int read_options(const struct command *command, int argc, char **argv, struct failure *why)
{
    struct option names[MOST_NAMES];
    int err = 0;
    list_names(names, command);
    opterr = 0;
    optind = 0; /* glibc: from the start */
    for (int name; !err && (name = getopt_long(argc, argv, ":hV", names, NULL)) != -1;) {
        if (name == HELP) {
            help_print(command);
            return 1;
        }
        if (name == VERSION) {
            help_print_version();
            return 1;
        }
        if (name == ':')
            return fail(why, -EINVAL, MESSAGE_VALUE_MISSING, argv[optind - 1]);
        if (name == '?')
            return unknown_option(command, names, optopt, argv[optind - 1], why);
        err = set_option(&option_table[name - FIRST], optarg ? optarg : "", why);
    }
    return err;
}

static int read_operands(const struct command *command, int argc, char **argv, struct failure *why)
{
    for (size_t i = 0; optind < argc; optind++, i++) {
        if (i == command->operands || !*argv[optind])
            return fail(why, -EINVAL, MESSAGE_UNEXPECTED_ARGUMENT, argv[optind]);
        option_target()->operands[i] = argv[optind];
    }
    return 0;
}

/* Whether --format is one of a list of names, "markdown, json". */
static int check_format(const struct command *command, const char *format, struct failure *why)
{
    if (!command->formats)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, command->name, "--format");
    const char *names = command->formats();
    return choice_find(names, format) < 0 ? choice_refuse(why, MESSAGE_BAD_CHOICE, "--format", names, format)
                                          : 0;
}

int options_read(struct options *options, const struct command *command, int argc, char **argv,
                 struct failure *why)
{
    struct options *given = option_target();
    *given = (struct options){.words = argv + 1,
                              .word_count = (size_t)argc - 1,
                              .out = command->out,
                              .latency_ns = OPTIONS_NOT_GIVEN,
                              .work_ns = OPTIONS_NOT_GIVEN,
                              .file_bytes = OPTIONS_NOT_GIVEN,
                              .comparisons = OPTIONS_COUNT_NOT_GIVEN,
                              .detections = OPTIONS_COUNT_NOT_GIVEN,
                              .margin = default_margin,
                              .seed = 1};
    int err = read_options(command, argc, argv, why);
    if (!err)
        err = read_operands(command, argc, argv, why);
    if (!err && given->format)
        err = check_format(command, given->format, why);
    if (!err && command->complete)
        err = command->complete(given, why);
    *options = *given;
    return err;
}

int options_language(int argc, char **argv, char ***first, struct failure *why)
{
    int err = 0;
    *first = NULL;
    message_language(language_from_environment());
    for (int i = 1; i < argc && !err; i++) {
        if (strncmp(argv[i], "--lang=", strlen("--lang=")) == 0)
            err = option_set_language(option_target(), argv[i] + strlen("--lang="), why);
        else if (strcmp(argv[i], "--lang") == 0)
            err = option_set_language(option_target(), ++i < argc ? argv[i] : "", why);
        else if (!*first)
            *first = argv + i;
    }
    return err;
}
