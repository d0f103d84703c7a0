/* SPDX-License-Identifier: MIT */
#include "bench/options/table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/expected.h"
#include "bench/options/tutorial.h"
#include "bench/words/choice.h"
#include "core/cli/number.h"
#include "core/job.h"
#include "core/loopback.h"

enum {
    RUN = TAKER_RUN,
    COUNT = TAKER_COUNT,
    SWEEP = TAKER_SWEEP,
    COMPARE = TAKER_COMPARE,
    SELFTEST = TAKER_SELFTEST,
    RACE = TAKER_RACE,
    LIST = TAKER_LIST,
    LIVE = TAKER_LIVE,
    OTHER = TAKER_OTHER,
    MEASURES = RUN | COUNT | SWEEP | LIVE,
    SHOWS = RUN | COUNT | SWEEP | COMPARE | SELFTEST,
    EVERY = SHOWS | RACE | LIST | OTHER,
    MOST_BYTES = 1 << 30,
    EQUAL_IN_FLIGHT = 10, /* a task each, of the tutorial's ten */
    MOST_ATTEMPTS = 20
};

static struct options given;

/* Where values go that are only checked, and passed on. */
static struct {
    bool flag;
    size_t count;
    uint64_t amount;
    const char *text;
} checked;

struct options *option_target(void)
{
    return &given;
}

/* Below: options whose values are more than a number or a word. */

/* The item of a list with commas that begins at `from`, without blanks around it; what is too long is cut
 * off. */
static void copy_item(char *item, size_t size, const char *from)
{
    size_t length = text_trim(&from, strcspn(from, ","));
    (void)snprintf(item, size, "%.*s", (int)(length < size ? length : size - 1), from);
}

/* Where the item behind that begins, or NULL. */
static const char *next_item(const char *from)
{
    const char *comma = strchr(from, ',');
    return comma ? comma + 1 : NULL;
}

/* The model that `text` names in front of its number of workers, or NULL; `name` is room for that. */
static const struct model *find_model(const char *text, char name[ENTRANT_LABEL_SIZE])
{
    (void)snprintf(name, ENTRANT_LABEL_SIZE, "%.*s", (int)strcspn(text, ":="), text);
    for (const struct model *const *model = models; *model; model++) {
        if (strcmp((*model)->name, name) == 0)
            return *model;
    }
    return NULL;
}

static int refuse_model(const char *text, struct failure *why)
{
    char names[CHOICE_SIZE] = "";
    for (const struct model *const *model = models; *model; model++)
        choice_add(names, (*model)->name);
    return choice_refuse(why, MESSAGE_UNKNOWN_NAME, message(MESSAGE_A_MODEL), names, text);
}

/* A number that the model, or any program, cannot have. */
static int refuse_workers(const char *text, struct failure *why)
{
    char name[ENTRANT_LABEL_SIZE];
    char expected[EXPECTED_SIZE];
    const struct model *model = find_model(text, name);
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--models", text,
                expected_workers(expected, name, strchr(text, '=') ? NULL : model));
}

static int add_entrant(struct options *options, const char *text, struct failure *why)
{
    if (options->entrant_count == OPTIONS_MOST_MODELS)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_MODELS, OPTIONS_MOST_MODELS);
    switch (entrant_parse(&options->entrants[options->entrant_count], text)) {
    case 0:
        options->entrant_count++;
        return 0;
    case -ENOENT:
        return refuse_model(text, why);
    case -EINVAL:
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--models", text, "NAME[:N]=PROGRAM");
    default:
        return refuse_workers(text, why);
    }
}

static int set_models(struct options *options, const char *list, struct failure *why)
{
    char text[ENTRANT_LABEL_SIZE + PROGRAM_SIZE];
    options->entrant_count = 0;
    for (const char *from = list; from; from = next_item(from)) {
        copy_item(text, sizeof text, from);
        int err = add_entrant(options, text, why);
        if (err)
            return err;
    }
    return 0;
}

static int set_workers(struct options *options, const char *text, struct failure *why)
{
    options->advise = strcmp(text, "auto") == 0;
    if (options->advise || number_parse_count(text, 1, OPTIONS_MOST_IN_FLIGHT, &options->in_flight) == 0)
        return 0;
    char range[EXPECTED_SIZE];
    char expected[EXPECTED_SIZE + 8];
    (void)snprintf(expected, sizeof expected, "auto%s%s", message(MESSAGE_COMMA),
                   expected_count(range, 1, OPTIONS_MOST_IN_FLIGHT));
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--workers", text, expected);
}

