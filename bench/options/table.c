/* SPDX-License-Identifier: MIT */
#include "bench/options/table.h"

#include "bench/options/field.h"
#include "bench/options/setters.h"
#include "core/job.h"

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

#define TIMES "600ms, 1.5s, 0"

/* clang-format off */
const struct option_row option_table[] = {
    {"--quick", SELFTEST, 0, MESSAGE_HELP_QUICK, .flag = &given.quick},
    {"--comparisons", SELFTEST, 0, MESSAGE_HELP_COMPARISONS, .count = &given.comparisons, .most = OPTIONS_MOST_COMPARISONS},
    {"--detections", SELFTEST, 0, MESSAGE_HELP_DETECTIONS, .count = &given.detections, .most = OPTIONS_MOST_COMPARISONS},
    {"--slow-down", SELFTEST, 0, MESSAGE_HELP_SLOW_DOWN, .set = set_slow_downs},
    {"--speed", RACE, 0, MESSAGE_HELP_SPEED, .decimal = &given.speed, .above = 1e-6, .example = "0.1, 2"},
    {"--margin", COMPARE | SELFTEST, 0, MESSAGE_HELP_MARGIN, .fraction = &given.margin, .example = "3%, 0.5%"},
    {"--time-limit", COMPARE | SELFTEST, 0, MESSAGE_HELP_TIME_LIMIT, .time = &given.limit_ns, .least = 1000000000, .example = "60s, 10min"},

    {.title = true, .told = SWEEP, .help = MESSAGE_TITLE_VARIES},
    {"--over", SWEEP, 0, MESSAGE_HELP_SWEEP_WORKERS, .set = set_over},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_IN_FLIGHT},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_OF_TASKS},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_OF_LATENCY},
    {"--over", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_PARSE_COST},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_WHO},
    {"--preset", MEASURES, RUN, MESSAGE_HELP_PRESET, .set = field_preset, .list = LIST_TUTORIAL},
    {"--models", MEASURES, RUN, MESSAGE_HELP_MODELS, .set = field_models},
    {"--workers", MEASURES, RUN, MESSAGE_HELP_WORKERS, .set = field_workers},
    {"--in-flight", MEASURES, RUN, MESSAGE_HELP_IN_FLIGHT, .count = &given.in_flight, .least = 1, .most = FIELD_MOST_IN_FLIGHT},
    {"--chunk", MEASURES, RUN, MESSAGE_HELP_CHUNK, .count = &checked.count, .least = 1, .most = JOB_MOST_CHUNK, .passed_on = &given.to_work},
    {"--gil", MEASURES, RUN, MESSAGE_HELP_GIL, .flag = &given.gil, .passed_on = &given.to_work},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_WHAT},
    {"--workload", MEASURES, RUN, MESSAGE_HELP_WORKLOAD, .set = set_workload, .list = LIST_WORKLOADS},
    {"--tasks", MEASURES, RUN, MESSAGE_HELP_TASKS, .count = &given.tasks, .least = 1, .most = OPTIONS_MOST_TASKS, .list = LIST_TASKS},
    {"--latency", MEASURES, RUN, MESSAGE_HELP_LATENCY, .time = &given.latency_ns, .example = TIMES},
    {"--jitter", MEASURES, RUN, MESSAGE_HELP_JITTER, .time = &given.jitter_ns, .example = TIMES},
    {"--bandwidth", MEASURES, RUN, MESSAGE_HELP_BANDWIDTH, .size = &given.bandwidth, .example = "250kB, 1.5MB"},
    {"--parse-cost", MEASURES, RUN, MESSAGE_HELP_PARSE_COST, .time = &given.work_ns, .most = OPTIONS_MOST_WORK_NS, .example = "5ms, 1.5s, ≤ 10s"},
    {"--work", MEASURES, RUN, MESSAGE_HELP_WORK, .time = &given.work_ns, .most = OPTIONS_MOST_WORK_NS, .example = "5ms, 1.5s, ≤ 10s"},
    {"--from", MEASURES, RUN, MESSAGE_HELP_FROM, .text = &given.from, .example = "photos"},
    {"--file-size", MEASURES, RUN, MESSAGE_HELP_FILE_SIZE, .size = &given.file_bytes, .most = MOST_BYTES, .example = "64kB, 1.5MB"},
    {"--seed", MEASURES, RUN, MESSAGE_HELP_SEED, .count = &given.seed, .most = UINT32_MAX},
    {"--port", MEASURES, RUN, MESSAGE_HELP_PORT, .count = &given.port, .most = UINT16_MAX},

    {.title = true, .told = SWEEP, .help = MESSAGE_TITLE_DIFFERENT},
    {"--tasks", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_TASKS},
    {"--latency", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_LATENCY},
    {"--rounds", .told = SWEEP, .help = MESSAGE_HELP_SWEEP_ROUNDS},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_HOW},
    {"--rounds", MEASURES, RUN, MESSAGE_HELP_ROUNDS, .count = &given.rounds, .least = 1, .most = OPTIONS_MOST_ROUNDS},
    {"--run-timeout", MEASURES, RUN, MESSAGE_HELP_RUN_TIMEOUT, .time = &given.run_timeout_ns, .example = TIMES},
    {"--out", SHOWS, RUN | SWEEP | COMPARE | SELFTEST, MESSAGE_HELP_OUT, .text = &given.out, .example = OPTIONS_DEFAULT_OUT, .list = LIST_OUT},
    {.told = SELFTEST, .help = MESSAGE_HELP_SELFTEST_MORE},
    {"--format", SHOWS | LIST, RUN | COMPARE, MESSAGE_HELP_FORMAT, .text = &given.format, .list = LIST_FORMATS},
    {"--format", .told = LIST, .help = MESSAGE_HELP_LIST_FORMAT},
    {"--lang", EVERY, EVERY & ~(COUNT | SWEEP), MESSAGE_HELP_LANG, .set = set_language},
    {"--color", SHOWS | RACE, RUN | COMPARE | SELFTEST | RACE, MESSAGE_HELP_COLOR, .set = set_color},
    {"--ascii", SHOWS | RACE, RUN | COMPARE | RACE, MESSAGE_HELP_ASCII, .flag = &given.ascii},
    {"--quiet", SHOWS, RUN | COMPARE | SELFTEST, MESSAGE_HELP_QUIET, .flag = &given.quiet},

    {.title = true, .told = COMPARE, .help = MESSAGE_TITLE_RESULTS},
    {"--force", COMPARE, 0, MESSAGE_HELP_FORCE, .flag = &given.force},
    {.title = true, .told = COMPARE, .help = MESSAGE_TITLE_LIVE},
    {"--live", COMPARE, 0, MESSAGE_HELP_LIVE, .flag = &given.live},
    {"--rounds", .told = COMPARE, .help = MESSAGE_HELP_COMPARE_ROUNDS},
    {"--seed", .told = COMPARE, .help = MESSAGE_HELP_SEED},
    {.told = COMPARE, .help = MESSAGE_HELP_COMPARE_MORE},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_WRONG},
    {"--fault", MEASURES, RUN, MESSAGE_HELP_FAULT, .text = &checked.text, .passed_on = &given.to_origin, .example = "reset, stall:10%, status-500:0.5:2"},
    {"--attempts", MEASURES, RUN, MESSAGE_HELP_ATTEMPTS, .count = &checked.count, .least = 1, .most = MOST_ATTEMPTS, .passed_on = &given.to_work},
    {"--backoff", MEASURES, RUN, MESSAGE_HELP_BACKOFF, .time = &checked.amount, .passed_on = &given.to_work, .example = "100ms, 0"},
    {"--timeout", MEASURES, RUN, MESSAGE_HELP_TIMEOUT, .time = &checked.amount, .least = 1, .passed_on = &given.to_work, .example = "60s, 500ms"},
    {"--connect-timeout", MEASURES, RUN, MESSAGE_HELP_CONNECT_TIMEOUT, .time = &checked.amount, .least = 1, .passed_on = &given.to_work, .example = "10s"},
    {"--stall-timeout", MEASURES, RUN, MESSAGE_HELP_STALL_TIMEOUT, .time = &checked.amount, .least = 1, .passed_on = &given.to_work, .example = "30s"},
    {"--max-body", MEASURES, RUN, MESSAGE_HELP_MAX_BODY, .size = &checked.amount, .most = MOST_BYTES, .passed_on = &given.to_work, .example = "64MB"},
    {"--fail-fast", MEASURES, RUN, MESSAGE_HELP_FAIL_FAST, .flag = &checked.flag, .passed_on = &given.to_work},
    {"--keep-going", MEASURES, .flag = &checked.flag, .passed_on = &given.to_work},

    {.title = true, .told = RUN, .help = MESSAGE_TITLE_SITE},
    {"--url", MEASURES, RUN, MESSAGE_HELP_URL, .set = set_url},
    {"--allow-remote", MEASURES, RUN, MESSAGE_HELP_ALLOW_REMOTE, .flag = &given.settings.allow_remote},
    {"--rate", MEASURES, RUN, MESSAGE_HELP_RATE, .decimal = &given.rate, .above = 0.001, .example = "2, 0.5"},
    {"--cacert", MEASURES, RUN, MESSAGE_HELP_CACERT, .text = &given.settings.cacert},
    {.name = NULL}};
/* clang-format on */
