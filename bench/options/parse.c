/* SPDX-License-Identifier: MIT */
#include "bench/options/parse.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/field.h"
#include "bench/options/scenario.h"
#include "bench/words/language.h"
#include "core/cli/number.h"

enum { MOST_FILE = 1 << 30 }; /* bytes */

enum name {
    PRESET = 256,
    WORKLOAD,
    MODELS,
    WORKERS,
    IN_FLIGHT,
    TASKS,
    FROM,
    FILE_SIZE,
    WORK,
    GIL,
    LATENCY,
    JITTER,
    BANDWIDTH,
    ROUNDS,
    RUN_TIMEOUT,
    TO_WORK,
    TO_ORIGIN,
    SEED,
    PORT,
    OUT,
    URL,
    ALLOW_REMOTE,
    RATE,
    CACERT,
    LANG,
    COLOR,
    FORMAT,
    ASCII,
    QUIET,
    OVER,
    HELP
};

static const struct option names[] = {
    {"preset", required_argument, NULL, PRESET},
    {"workload", required_argument, NULL, WORKLOAD},
    {"models", required_argument, NULL, MODELS},
    {"workers", required_argument, NULL, WORKERS},
    {"in-flight", required_argument, NULL, IN_FLIGHT},
    {"tasks", required_argument, NULL, TASKS},
    {"from", required_argument, NULL, FROM},
    {"file-size", required_argument, NULL, FILE_SIZE},
    {"work", required_argument, NULL, WORK},
    {"parse-cost", required_argument, NULL, WORK},
    {"chunk", required_argument, NULL, TO_WORK},
    {"gil", no_argument, NULL, GIL},
    {"latency", required_argument, NULL, LATENCY},
    {"jitter", required_argument, NULL, JITTER},
    {"bandwidth", required_argument, NULL, BANDWIDTH},
    {"rounds", required_argument, NULL, ROUNDS},
    {"run-timeout", required_argument, NULL, RUN_TIMEOUT},
    {"attempts", required_argument, NULL, TO_WORK},
    {"backoff", required_argument, NULL, TO_WORK},
    {"timeout", required_argument, NULL, TO_WORK},
    {"connect-timeout", required_argument, NULL, TO_WORK},
    {"stall-timeout", required_argument, NULL, TO_WORK},
    {"max-body", required_argument, NULL, TO_WORK},
    {"keep-going", no_argument, NULL, TO_WORK},
    {"fail-fast", no_argument, NULL, TO_WORK},
    {"fault", required_argument, NULL, TO_ORIGIN},
    {"seed", required_argument, NULL, SEED},
    {"port", required_argument, NULL, PORT},
    {"out", required_argument, NULL, OUT},
    {"url", required_argument, NULL, URL},
    {"allow-remote", no_argument, NULL, ALLOW_REMOTE},
    {"rate", required_argument, NULL, RATE},
    {"cacert", required_argument, NULL, CACERT},
    {"lang", required_argument, NULL, LANG},
    {"color", required_argument, NULL, COLOR},
    {"format", required_argument, NULL, FORMAT},
    {"ascii", no_argument, NULL, ASCII},
    {"quiet", no_argument, NULL, QUIET},
    {"over", required_argument, NULL, OVER},
    {"help", no_argument, NULL, HELP},
    {NULL, 0, NULL, 0},
};

bool options_take_value(const char *word)
{
    for (const struct option *name = names; strncmp(word, "--", 2) == 0 && name->name; name++) {
        if (name->has_arg == required_argument && strcmp(word + 2, name->name) == 0)
            return true;
    }
    return false;
}

int options_parse_color(enum color *out, const char *text, struct failure *why)
{
    static const char *const words[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(text, words[i]) == 0) {
            *out = (enum color)i;
            return 0;
        }
    }
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--color", text, "auto, always, never");
}

static int set_count(size_t *to, const char *name, const char *text, size_t least, size_t most,
                     struct failure *why)
{
    char range[64];
    if (number_parse_count(text, least, most, to) == 0)
        return 0;
    snprintf(range, sizeof range, "%zu–%zu", least, most);
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, name, text, range);
}