static int set_preset(struct options *options, const char *name, struct failure *why)
{
    static const char presets[] = "tutorial, equal";
    int preset = choice_find(presets, name);
    if (preset < 0)
        return choice_refuse(why, MESSAGE_UNKNOWN_NAME, message(MESSAGE_A_PRESET), presets, name);
    options->preset = true;
    options->in_flight = preset == 1 ? EQUAL_IN_FLIGHT : 0;
    tutorial_take_part(options);
    return 0;
}

static int set_workload(struct options *options, const char *text, struct failure *why)
{
    char names[CHOICE_SIZE] = "";
    options->workload = workload_find(text);
    for (const struct workload *const *workload = workloads; *workload; workload++)
        choice_add(names, (*workload)->name);
    return options->workload
               ? 0
               : choice_refuse(why, MESSAGE_UNKNOWN_NAME, message(MESSAGE_A_WORKLOAD), names, text);
}

static int set_url(struct options *options, const char *text, struct failure *why)
{
    int loopback = loopback_is_url(text);
    if (loopback < 0 || (!strstr(text, "{page}") && !strstr(text, "{start}")) ||
        strlen(text) > TASK_ADDRESS_SIZE - 16)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--url", text, "https://host/p/{page}");
    options->url = text;
    options->remote = !loopback;
    return 0;
}

static int set_over(struct options *options, const char *text, struct failure *why)
{
    if (options->over_count == OPTIONS_MOST_AXES)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_AXES, OPTIONS_MOST_AXES);
    options->over[options->over_count++] = text;
    return 0;
}

static int set_slow_downs(struct options *options, const char *text, struct failure *why)
{
    options->slow_down_count = 0;
    for (const char *from = text; from; from = next_item(from)) {
        char word[32];
        double part = 0;
        copy_item(word, sizeof word, from);
        if (options->slow_down_count == OPTIONS_MOST_SLOW_DOWNS || number_parse_percent(word, &part) ||
            !(part > 0))
            return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--slow-down", text, "1%,2%,3%,5%,10%");
        options->slow_downs[options->slow_down_count++] = part;
    }
    return 0;
}

static int set_color(struct options *options, const char *text, struct failure *why)
{
    static const char colors[] = "auto, always, never"; /* in the order of enum color */
    int color = choice_find(colors, text);
    if (color < 0)
        return choice_refuse(why, MESSAGE_BAD_CHOICE, "--color", colors, text);
    options->color = (enum color)color;
    return 0;
}

int option_set_language(struct options *options, const char *text, struct failure *why)
{
    int language = language_from_tag(text);
    (void)options;
    if (language < 0)
        return choice_refuse(why, MESSAGE_BAD_CHOICE, "--lang", "en, zh", text);
    message_language((enum language)language);
    return 0;
}

#define TIMES "600ms, 1.5s, 0"

