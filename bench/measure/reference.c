/* SPDX-License-Identifier: MIT */
#include "bench/measure/reference.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/host/tree.h"
#include "bench/measure/attempt.h"
#include "bench/measure/costs.h"
#include "bench/options/scenario.h"
#include "origin/delay.h"

enum { PROBE_LEAST = 3, PROBE_MOST = 50 };

static const double probe_s = 2; /* about so long is spent waiting in the probe */

/* A run of sequential, with what it refers to. */
struct reference {
    struct attempt run;
    bool capacity; /* of its origin is measured, too */
    struct entrant sequential;
    char spans[WORKSPACE_PATH_SIZE];
    char url[TASK_ADDRESS_SIZE];
};

/* Runs sequential. Returns 0 or a negative errno with measuring->why. */
static int run_sequential(const struct measuring *measuring, struct reference *it)
{
    char name[64];
    entrant_of_model(&it->sequential, models[0]);
    snprintf(name, sizeof name, "%.32s.spans.csv", it->run.name);
    workspace_path(it->spans, measuring->workspace, name);
    it->run.entrant = &it->sequential;
    it->run.spans = it->spans;
    int err = attempt_run(&it->run, measuring);
    if (!err && !it->run.succeeded)
        err = fail(measuring->why, -EIO, MESSAGE_REFERENCE_FAILED, it->run.complaint);
    return err;
}

/* The same on an origin of its own. */
static int run_on_own_origin(const struct measuring *measuring, const struct origin_settings *settings,
                             struct reference *it)
{
    struct origin origin = {0};
    struct measuring own = *measuring;
    struct comparison *comparison = measuring->comparison;
    own.origin = &origin;
    int err = origin_start(&origin, settings, own.why);
    if (!err) {
        snprintf(it->url, sizeof it->url, "%.64s%.512s", origin.address,
                 comparison->options->workload->addresses);
        it->run.url = it->url;
        err = run_sequential(&own, it);
        uint64_t start = span_now_ns();
        if (!err && it->capacity) /* without it the run is as good, but for a warning */
            (void)costs_measure_capacity(&comparison->capacity_per_s, it->url, comparison->options->tasks);
        comparison->untimed_s += (double)(span_now_ns() - start) / 1e9;
    }
    err = origin_explain(&origin, err, own.why);
    origin_stop(&origin);
    return err;
}

static int read_costs(const struct reference *it, struct span_cost **costs, size_t *count,
                      struct failure *why)
{
    int err = span_file_read(it->spans, costs, count);
    if (!err && *count == 0) {
        free(*costs);
        *costs = NULL;
        err = -EBADMSG;
    }
    return err ? fail(why, err, MESSAGE_CANNOT_READ, it->spans) : 0;
}

/* Lowers `costs` to those of a second run. What fetches nothing gets faster once it has run, as the kernel's
   caches fill; the least is what no program can go below. */
static int run_again(const struct measuring *measuring, struct span_cost *costs, size_t count)
{
    struct reference it = {.run.name = "again"};
    struct span_cost *others = NULL;
    size_t other_count = 0;
    int err = run_sequential(measuring, &it);
    if (!err)
        err = read_costs(&it, &others, &other_count, measuring->why);
    for (size_t i = 0; !err && i < count && i < other_count; i++)
        costs[i].compute_s = fmin(costs[i].compute_s, others[i].compute_s);
    free(others);
    (void)product_remove(&it.run.product);
    return err;
}

