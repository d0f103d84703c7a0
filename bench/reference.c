/* SPDX-License-Identifier: MIT */
#include "bench/reference.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/span_file.h"
#include "bench/untimed.h"
#include "origin/delay.h"

enum { PROBE_LEAST = 3, PROBE_MOST = 50 };

static const double probe_s = 2; /* about so long is spent waiting in the probe */

/* Runs sequential over `tasks` tasks at `url`. Returns 0 or a negative errno with `why`. */
static int run_sequential(struct comparison *comparison, const struct workspace *workspace, size_t tasks,
                          const char *url, const char *out, const char *spans, struct untimed_run *run,
                          struct failure *why)
{
    struct command command;
    command_init(&command, comparison, models[0]->name, tasks, url, out, spans);
    int err = untimed_run(run, &command, workspace, command_timeout_ms(comparison), false, why);
    comparison->untimed_s += run->wall_s;
    if (err)
        return err;
    return run->succeeded ? 0 : fail(why, -EIO, MESSAGE_REFERENCE_FAILED, run->complaint);
}

/* The typical latency and parse time, from the spans of `tasks` tasks. */
static int read_spans(const char *path, size_t tasks, double *latency_s, double *parse_s, struct failure *why)
{
    double *values = calloc(2 * tasks, sizeof *values);
    if (!values)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    long got = span_file_read(path, values, values + tasks, tasks);
    if (got > 0) {
        *latency_s = statistics_median(values, (size_t)got);
        *parse_s = statistics_median(values + tasks, (size_t)got);
    }
    free(values);
    return got > 0 ? 0 : fail(why, -EIO, MESSAGE_CANNOT_READ, path);
}

/* The same on an origin of its own. */
static int run_on_own_origin(struct comparison *comparison, const struct workspace *workspace,
                             const struct origin_settings *settings, size_t tasks, const char *out,
                             const char *spans, struct untimed_run *run, struct failure *why)
{
    struct origin origin = {0};
    int err = origin_start(&origin, settings, why);
    if (!err) {
        char url[TASK_ADDRESS_SIZE];
        snprintf(url, sizeof url, "%.64s%.512s", origin.address, comparison->options->workload->addresses);
        err = run_sequential(comparison, workspace, tasks, url, out, spans, run, why);
    }
    err = origin_explain(&origin, err, why);
    origin_stop(&origin);
    return err;
}

int reference_run(struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    const struct options *options = comparison->options;
    char out[WORKSPACE_PATH_SIZE];
    char spans[WORKSPACE_PATH_SIZE];
    struct untimed_run run = {0};
    const struct origin_settings immediate = {.seed = options->seed};
    workspace_path(out, workspace, options->workload->output);
    workspace_path(spans, workspace, "reference.spans.csv");
    int err =
        options->url
            ? run_sequential(comparison, workspace, options->tasks, options->url, out, spans, &run, why)
            : run_on_own_origin(comparison, workspace, &immediate, options->tasks, out, spans, &run, why);
    if (!err)
        err = read_spans(spans, options->tasks, &comparison->typical_latency_s, &comparison->parse_s, why);
    if (!err && (err = digest_file(comparison->sha256, out)))
        fail(why, err, MESSAGE_CANNOT_READ, out);
    if (err)
        return err;
    comparison->rows = run.rows;
    comparison->bytes = run.bytes;
    return options->url && span_file_read(spans, comparison->latency_s, NULL, options->tasks) < 0
               ? fail(why, -EIO, MESSAGE_CANNOT_READ, spans)
               : 0;
}

/* How many tasks the probe takes: more of the short ones. */
static size_t probe_tasks(const struct options *options)
{
    double latency_s = (double)options->latency_ns / 1e9;
    double fit = latency_s > 0 ? probe_s / latency_s : PROBE_MOST;
    size_t tasks = fit > PROBE_MOST ? PROBE_MOST : fit < PROBE_LEAST ? PROBE_LEAST : (size_t)fit;
    return tasks < options->tasks ? tasks : options->tasks;
}

int reference_probe(struct comparison *comparison, const struct workspace *workspace, struct failure *why)
{
    const struct options *options = comparison->options;
    const struct delay_settings delay = {
        .latency_ns = options->latency_ns, .jitter_ns = options->jitter_ns, .seed = options->seed};
    char out[WORKSPACE_PATH_SIZE];
    char spans[WORKSPACE_PATH_SIZE];
    const struct origin_settings settings = {.latency_ns = options->latency_ns,
                                             .jitter_ns = options->jitter_ns,
                                             .bandwidth = options->bandwidth,
                                             .seed = options->seed};
    struct untimed_run run = {0};
    size_t tasks = probe_tasks(options);
    workspace_path(out, workspace, "probe.csv");
    workspace_path(spans, workspace, "probe.spans.csv");
    int err = run_on_own_origin(comparison, workspace, &settings, tasks, out, spans, &run, why);
    if (err)
        return err;
    long got = span_file_read(spans, comparison->latency_s, NULL, tasks);
    if (got <= 0)
        return fail(why, -EIO, MESSAGE_CANNOT_READ, spans);
    /* What comes on top of the delay that the origin is known to make: the way there and back. */
    for (long i = 0; i < got; i++)
        comparison->latency_s[i] -= (double)delay_of_page(&delay, (uint64_t)i + 1) / 1e9;
    double overhead_s = statistics_median(comparison->latency_s, (size_t)got);
    for (size_t i = 0; i < options->tasks; i++)
        comparison->latency_s[i] = (double)delay_of_page(&delay, i + 1) / 1e9 + overhead_s;
    comparison->typical_latency_s = statistics_median(comparison->latency_s, options->tasks);
    return 0;
}