/* clang-format off */
const struct option_row option_table[] = {
    {"--quick", SELFTEST, 0, MESSAGE_HELP_QUICK, .flag = &given.quick},
    {"--comparisons", SELFTEST, 0, MESSAGE_HELP_COMPARISONS, .count = &given.comparisons, .most = OPTIONS_MOST_COMPARISONS},
    {"--detections", SELFTEST, 0, MESSAGE_HELP_DETECTIONS, .count = &given.detections, .most = OPTIONS_MOST_COMPARISONS},
    {"--slow-down", SELFTEST, 0, MESSAGE_HELP_SLOW_DOWN, .set = set_slow_downs},
    {"--speed", RACE, 0, MESSAGE_HELP_SPEED, .decimal = &given.speed, .above = 1e-6, .example = "0.1, 2"},
    {"--margin", COMPARE | SELFTEST, 0, MESSAGE_HELP_MARGIN, .fraction = &given.margin, .example = "3%, 0.5%"},
    {"--time-limit", RUN | SWEEP | COMPARE | SELFTEST, COMPARE | SELFTEST, MESSAGE_HELP_TIME_LIMIT, .time = &given.limit_ns, .least = 1000000000, .example = "60s, 10min", .scenario = SCENARIO_SAME},

    {.title = true, .told = SWEEP, .help = MESSAGE_TITLE_VARIES},
    {"--over", SWEEP, 0, MESSAGE_HELP_SWEEP_WORKERS, .set = set_over, .scenario = SCENARIO_TOLD},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_IN_FLIGHT},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_OF_TASKS},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_OF_LATENCY},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_PARSE_COST},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_WHO},
    {"--preset", MEASURES, RUN, MESSAGE_HELP_PRESET, .set = set_preset, .list = LIST_TUTORIAL, .scenario = SCENARIO_TOLD},
    {"--models", MEASURES, RUN, MESSAGE_HELP_MODELS, .set = set_models, .scenario = SCENARIO_TOLD},
    {"--workers", MEASURES, RUN, MESSAGE_HELP_WORKERS, .set = set_workers, .scenario = SCENARIO_TOLD},
    {"--in-flight", MEASURES, RUN, MESSAGE_HELP_IN_FLIGHT, .count = &given.in_flight, .least = 1, .most = OPTIONS_MOST_IN_FLIGHT, .scenario = SCENARIO_TOLD},
    {"--chunk", MEASURES, RUN, MESSAGE_HELP_CHUNK, .count = &checked.count, .least = 1, .most = JOB_MOST_CHUNK, .passed_on = &given.to_work, .scenario = SCENARIO_ADDED},
    {"--gil", MEASURES, RUN, MESSAGE_HELP_GIL, .flag = &given.gil, .passed_on = &given.to_work, .scenario = SCENARIO_ADDED},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_WHAT},
    {"--workload", MEASURES, RUN, MESSAGE_HELP_WORKLOAD, .set = set_workload, .list = LIST_WORKLOADS, .scenario = SCENARIO_TOLD},
    {"--tasks", MEASURES, RUN, MESSAGE_HELP_TASKS, .count = &given.tasks, .least = 1, .most = OPTIONS_MOST_TASKS, .list = LIST_TASKS, .scenario = SCENARIO_TOLD},
    {"--latency", MEASURES, RUN, MESSAGE_HELP_LATENCY, .time = &given.latency_ns, .example = TIMES, .scenario = SCENARIO_TOLD},
    {"--jitter", MEASURES, RUN, MESSAGE_HELP_JITTER, .time = &given.jitter_ns, .example = TIMES, .scenario = SCENARIO_TOLD},
    {"--bandwidth", MEASURES, RUN, MESSAGE_HELP_BANDWIDTH, .size = &given.bandwidth, .example = "250kB, 1.5MB", .scenario = SCENARIO_ADDED},
    {"--parse-cost", MEASURES, RUN, MESSAGE_HELP_PARSE_COST, .time = &given.work_ns, .most = OPTIONS_MOST_WORK_NS, .example = "5ms, 1.5s", .scenario = SCENARIO_TOLD},
    {"--work", MEASURES, RUN, MESSAGE_HELP_WORK, .time = &given.work_ns, .most = OPTIONS_MOST_WORK_NS, .example = "5ms, 1.5s", .scenario = SCENARIO_TOLD},
    {"--from", MEASURES, RUN, MESSAGE_HELP_FROM, .text = &given.from, .example = "photos", .scenario = SCENARIO_TOLD},
    {"--file-size", MEASURES, RUN, MESSAGE_HELP_FILE_SIZE, .size = &given.file_bytes, .most = MOST_BYTES, .example = "64kB, 1.5MB", .scenario = SCENARIO_TOLD},
    {"--seed", MEASURES, RUN, MESSAGE_HELP_SEED, .count = &given.seed, .most = UINT32_MAX, .scenario = SCENARIO_ADDED},
    {"--port", MEASURES, RUN, MESSAGE_HELP_PORT, .count = &given.port, .most = UINT16_MAX, .aside = true, .scenario = SCENARIO_SAME},

    {.title = true, .told = SWEEP, .help = MESSAGE_TITLE_DIFFERENT},
    {"--tasks", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_TASKS},
    {"--latency", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_LATENCY},
    {"--rounds", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_ROUNDS},
    {"--time-limit", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_TIME_LIMIT},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_HOW},
    {"--rounds", MEASURES, RUN, MESSAGE_HELP_ROUNDS, .count = &given.rounds, .least = 1, .most = OPTIONS_MOST_ROUNDS, .scenario = SCENARIO_TOLD},
    {"--time-limit", .told = RUN, .help = MESSAGE_HELP_RUN_TIME_LIMIT},
    {"--run-timeout", MEASURES, RUN, MESSAGE_HELP_RUN_TIMEOUT, .time = &given.run_timeout_ns, .example = TIMES, .scenario = SCENARIO_SAME},
    {"--out", SHOWS, RUN | SWEEP | COMPARE | SELFTEST, MESSAGE_HELP_OUT, .text = &given.out, .aside = true, .example = OPTIONS_DEFAULT_OUT, .list = LIST_OUT, .scenario = SCENARIO_SAME},
    {.told = SELFTEST, .help = MESSAGE_HELP_SELFTEST_MORE},
    {"--format", SHOWS | LIST, RUN | COMPARE, MESSAGE_HELP_FORMAT, .text = &given.format, .aside = true, .list = LIST_FORMATS, .scenario = SCENARIO_SAME},
    {"--format", .told = LIST, .help = MESSAGE_HELP_LIST_FORMAT},
    {"--lang", EVERY, EVERY & ~(COUNT | SWEEP), MESSAGE_HELP_LANG, .set = option_set_language, .aside = true, .scenario = SCENARIO_SAME},
    {"--color", SHOWS | RACE, RUN | COMPARE | SELFTEST | RACE, MESSAGE_HELP_COLOR, .set = set_color, .aside = true, .scenario = SCENARIO_SAME},
    {"--ascii", SHOWS | RACE, RUN | COMPARE | RACE, MESSAGE_HELP_ASCII, .flag = &given.ascii, .aside = true, .scenario = SCENARIO_SAME},
    {"--quiet", SHOWS, RUN | COMPARE | SELFTEST, MESSAGE_HELP_QUIET, .flag = &given.quiet, .aside = true, .scenario = SCENARIO_SAME},

    {.title = true, .told = COMPARE, .help = MESSAGE_TITLE_RESULTS},
    {"--force", COMPARE, 0, MESSAGE_HELP_FORCE, .flag = &given.force},
    {.title = true, .told = COMPARE, .help = MESSAGE_TITLE_LIVE},
    {"--live", COMPARE, 0, MESSAGE_HELP_LIVE, .flag = &given.live},
    {"--rounds", .told = COMPARE, .help = MESSAGE_HELP_COMPARE_ROUNDS},
    {"--seed", .told = COMPARE, .help = MESSAGE_HELP_SEED},
    {.told = COMPARE, .help = MESSAGE_HELP_COMPARE_MORE},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_WRONG},
    {"--fault", MEASURES, RUN, MESSAGE_HELP_FAULT, .text = &checked.text, .passed_on = &given.to_origin, .example = "reset, stall:10%, status-500:0.5:2", .scenario = SCENARIO_ADDED, .repeats = true},
    {"--attempts", MEASURES, RUN, MESSAGE_HELP_ATTEMPTS, .count = &checked.count, .least = 1, .most = MOST_ATTEMPTS, .passed_on = &given.to_work, .scenario = SCENARIO_ADDED},
    {"--backoff", MEASURES, RUN, MESSAGE_HELP_BACKOFF, .time = &checked.amount, .passed_on = &given.to_work, .example = "100ms, 0", .scenario = SCENARIO_ADDED},
    {"--timeout", MEASURES, RUN, MESSAGE_HELP_TIMEOUT, .time = &checked.amount, .least = 1, .passed_on = &given.to_work, .example = "60s, 500ms", .scenario = SCENARIO_ADDED},
    {"--connect-timeout", MEASURES, RUN, MESSAGE_HELP_CONNECT_TIMEOUT, .time = &checked.amount, .least = 1, .passed_on = &given.to_work, .example = "10s", .scenario = SCENARIO_ADDED},
    {"--stall-timeout", MEASURES, RUN, MESSAGE_HELP_STALL_TIMEOUT, .time = &checked.amount, .least = 1, .passed_on = &given.to_work, .example = "30s", .scenario = SCENARIO_ADDED},
    {"--max-body", MEASURES, RUN, MESSAGE_HELP_MAX_BODY, .size = &checked.amount, .most = MOST_BYTES, .passed_on = &given.to_work, .example = "64MB", .scenario = SCENARIO_ADDED},
    {"--fail-fast", MEASURES, RUN, MESSAGE_HELP_FAIL_FAST, .flag = &checked.flag, .passed_on = &given.to_work, .scenario = SCENARIO_ADDED},
    {"--keep-going", MEASURES, .flag = &checked.flag, .passed_on = &given.to_work, .scenario = SCENARIO_ADDED},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_SITE},
    {"--url", MEASURES, RUN, MESSAGE_HELP_URL, .set = set_url, .scenario = SCENARIO_TOLD},
    {"--allow-remote", MEASURES, RUN, MESSAGE_HELP_ALLOW_REMOTE, .flag = &given.settings.allow_remote, .scenario = SCENARIO_SAME},
    {"--rate", MEASURES, RUN, MESSAGE_HELP_RATE, .decimal = &given.rate, .above = 0.001, .example = "2, 0.5", .scenario = SCENARIO_TOLD},
    {"--cacert", MEASURES, RUN, MESSAGE_HELP_CACERT, .text = &given.settings.cacert, .scenario = SCENARIO_SAME},
    {.name = NULL}};
/* clang-format on */