static int set_duration(uint64_t *to, const char *name, const char *text, struct failure *why)
{
    return number_parse_duration(text, to)
               ? fail(why, -EINVAL, MESSAGE_BAD_VALUE, name, text, "600ms, 1.5s, 0")
               : 0;
}

static int set_url(struct options *options, const char *text, struct failure *why)
{
    int loopback = io_url_is_loopback(text);
    if (loopback < 0 || (!strstr(text, "{page}") && !strstr(text, "{start}")) ||
        strlen(text) > TASK_ADDRESS_SIZE - 16)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--url", text, "https://host/p/{page}");
    options->url = text;
    options->remote = !loopback;
    return 0;
}

static int set_file_size(struct options *options, const char *text, struct failure *why)
{
    uint64_t bytes = 0;
    if (number_parse_bandwidth(text, &bytes) || bytes > MOST_FILE)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--file-size", text, "64kB, 1.5MB");
    options->file_bytes = bytes;
    return 0;
}

static int set_work(struct options *options, const char *text, struct failure *why)
{
    int err = set_duration(&options->work_ns, "--work, --parse-cost", text, why);
    if (!err && options->work_ns > OPTIONS_MOST_WORK_NS)
        err = fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--work, --parse-cost", text, "≤ 10s");
    return err;
}

static int set_over(struct options *options, const char *text, struct failure *why)
{
    if (options->over_count == OPTIONS_MOST_AXES)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_AXES, OPTIONS_MOST_AXES);
    options->over[options->over_count++] = text;
    return 0;
}

/* --format, one of a list of names, "markdown, json". */
static int set_format(struct options *options, const char *text, struct failure *why)
{
    size_t length = strlen(text);
    for (const char *name = options->formats; *text && (name = strstr(name, text)); name += length) {
        bool begins = name == options->formats || name[-1] == ' ';
        if (begins && (name[length] == ',' || name[length] == '\0')) {
            options->format = text;
            return 0;
        }
    }
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--format", text, options->formats);
}

static int set_switch(struct options *options, int name)
{
    switch (name) {
    case ALLOW_REMOTE:
        options->settings.allow_remote = true;
        break;
    case ASCII:
        options->ascii = true;
        break;
    default:
        options->quiet = true;
    }
    return 0;
}

static int set(struct options *options, int name, const char *text, struct failure *why)
{
    switch (name) {
    case PRESET:
        return field_preset(options, text, why);
    case WORKLOAD:
        options->workload = workload_find(text);
        return options->workload ? 0 : fail(why, -EINVAL, MESSAGE_UNKNOWN_WORKLOAD, text);
    case MODELS:
        return field_models(options, text, why);
    case WORKERS:
        return field_workers(options, text, why);
    case IN_FLIGHT:
        return set_count(&options->in_flight, "--in-flight", text, 1, FIELD_MOST_IN_FLIGHT, why);
    case FROM:
        options->from = text;
        return *text ? 0 : fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--from", text, "photos");
    case FILE_SIZE:
        return set_file_size(options, text, why);
    case WORK:
        return set_work(options, text, why);
    case TASKS:
        return set_count(&options->tasks, "--tasks", text, 1, OPTIONS_MOST_TASKS, why);
    case LATENCY:
        return set_duration(&options->latency_ns, "--latency", text, why);
    case JITTER:
        return set_duration(&options->jitter_ns, "--jitter", text, why);
    case BANDWIDTH:
        return number_parse_bandwidth(text, &options->bandwidth)
                   ? fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--bandwidth", text, "250kB, 1.5MB")
                   : 0;
    case ROUNDS:
        return set_count(&options->rounds, "--rounds", text, 1, OPTIONS_MOST_ROUNDS, why);
    case RUN_TIMEOUT:
        return set_duration(&options->run_timeout_ns, "--run-timeout", text, why);
    case SEED:
        return set_count(&options->seed, "--seed", text, 0, 4294967295, why);
    case PORT:
        return set_count(&options->port, "--port", text, 0, 65535, why);
    case OUT:
        options->out = text;
        return *text ? 0 : fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--out", text, "results/latest");
    case URL:
        return set_url(options, text, why);
    case RATE:
        return number_parse_decimal(text, &options->rate) || options->rate < 0.001
                   ? fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--rate", text, "2, 0.5")
                   : 0;
    case CACERT:
        options->settings.cacert = text;
        return 0;
    case LANG:
        return language_set(text, why);
    case COLOR:
        return options_parse_color(&options->color, text, why);
    case FORMAT:
        return set_format(options, text, why);
    default:
        return set_switch(options, name);
    }
}

