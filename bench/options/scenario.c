/* SPDX-License-Identifier: MIT */
#include "bench/options/scenario.h"

#include <errno.h>
#include <sched.h>
#include <string.h>

#include "bench/options/tutorial.h"
#include "bench/words/number.h"

static const double polite_rate = 2; /* tasks a second at a site that is not ours */

static const uint64_t tutorial_latency_ns = 600000000; /* its own mean per page: 6.03 s for ten */
static const uint64_t other_latency_ns = 50000000;
static const uint64_t counted_latency_ns = 20000000; /* waiting is not counted */
static const uint64_t default_work_ns = 5000000;
static const uint64_t live_limit_ns = 60000000000;

enum {
    COPIED_FILES = 1000,
    COPIED_BYTES = 64 * 1024,
    COPY_WORKERS = 5,
    MOVIES_THREADS = 20,
    LIVE_TASKS = 40
};

static bool is(const struct workload *workload, const char *name)
{
    return strcmp(workload->name, name) == 0;
}

bool scenario_fetches(const struct options *options)
{
    return options->workload->addresses[0] == '/';
}

bool scenario_open(const struct workload *workload)
{
    return is(workload, "articles") || is(workload, "movies");
}

/* An option that the workload can do nothing with. */
static int refuse(const struct options *options, const char *flag, struct failure *why)
{
    return fail(why, -EINVAL, MESSAGE_DOES_NOT_FIT, text_list(flag).text, options->workload->name);
}

static int check_fit(const struct options *options, struct failure *why)
{
    bool fetches = scenario_fetches(options);
    bool delayed = options->latency_ns != OPTIONS_NOT_GIVEN || options->jitter_ns || options->bandwidth;
    if (options->url && !fetches)
        return refuse(options, "--url", why);
    if (!fetches && (delayed || options->to_origin.count || options->port))
        return refuse(options, delayed ? "--latency, --jitter, --bandwidth" : "--fault, --port", why);
    if (options->from && !options->workload->copies)
        return refuse(options, "--from", why);
    if (options->from && options->tasks)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--from", "--tasks");
    if (options->file_bytes != OPTIONS_NOT_GIVEN && (!options->workload->copies || options->from))
        return refuse(options, "--file-size", why);
    if (options->work_ns != OPTIONS_NOT_GIVEN && !options->workload->computes)
        return refuse(options, "--work, --parse-cost", why);
    return 0;
}

static int check_entrants(const struct options *options, struct failure *why)
{
    for (size_t i = 0; i < options->entrant_count; i++) {
        const struct entrant *entrant = &options->entrants[i];
        if (entrant->model)
            continue;
        if (!scenario_open(options->workload))
            return refuse(options, entrant->label, why);
        if (options->remote || options->rate > 0)
            return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, entrant->label,
                        options->remote ? "--allow-remote" : "--rate");
    }
    return 0;
}

/* The tutorial's numbers for its other jobs, where it has a pool: 5 of them copy, 20 threads fetch films. */
static void resize_as_tutorial(struct options *options)
{
    for (size_t i = 0; i < options->entrant_count; i++) {
        struct entrant *entrant = &options->entrants[i];
        const struct model *model = entrant->model;
        if (!model || !tutorial_has(model) || model->team.workers <= 1)
            continue;
        if (options->workload->copies)
            entrant_resize(entrant, COPY_WORKERS, COPY_WORKERS);
        if (is(options->workload, "movies") && model->worker == &worker_thread)
            entrant_resize(entrant, MOVIES_THREADS, MOVIES_THREADS);
    }
}

size_t scenario_tasks(const struct workload *workload)
{
    return workload->copies ? COPIED_FILES : workload->tasks;
}

static void fill_in(struct options *options)
{
    const struct workload *workload = options->workload;
    uint64_t latency_ns = is(workload, "articles") ? tutorial_latency_ns : other_latency_ns;
    if (!options->tasks)
        options->tasks = scenario_tasks(workload);
    if (options->latency_ns == OPTIONS_NOT_GIVEN)
        options->latency_ns = options->counting ? counted_latency_ns : latency_ns;
    if (!scenario_fetches(options))
        options->latency_ns = 0;
    if (options->work_ns == OPTIONS_NOT_GIVEN)
        options->work_ns = is(workload, "compute") ? default_work_ns : 0;
    if (options->file_bytes == OPTIONS_NOT_GIVEN)
        options->file_bytes = COPIED_BYTES;
    if (options->remote && options->rate <= 0)
        options->rate = polite_rate;
    if (options->remote)
        options->rounds = 1;
}

/* Whether two entrants are one. One whose number comes from a probe is not known yet beside one that was
   given one. */
static bool is_twice(const struct options *options, const struct entrant *one, const struct entrant *other)
{
    return strcmp(one->label, other->label) == 0 && (!options->advise || one->given == other->given);
}

static int check_twice(const struct options *options, struct failure *why)
{
    const struct entrant *entrants = options->entrants;
    for (size_t i = 1; i < options->entrant_count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (is_twice(options, &entrants[i], &entrants[j]))
                return fail(why, -EINVAL, MESSAGE_MODEL_TWICE, entrants[i].label);
        }
    }
    return 0;
}

void scenario_choose(struct options *options)
{
    if (!options->workload)
        options->workload = workloads[0];
    if (!options->entrant_count)
        tutorial_take_part(options);
}

int scenario_complete(struct options *options, struct failure *why)
{
    scenario_choose(options);
    if (options->remote && !options->settings.allow_remote)
        return fail(why, -EINVAL, MESSAGE_REMOTE_NOT_ALLOWED, options->url);
    int err = check_fit(options, why);
    if (!err)
        err = check_entrants(options, why);
    if (err)
        return err;
    fill_in(options);
    if (!options->in_flight)
        resize_as_tutorial(options);
    cpu_set_t cores;
    size_t processes = sched_getaffinity(0, sizeof cores, &cores) ? 1 : (size_t)CPU_COUNT(&cores);
    for (size_t i = 0; options->in_flight && i < options->entrant_count; i++)
        entrant_resize(&options->entrants[i], options->in_flight, processes);
    return check_twice(options, why);
}

static int check_live(const struct options *options, struct failure *why)
{
    if (options->force)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--live", "--force");
    if (options->url || options->advise)
        return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--live", options->url ? "--url" : "--workers auto");
    if (options->entrant_count > OPTIONS_MOST_MODELS / 3)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_MODELS, OPTIONS_MOST_MODELS / 3);
    for (size_t i = 0; i < options->entrant_count; i++) {
        if (!options->entrants[i].model)
            return fail(why, -EINVAL, MESSAGE_NOT_TOGETHER, "--live", options->entrants[i].label);
    }
    return 0;
}

/* What runs unless a workload or a preset is chosen: bound by the CPU, and short, about 40 ms. What disturbs
   comes in bursts, which many short runs dodge and few long ones do not (docs/regression-checks.md). */
static void fill_in_live(struct options *options)
{
    bool chosen = options->workload || options->preset;
    if (!options->limit_ns)
        options->limit_ns = live_limit_ns;
    if (!chosen && !options->entrant_count)
        entrant_of_model(&options->entrants[options->entrant_count++], &model_sequential);
    if (!chosen && options->latency_ns == OPTIONS_NOT_GIVEN)
        options->latency_ns = 0;
    if (!chosen && !options->tasks)
        options->tasks = LIVE_TASKS;
}

int scenario_complete_live(struct options *options, struct failure *why)
{
    fill_in_live(options);
    int err = scenario_complete(options, why);
    return err ? err : check_live(options, why);
}