static int take_costs(const struct measuring *measuring, const struct reference *it)
{
    struct comparison *comparison = measuring->comparison;
    struct span_cost *costs = NULL;
    size_t count = 0;
    int err = read_costs(it, &costs, &count, measuring->why);
    if (!err && !scenario_fetches(comparison->options))
        err = run_again(measuring, costs, count);
    if (!err && comparison_set_costs(comparison, costs, count))
        err = fail(measuring->why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    free(costs);
    return err;
}

/* What was copied must be what there was. */
static int check_copy(const struct comparison *comparison, struct failure *why)
{
    char source[DIGEST_SIZE] = "";
    if (!comparison->options->workload->copies)
        return 0;
    int err = tree_digest(source, comparison->from);
    if (err)
        return fail(why, err, MESSAGE_CANNOT_READ, comparison->from);
    return strcmp(source, comparison->product.files) == 0
               ? 0
               : fail(why, -EIO, MESSAGE_REFERENCE_FAILED, message(MESSAGE_COPY_DIFFERS));
}

int reference_run(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    const struct options *options = comparison->options;
    struct reference it = {.run.name = options->workload->name, .capacity = true};
    const struct origin_settings immediate = {.seed = options->seed};
    int err = options->url || !scenario_fetches(options) ? run_sequential(measuring, &it)
                                                         : run_on_own_origin(measuring, &immediate, &it);
    if (!err)
        err = take_costs(measuring, &it);
    if (!err && (err = product_digest(&comparison->product, &it.run.product)))
        fail(measuring->why, err, MESSAGE_CANNOT_READ, it.run.product.out);
    if (err)
        return err;
    struct stat rows;
    if (stat(it.run.product.rows, &rows))
        return fail(measuring->why, -errno, MESSAGE_CANNOT_READ, it.run.product.rows);
    comparison->rows = it.run.rows;
    comparison->row_bytes = (size_t)rows.st_size;
    comparison->bytes = it.run.bytes;
    return check_copy(comparison, measuring->why);
}

/* How many tasks the probe takes: more of the short ones; one of those that add others. */
static size_t probe_tasks(const struct comparison *comparison)
{
    const struct options *options = comparison->options;
    double latency_s = (double)options->latency_ns / 1e9;
    double fit = latency_s > 0 ? probe_s / latency_s : INFINITY;
    size_t tasks = (size_t)fmax(PROBE_LEAST, fmin(fit, PROBE_MOST));
    if (comparison->task_count > options->tasks)
        tasks = 1;
    return tasks < options->tasks ? tasks : options->tasks;
}

/* The delay that the origin makes for task `i`. Of one that another has `added` only the least is known. */
static double delay_of(const struct options *options, size_t i, bool added)
{
    const struct delay_settings delay = {
        .latency_ns = options->latency_ns, .jitter_ns = options->jitter_ns, .seed = options->seed};
    if (!added)
        return (double)delay_of_page(&delay, i + 1) / 1e9;
    return options->jitter_ns < options->latency_ns ? (double)(options->latency_ns - options->jitter_ns) / 1e9
                                                    : 0;
}

/* What comes on top of those delays, the way there and back, for tasks that are there from the start or for
   those that are added, which differ in size: the median of the former, the least of the latter. */
static double overhead_of(const struct options *options, const struct span_cost *costs, size_t count,
                          bool added, double *scratch)
{
    size_t n = 0;
    double least = INFINITY;
    for (size_t i = 0; i < count; i++) {
        if ((costs[i].parent != SIZE_MAX) != added)
            continue;
        scratch[n] = costs[i].latency_s - delay_of(options, i, added);
        least = fmin(least, scratch[n++]);
    }
    return n == 0 ? 0 : fmax(0, added ? least : statistics_median(scratch, n));
}

/* Gives every task the latency that the probe lets expect. */
static void set_latencies(struct comparison *comparison, const struct span_cost *costs, size_t count,
                          double *scratch)
{
    const struct options *options = comparison->options;
    double first_s = overhead_of(options, costs, count, false, scratch);
    double added_s = overhead_of(options, costs, count, true, scratch);
    for (size_t i = 0; i < comparison->task_count; i++) {
        struct bound_task *task = &comparison->tasks[i];
        bool added = task->after != SIZE_MAX;
        task->latency_s = delay_of(options, i, added) + (added ? added_s : first_s);
        scratch[i] = task->latency_s;
    }
    comparison->typical_latency_s = statistics_median(scratch, comparison->task_count);
}

int reference_probe(const struct measuring *measuring)
{
    struct comparison *comparison = measuring->comparison;
    const struct options *options = comparison->options;
    const struct origin_settings settings = {.latency_ns = options->latency_ns,
                                             .jitter_ns = options->jitter_ns,
                                             .bandwidth = options->bandwidth,
                                             .seed = options->seed};
    struct reference it = {.run = {.name = "probe", .tasks = probe_tasks(comparison)}};
    struct span_cost *costs = NULL;
    size_t count = 0;
    int err = run_on_own_origin(measuring, &settings, &it);
    if (!err)
        err = read_costs(&it, &costs, &count, measuring->why);
    if (err)
        return err;
    size_t most = count > comparison->task_count ? count : comparison->task_count;
    double *scratch = calloc(most, sizeof *scratch);
    if (scratch)
        set_latencies(comparison, costs, count, scratch);
    free(costs);
    free(scratch);
    return scratch ? 0 : fail(measuring->why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
}