/* getopt_long gives the letter of an unknown "-x", which may stand in the middle of a word. */
static int unknown_option(int letter, const char *word, struct failure *why)
{
    const char shown[] = {'-', (char)letter, '\0'};
    return fail(why, -EINVAL, MESSAGE_UNKNOWN_OPTION, letter > 0 && letter < PRESET ? shown : word);
}

/* Sets one option; `place` is where it stands in names[]. */
static int set_option(struct options *options, int name, int place, const char *text, struct failure *why)
{
    char flag[32];
    snprintf(flag, sizeof flag, "--%s", names[place].name);
    if (name == GIL)
        options->gil = true;
    if (name == TO_WORK || name == GIL)
        return passed_on_add(&options->to_work, flag, text, why);
    if (name == TO_ORIGIN)
        return passed_on_add(&options->to_origin, flag, text, why);
    if (name == OVER)
        return set_over(options, text, why);
    return set(options, name, text, why);
}

/* Reads all options; `help` answers --help. Returns as options_parse. */
static int read_all(struct options *options, int argc, char **argv, const char *formats, enum message help,
                    struct failure *why)
{
    *options = (struct options){.words = argv + 1,
                                .word_count = (size_t)argc - 1,
                                .workload = workloads[0],
                                .formats = formats,
                                .latency_ns = OPTIONS_NOT_GIVEN,
                                .work_ns = OPTIONS_NOT_GIVEN,
                                .file_bytes = OPTIONS_NOT_GIVEN,
                                .counting = strcmp(argv[0], "count") == 0,
                                .seed = 1};
    int err = field_preset(options, "tutorial", why);
    int place = 0;
    opterr = 0;
    optind = 0; /* glibc: from the start */
    for (int name; !err && (name = getopt_long(argc, argv, ":", names, &place)) != -1;) {
        if (name == HELP) {
            fputs(message(help), stdout);
            if (help == MESSAGE_HELP_RUN)
                fputs(message(MESSAGE_HELP_RUN_MORE), stdout);
            return 1;
        }
        if (name == ':')
            return fail(why, -EINVAL, MESSAGE_VALUE_MISSING, argv[optind - 1]);
        if (name == '?')
            return unknown_option(optopt, argv[optind - 1], why);
        if (name == OVER && help != MESSAGE_HELP_SWEEP)
            return fail(why, -EINVAL, MESSAGE_UNKNOWN_OPTION, "--over");
        err = set_option(options, name, place, optarg ? optarg : "", why);
    }
    if (!err && optind < argc)
        return fail(why, -EINVAL, MESSAGE_UNEXPECTED_ARGUMENT, argv[optind]);
    return err;
}

int options_parse(struct options *options, int argc, char **argv, const char *formats, struct failure *why)
{
    bool counting = strcmp(argv[0], "count") == 0;
    int err = read_all(options, argc, argv, formats, counting ? MESSAGE_HELP_COUNT : MESSAGE_HELP_RUN, why);
    if (!options->out)
        options->out = OPTIONS_DEFAULT_OUT;
    if (!err && counting && options->format)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "count", "--format");
    return err ? err : scenario_complete(options, why);
}

int options_parse_sweep(struct options *options, int argc, char **argv, struct failure *why)
{
    int err = read_all(options, argc, argv, "", MESSAGE_HELP_SWEEP, why);
    if (!options->out)
        options->out = "results/sweep";
    if (!err && options->over_count == 0)
        return fail(why, -EINVAL, MESSAGE_NO_AXIS);
    if (!err && options->format)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "sweep", "--format");
    return err;
}
