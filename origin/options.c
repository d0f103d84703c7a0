/* SPDX-License-Identifier: MIT */
/* Reads the command line of manyhands-origin. */
#include "origin/options.h"

#include <errno.h>
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>

#include "core/cli/number.h"

const char options_usage[] =
    "usage: manyhands-origin [OPTION]...\n"
    "\n"
    "Serves what manyhands fetches, pages and pictures: the same, after the same delays, for everyone.\n"
    "Prints 'listening on http://HOST:PORT' when it is ready, and serves until SIGINT, SIGTERM or SIGHUP.\n"
    "\n"
    "  --host ADDRESS      listen on this address [127.0.0.1]\n"
    "  --port PORT         listen on this port; 0 takes a free one [0]\n"
    "  --latency TIME      keep every answer back so long, as in 600ms or 1.5s [0]\n"
    "  --jitter TIME       and up to so much more or less, drawn for each [0]\n"
    "  --bandwidth RATE    send each body at so many bytes a second, as in 250kB [no limit]\n"
    "  --seed NUMBER       draw pages, jitter and faults from this number [1]\n"
    "  --fault KIND[:RATE[:N]]\n"
    "                      let the first N requests for an address go wrong [1], 0 for all of them, for a\n"
    "                      RATE of the pages and pictures, as in 0.1 or 10% [1]; repeatable, at most one\n"
    "                      for each of them. KIND:\n"
    "    status-500     an error\n"
    "    status-429     an error, with 'Retry-After: 1'\n"
    "    refuse         the connection is reset instead of an answer\n"
    "    empty          the connection is closed instead of an answer\n"
    "    reset          half a body, then the connection is reset\n"
    "    stall          no body after the header, for 10 minutes or until the client leaves\n"
    "    slow           a byte at a time, 99 in a second; after 90 s the rest\n"
    "    truncate       half a body, then the connection is closed\n"
    "    chunked-cut    the same in chunks, without a Content-Length\n"
    "    redirect       to another address of the same (no error)\n"
    "    redirect-loop  to an address that redirects to itself\n"
    "    huge           a body without an end\n"
    "    garbage        random bytes, called HTML, JSON or a picture\n"
    "    gzip           the body compressed, whether asked for or not (no error)\n"
    "    gzip-cut       three quarters of that, as if they were all\n"
    "    deflate        the body in deflate, with zlib's wrapping or without (no error)\n"
    "    gzip-bomb      3 MB that inflate to 2 GiB\n"
    "    wrong-charset  UTF-8 called GBK, or (but for JSON) GBK called UTF-8; not for pictures\n"
    "  --allow-remote      permit an address that other machines can reach\n"
    "  --exit-with-parent  die when the thread that started this program does\n"
    "  -h, --help          print this and exit\n"
    "  -V, --version       print the version and exit\n";

enum { KIND_SHOWN = 100 }; /* characters of what is no kind */

/* Beyond all characters, as getopt_long returns those for its own findings; but -h and -V are characters. */
enum option_code {
    OPTION_HOST = 256,
    OPTION_PORT,
    OPTION_LATENCY,
    OPTION_JITTER,
    OPTION_BANDWIDTH,
    OPTION_SEED,
    OPTION_FAULT,
    OPTION_ALLOW_REMOTE,
    OPTION_EXIT_WITH_PARENT,
    OPTION_HELP = 'h',
    OPTION_VERSION = 'V',
};

