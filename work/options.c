/* SPDX-License-Identifier: MIT */
#include "work/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/cli/number.h"
#include "core/cli/version.h"
#include "core/loopback.h"
#include "work/usage.h"

enum { MOST_BODY = 1 << 30 }; /* bytes */

static const size_t most_steps = 1000000000000; /* about a quarter of an hour */

enum option_name {
    MODEL = 256,
    WORKLOAD,
    TASKS,
    URL,
    FROM,
    OUT,
    STEPS,
    CHUNK,
    GIL,
    SPANS,
    FAILURES,
    ATTEMPTS,
    BACKOFF,
    TIMEOUT,
    CONNECT_TIMEOUT,
    STALL_TIMEOUT,
    MAX_BODY,
    SEED,
    KEEP_GOING,
    FAIL_FAST,
    RATE,
    CACERT,
    ALLOW_REMOTE,
    EXIT_WITH_PARENT,
    NO_SYNC,
    HELP = 'h',
    VERSION = 'V'
};

static const struct option names[] = {
    {"model", required_argument, NULL, MODEL},
    {"workload", required_argument, NULL, WORKLOAD},
    {"tasks", required_argument, NULL, TASKS},
    {"url", required_argument, NULL, URL},
    {"from", required_argument, NULL, FROM},
    {"out", required_argument, NULL, OUT},
    {"steps", required_argument, NULL, STEPS},
    {"chunk", required_argument, NULL, CHUNK},
    {"gil", no_argument, NULL, GIL},
    {"spans", required_argument, NULL, SPANS},
    {"failures", required_argument, NULL, FAILURES},
    {"attempts", required_argument, NULL, ATTEMPTS},
    {"backoff", required_argument, NULL, BACKOFF},
    {"timeout", required_argument, NULL, TIMEOUT},
    {"connect-timeout", required_argument, NULL, CONNECT_TIMEOUT},
    {"stall-timeout", required_argument, NULL, STALL_TIMEOUT},
    {"max-body", required_argument, NULL, MAX_BODY},
    {"seed", required_argument, NULL, SEED},
    {"keep-going", no_argument, NULL, KEEP_GOING},
    {"fail-fast", no_argument, NULL, FAIL_FAST},
    {"rate", required_argument, NULL, RATE},
    {"cacert", required_argument, NULL, CACERT},
    {"allow-remote", no_argument, NULL, ALLOW_REMOTE},
    {"exit-with-parent", no_argument, NULL, EXIT_WITH_PARENT},
    {"no-sync", no_argument, NULL, NO_SYNC},
    {"help", no_argument, NULL, HELP},
    {"version", no_argument, NULL, VERSION},
    {NULL, 0, NULL, 0},
};

__attribute__((format(printf, 1, 2))) static int complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("manyhands-work: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs("; see --help\n", stderr);
    va_end(arguments);
    return -EINVAL;
}

static int complain_of_model(const char *text)
{
    char known[512] = "";
    size_t used = 0;
    for (size_t i = 0; models[i] && used < sizeof known; i++)
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", i ? ", " : "", models[i]->name);
    return complain("unknown model '%s'; there are %s", text, known);
}

static int set_model(struct options *options, const char *text)
{
    switch (model_choice_parse(text, &options->choice)) {
    case 0:
        return 0;
    case -ENOENT:
        return complain_of_model(text);
    default:
        return complain("'%s': bad number of workers", text);
    }
}

/* Not below one task in 1,000 seconds, so that no task is to wait for longer than a clock can say. */
static int set_rate(struct options *options, const char *text)
{
    static const double least = 0.001;
    int err = number_parse_decimal(text, &options->rate);
    return err || options->rate < least ? complain("bad rate '%s'", text) : 0;
}

static int set_timeout(uint64_t *to, const char *text)
{
    int err = number_parse_duration(text, to);
    return err || *to == 0 ? complain("bad timeout '%s'", text) : 0;
}

