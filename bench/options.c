/* SPDX-License-Identifier: MIT */
#include "bench/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "bench/language.h"
#include "core/number.h"

static const double polite_rate = 2; /* tasks a second at a site that is not ours */

enum name {
    PRESET = 256,
    WORKLOAD,
    MODELS,
    TASKS,
    LATENCY,
    JITTER,
    BANDWIDTH,
    ROUNDS,
    TIMEOUT,
    SEED,
    PORT,
    OUT,
    URL,
    ALLOW_REMOTE,
    RATE,
    CACERT,
    LANG,
    COLOR,
    ASCII,
    QUIET,
    HELP
};

static const struct option names[] = {
    {"preset", required_argument, NULL, PRESET},
    {"workload", required_argument, NULL, WORKLOAD},
    {"models", required_argument, NULL, MODELS},
    {"tasks", required_argument, NULL, TASKS},
    {"latency", required_argument, NULL, LATENCY},
    {"jitter", required_argument, NULL, JITTER},
    {"bandwidth", required_argument, NULL, BANDWIDTH},
    {"rounds", required_argument, NULL, ROUNDS},
    {"timeout", required_argument, NULL, TIMEOUT},
    {"seed", required_argument, NULL, SEED},
    {"port", required_argument, NULL, PORT},
    {"out", required_argument, NULL, OUT},
    {"url", required_argument, NULL, URL},
    {"allow-remote", no_argument, NULL, ALLOW_REMOTE},
    {"rate", required_argument, NULL, RATE},
    {"cacert", required_argument, NULL, CACERT},
    {"lang", required_argument, NULL, LANG},
    {"color", required_argument, NULL, COLOR},
    {"ascii", no_argument, NULL, ASCII},
    {"quiet", no_argument, NULL, QUIET},
    {"help", no_argument, NULL, HELP},
    {NULL, 0, NULL, 0},
};

static int add_model(struct options *options, const char *text, struct failure *why)
{
    struct model_choice choice;
    if (options->model_count == OPTIONS_MOST_MODELS)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_MODELS, OPTIONS_MOST_MODELS);
    switch (model_choice_parse(text, &choice)) {
    case 0:
        break;
    case -ENOENT:
        return fail(why, -EINVAL, MESSAGE_UNKNOWN_MODEL, text);
    default:
        return fail(why, -EINVAL, MESSAGE_BAD_WORKERS, text);
    }
    for (size_t i = 0; i < options->model_count; i++) {
        if (options->models[i].model == choice.model && options->models[i].workers == choice.workers)
            return fail(why, -EINVAL, MESSAGE_MODEL_TWICE, text);
    }
    options->models[options->model_count++] = choice;
    return 0;
}

/* Reads a comma-separated list. */
static int set_models(struct options *options, const char *list, struct failure *why)
{
    char text[64];
    options->model_count = 0;
    for (;;) {
        size_t length = strcspn(list, ",");
        snprintf(text, sizeof text, "%.*s", (int)(length < sizeof text ? length : sizeof text - 1), list);
        int err = add_model(options, text, why);
        if (err || !list[length])
            return err;
        list += length + 1;
    }
}

static int set_preset(struct options *options, const char *name, struct failure *why)
{
    if (strcmp(name, "tutorial") != 0)
        return fail(why, -EINVAL, MESSAGE_UNKNOWN_PRESET, name);
    options->tasks = 10;
    options->latency_ns = 600000000; /* the tutorial's mean per page: 6.03 s for ten */
    options->model_count = 0;
    for (const struct model *const *model = models; *model; model++)
        options->models[options->model_count++] =
            (struct model_choice){.model = *model, .workers = (*model)->tutorial_workers};
    return 0;
}

static int set_color(struct options *options, const char *text, struct failure *why)
{
    static const char *const words[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(text, words[i]) == 0) {
            options->color = (enum color)i;
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
    if (loopback < 0 || !strstr(text, "{page}") || strlen(text) > TASK_URL_SIZE - 16)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--url", text, "https://host/p/{page}");
    options->url = text;
    options->remote = !loopback;
    return 0;
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
        return set_preset(options, text, why);
    case WORKLOAD:
        options->workload = workload_find(text);
        return options->workload ? 0 : fail(why, -EINVAL, MESSAGE_UNKNOWN_WORKLOAD, text);
    case MODELS:
        return set_models(options, text, why);
    case TASKS:
        return set_count(&options->tasks, "--tasks", text, 1, 1000000, why);
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
    case TIMEOUT:
        return set_duration(&options->timeout_ns, "--timeout", text, why);
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
        return set_color(options, text, why);
    default:
        return set_switch(options, name);
    }
}

/* What only the whole command line shows. */
static int check(struct options *options, struct failure *why)
{
    if (options->remote && !options->settings.allow_remote)
        return fail(why, -EINVAL, MESSAGE_REMOTE_NOT_ALLOWED, options->url);
    if (options->remote && options->rate <= 0)
        options->rate = polite_rate;
    if (options->remote)
        options->rounds = 1;
    return 0;
}

/* getopt_long gives the letter of an unknown "-x", which may stand in the middle of a word. */
static int unknown_option(int letter, const char *word, struct failure *why)
{
    const char shown[] = {'-', (char)letter, '\0'};
    return fail(why, -EINVAL, MESSAGE_UNKNOWN_OPTION, letter > 0 && letter < PRESET ? shown : word);
}

int options_parse(struct options *options, int argc, char **argv, struct failure *why)
{
    *options = (struct options){.workload = workloads[0], .seed = 1, .out = "results/latest"};
    int err = set_preset(options, "tutorial", why);
    opterr = 0;
    for (int name; !err && (name = getopt_long(argc, argv, ":", names, NULL)) != -1;) {
        if (name == HELP) {
            fputs(message(MESSAGE_HELP_RUN), stdout);
            return 1;
        }
        if (name == ':')
            return fail(why, -EINVAL, MESSAGE_VALUE_MISSING, argv[optind - 1]);
        if (name == '?')
            return unknown_option(optopt, argv[optind - 1], why);
        err = set(options, name, optarg ? optarg : "", why);
    }
    if (!err && optind < argc)
        return fail(why, -EINVAL, MESSAGE_UNEXPECTED_ARGUMENT, argv[optind]);
    return err ? err : check(options, why);
}