static const struct option long_options[] = {
    {"host", required_argument, NULL, OPTION_HOST},
    {"port", required_argument, NULL, OPTION_PORT},
    {"latency", required_argument, NULL, OPTION_LATENCY},
    {"jitter", required_argument, NULL, OPTION_JITTER},
    {"bandwidth", required_argument, NULL, OPTION_BANDWIDTH},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"fault", required_argument, NULL, OPTION_FAULT},
    {"allow-remote", no_argument, NULL, OPTION_ALLOW_REMOTE},
    {"exit-with-parent", no_argument, NULL, OPTION_EXIT_WITH_PARENT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

static int parse_port(const char *text, uint16_t *port)
{
    size_t number = 0;
    int err = number_parse_count(text, 0, UINT16_MAX, &number);
    if (!err)
        *port = (uint16_t)number;
    return err;
}

static int parse_seed(const char *text, uint64_t *seed)
{
    size_t number = 0;
    int err = number_parse_count(text, 0, SIZE_MAX, &number);
    if (!err)
        *seed = number;
    return err;
}

/* Takes one option in. Returns 0, or a negative errno when its value is not what it should be. */
static int apply(struct options *options, int option, const char *value)
{
    struct server_settings *settings = &options->settings;
    switch (option) {
    case OPTION_HOST:
        options->host = value;
        return 0;
    case OPTION_PORT:
        return parse_port(value, &options->port);
    case OPTION_LATENCY:
        return number_parse_duration(value, &settings->delay.latency_ns);
    case OPTION_JITTER:
        return number_parse_duration(value, &settings->delay.jitter_ns);
    case OPTION_BANDWIDTH:
        return number_parse_bandwidth(value, &settings->bandwidth);
    case OPTION_SEED:
        return parse_seed(value, &settings->delay.seed);
    case OPTION_FAULT:
        return faults_add(&settings->faults, value);
    case OPTION_ALLOW_REMOTE:
        options->allow_remote = true;
        return 0;
    case OPTION_EXIT_WITH_PARENT:
        options->exit_with_parent = true;
        return 0;
    case OPTION_VERSION:
        options->version = true;
        return 0;
    default:
        options->help = true;
        return 0;
    }
}

/* Says what getopt_long met: '?' for an option it cannot use, ':' for a missing value. */
static void explain(int found, char **argv, char reason[OPTIONS_REASON_SIZE])
{
    bool known = optopt == OPTION_HELP || optopt == OPTION_VERSION; /* as "--help=x" */
    if (optopt > 0 && optopt < OPTION_HOST && !known)
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "unknown option '-%c'", optopt);
    else if (found == ':')
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "no value for option '%s'", argv[optind - 1]);
    else if (optopt)
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "option takes no value: '%s'", argv[optind - 1]);
    else
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "unknown option '%s'", argv[optind - 1]);
}

/* Names all kinds of faults in place of one that is none. */
static void list_kinds(const char *value, char reason[OPTIONS_REASON_SIZE])
{
    int size = snprintf(reason, OPTIONS_REASON_SIZE, "unknown fault '%.*s' (there are", KIND_SHOWN, value);
    for (const struct fault *const *kind = fault_list; *kind && size < OPTIONS_REASON_SIZE; kind++)
        size += snprintf(reason + size, (size_t)(OPTIONS_REASON_SIZE - size), "%s %s%s",
                         kind == fault_list ? ":" : ",", (*kind)->name, kind[1] ? "" : ")");
}

/* Says what is wrong with the value of an option. */
static void refuse(int err, const char *name, const char *value, char reason[OPTIONS_REASON_SIZE])
{
    switch (err) {
    case -ENOENT:
        list_kinds(value, reason);
        break;
    case -EDOM:
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "the rates of all faults come to more than 1 with '%s'",
                       value);
        break;
    case -E2BIG:
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "more than %d faults with '%s'", FAULTS_MOST, value);
        break;
    case -ENOTSUP:
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "this C library does not know GBK, needed for '%s'",
                       value);
        break;
    default:
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "%s for --%s: '%s'",
                       err == -ERANGE ? "out of range" : "not a value", name, value);
    }
}

int options_parse(struct options *options, int argc, char **argv, char reason[OPTIONS_REASON_SIZE])
{
    *options = (struct options){.host = "127.0.0.1", .settings.delay.seed = 1};
    opterr = 0;
    int which = 0;
    for (int option; (option = getopt_long(argc, argv, ":hV", long_options, &which)) != -1;) {
        if (option == '?' || option == ':') {
            explain(option, argv, reason);
            return -EINVAL;
        }
        int err = apply(options, option, optarg);
        if (err) {
            refuse(err, long_options[which].name, optarg, reason);
            return -EINVAL;
        }
        if (options->help || options->version)
            return 0;
    }
    if (optind < argc) {
        (void)snprintf(reason, OPTIONS_REASON_SIZE, "unexpected argument '%s'", argv[optind]);
        return -EINVAL;
    }
    return 0;
}