/* What is done about failures. Returns 0 or -EINVAL. */
static int set_patience(struct options *options, int name, const char *text)
{
    size_t count = 0;
    uint64_t bytes = 0;
    int err = 0;
    switch (name) {
    case ATTEMPTS:
        err = number_parse_count(text, 1, 20, &count);
        options->retry.attempts = (unsigned)count;
        return err ? complain("bad number of attempts '%s'", text) : 0;
    case BACKOFF:
        return number_parse_duration(text, &options->retry.backoff_ns) ? complain("bad backoff '%s'", text)
                                                                       : 0;
    case TIMEOUT:
        return set_timeout(&options->settings.timeout_ns, text);
    case CONNECT_TIMEOUT:
        return set_timeout(&options->settings.connect_timeout_ns, text);
    case STALL_TIMEOUT:
        return set_timeout(&options->settings.stall_timeout_ns, text);
    case MAX_BODY:
        err = number_parse_bandwidth(text, &bytes);
        options->settings.body_max = (size_t)bytes;
        return err || bytes > MOST_BODY ? complain("bad size '%s'", text) : 0;
    case SEED:
        err = number_parse_count(text, 0, UINT32_MAX, &count);
        options->retry.seed = count;
        return err ? complain("bad seed '%s'", text) : 0;
    default:
        options->fail_fast = name == FAIL_FAST;
        return 0;
    }
}

/* How the work is done. Returns 0 or -EINVAL. */
static int set_manner(struct options *options, int name, const char *text)
{
    switch (name) {
    case STEPS:
        return number_parse_count(text, 0, most_steps, &options->steps)
                   ? complain("bad number of steps '%s'", text)
                   : 0;
    case CHUNK:
        return number_parse_count(text, 1, JOB_MOST_CHUNK, &options->chunk) ? complain("bad chunk '%s'", text)
                                                                            : 0;
    case GIL:
        options->gil = true;
        return 0;
    default:
        return set_patience(options, name, text);
    }
}

static int set(struct options *options, int name, const char *text)
{
    switch (name) {
    case MODEL:
        return set_model(options, text);
    case WORKLOAD:
        options->workload = workload_find(text);
        return options->workload ? 0 : complain("unknown workload '%s'", text);
    case TASKS:
        return number_parse_count(text, 1, 1000000, &options->tasks)
                   ? complain("bad number of tasks '%s'", text)
                   : 0;
    case URL:
        options->url = text;
        return 0;
    case FROM:
        options->from = text;
        return 0;
    case OUT:
        options->out = text;
        return 0;
    case SPANS:
        options->spans = text;
        return 0;
    case FAILURES:
        options->failures = text;
        return 0;
    case RATE:
        return set_rate(options, text);
    case CACERT:
        options->settings.cacert = text;
        return 0;
    case ALLOW_REMOTE:
        options->settings.allow_remote = true;
        return 0;
    case EXIT_WITH_PARENT:
        options->exit_with_parent = true;
        return 0;
    case NO_SYNC:
        options->no_sync = true;
        return 0;
    default:
        return set_manner(options, name, text);
    }
}

static int check_url(const struct options *options)
{
    struct task last;
    if (task_from_template(&last, options->url, options->tasks - 1))
        return complain("'%s' is too long an address", options->url);
    int loopback = loopback_is_url(last.address);
    task_release(&last);
    if (loopback < 0)
        return complain("'%s' is not an http or https address", options->url);
    if (!loopback && !options->settings.allow_remote)
        return complain("'%s' is not a loopback address; --allow-remote permits it", options->url);
    return 0;
}

/* What only the whole command line shows. */
static int check(struct options *options)
{
    const struct workload *workload = options->workload;
    bool fetches = workload->addresses[0] == '/';
    if (!options->choice.model)
        return complain("--model is needed");
    if (fetches != (options->url != NULL))
        return complain("workload '%s' %s --url", workload->name, fetches ? "needs" : "takes no");
    if (workload->copies != (options->from != NULL))
        return complain("workload '%s' %s --from", workload->name, workload->copies ? "needs" : "takes no");
    if (options->steps && !workload->computes)
        return complain("workload '%s' takes no --steps", workload->name);
    if (!options->out && !workload->copies)
        return complain("--out is needed");
    if (workload->copies)
        options->tasks = 1;
    if (!options->tasks)
        options->tasks = workload->tasks;
    if (!fetches)
        options->url = workload->addresses;
    return fetches ? check_url(options) : 0;
}

int options_parse(struct options *options, int argc, char **argv)
{
    *options =
        (struct options){.workload = workloads[0], .settings = io_settings_default, .retry = retry_default};
    opterr = 0;
    for (int name; (name = getopt_long(argc, argv, "hV", names, NULL)) != -1;) {
        if (name == HELP) {
            usage_print(stdout);
            return 1;
        }
        if (name == VERSION) {
            version_print(stdout, "manyhands-work");
            version_print_libraries(stdout);
            return 1;
        }
        if (name == '?')
            return complain("unknown option, or one without its value: '%s'", argv[optind - 1]);
        int err = set(options, name, optarg);
        if (err)
            return err;
    }
    if (optind < argc)
        return complain("unexpected argument '%s'", argv[optind]);
    return check(options);
}
