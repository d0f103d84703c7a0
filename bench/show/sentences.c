/* SPDX-License-Identifier: MIT */
#include "bench/show/sentences.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/options/scenario.h"
#include "bench/words/number.h"
#include "bench/words/text.h"
#include "stats/resample.h"
#include "stats/sample.h"

static const double busy_origin = 0.1;  /* of the wall time: worth a warning on cores it shares */
static const double busy_harness = 0.1; /* of the whole */

void report_oddities(struct lines *lines, const char *where, unsigned bits)
{
    if (bits & SAMPLE_WARM_UP)
        lines_add(lines, MESSAGE_WARN_WARM_UP, where);
    if (bits & SAMPLE_DRIFT)
        lines_add(lines, MESSAGE_WARN_DRIFT, where);
    if (bits & SAMPLE_BIMODAL)
        lines_add(lines, MESSAGE_WARN_BIMODAL, where);
}

/* How long each answer takes: "600 ms", "600 ms ± 100 ms". */
static void describe_delay(char *out, size_t size, const struct options *options)
{
    (void)snprintf(out, size, "%s", text_seconds((double)options->latency_ns / 1e9).text);
    if (options->jitter_ns)
        text_add(out, size, " ± %s", text_seconds((double)options->jitter_ns / 1e9).text);
}

/* What is fetched. */
static void describe_pages(char out[REPORT_WORK_SIZE], const struct options *options)
{
    struct text_number tasks = text_count((double)options->tasks);
    bool at_once = !options->latency_ns && !options->jitter_ns;
    char delay[200];
    describe_delay(delay, sizeof delay, options);
    if (options->url)
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_PAGES_SITE), tasks.text, options->url);
    else if (options->workload->makes_files && at_once)
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_PAGES_PICTURES_AT_ONCE), tasks.text);
    else if (options->workload->makes_files)
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_PAGES_PICTURES), tasks.text, delay);
    else if (options->tasks == 1 && at_once)
        snprintf(out, REPORT_WORK_SIZE, "%s", message(MESSAGE_ONE_PAGE_AT_ONCE));
    else if (options->tasks == 1)
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_ONE_PAGE), delay);
    else if (at_once)
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_PAGES_AT_ONCE), tasks.text);
    else
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_PAGES), tasks.text, delay);
}

/* Where the tasks are more than what was asked for: the folders of files, the pictures of pages. */
static void add_tasks(char out[REPORT_WORK_SIZE], const struct options *options, size_t task_count)
{
    if (options->from || task_count <= options->tasks)
        return;
    if (options->workload->copies) {
        text_add(out, REPORT_WORK_SIZE, message(MESSAGE_COPY_FOLDERS),
                 text_count((double)(task_count - options->tasks)).text, text_count((double)task_count).text);
    } else {
        text_add(out, REPORT_WORK_SIZE, message(MESSAGE_TASKS_IN_ALL), text_count((double)task_count).text);
    }
}

void report_work(char out[REPORT_WORK_SIZE], const struct options *options, size_t task_count)
{
    struct text_number work = text_seconds((double)options->work_ns / 1e9);
    struct text_number bytes = text_bytes((double)options->file_bytes);
    struct text_number tasks = text_count((double)options->tasks);
    if (scenario_fetches(options))
        describe_pages(out, options);
    else if (options->from) {
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_COPY_OF), options->from,
                 text_count((double)task_count).text);
    } else if (options->workload->copies) {
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_COPY_FILES), tasks.text, bytes.text);
    } else {
        snprintf(out, REPORT_WORK_SIZE, message(MESSAGE_COMPUTING), tasks.text, work.text);
    }
    add_tasks(out, options, task_count);
    if (scenario_fetches(options) && options->work_ns)
        text_add(out, REPORT_WORK_SIZE, message(MESSAGE_PARSE_COST), work.text);
}

void report_add_how(char out[LINES_SIZE], const struct options *options, size_t rounds, size_t most,
                    bool verified, bool partial)
{
    if (options->rate > 0) {
        text_add(out, LINES_SIZE, REPORT_SEPARATOR);
        text_add(out, LINES_SIZE, message(MESSAGE_AT_MOST_RATE), text_digits(options->rate, 4).text);
    }
    for (size_t i = 0; i < options->added.count; i++) {
        bool begins = strncmp(options->added.words[i], "--", 2) == 0;
        text_add(out, LINES_SIZE, "%s%s", begins ? REPORT_SEPARATOR : " ", options->added.words[i]);
    }
    text_add(out, LINES_SIZE, REPORT_SEPARATOR);
    if (most > rounds)
        text_add(out, LINES_SIZE, message(MESSAGE_ROUNDS_RANGE), rounds, most);
    else
        text_add(out, LINES_SIZE, message(rounds == 1 ? MESSAGE_ONE_ROUND : MESSAGE_ROUNDS), rounds);
    text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s",
             message(verified ? MESSAGE_VERIFIED : MESSAGE_NOT_ALL_VERIFIED));
    if (partial)
        text_add(out, LINES_SIZE, REPORT_SEPARATOR "%s", message(MESSAGE_PARTIAL));
}

void report_scenario(char out[LINES_SIZE], const struct comparison *comparison)
{
    char pages[REPORT_WORK_SIZE];
    report_work(pages, comparison->options, comparison->task_count);
    snprintf(out, LINES_SIZE, "%s" REPORT_SEPARATOR "%s", pages, comparison->options->workload->name);
    report_add_how(out, comparison->options, comparison->rounds, comparison->rounds,
                   comparison_verified(comparison), comparison->partial);
}

/* Whose time is the origin's, not the model's. */
static void warn_of_origin(struct lines *lines, const struct contender *contender)
{
    double busy = contender->origin_cpu_s / contender->wall.value;
    if (contender->limited_by == LIMITED_ORIGIN)
        lines_add(lines, MESSAGE_WARN_ORIGIN, contender->entrant.label);
    else if (busy > busy_origin)
        lines_add(lines, MESSAGE_WARN_ORIGIN_CPU, text_percent(busy).text, contender->entrant.label);
}

static void warn_of_oddities(struct lines *lines, const struct contender *contender)
{
    double values[OPTIONS_MOST_ROUNDS];
    contender_numbers(contender, contender->trial_count, TRIAL_WALL, values);
    report_oddities(lines, contender->entrant.label, sample_oddities(values, contender->trial_count));
}

void report_warnings(struct lines *lines, const struct comparison *comparison)
{
    double own = comparison->total_s - comparison->timed_s - comparison->untimed_s;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender->problem[0])
            lines_add(lines, MESSAGE_PROBLEM_LINE, contender->entrant.label, contender->problem);
    }
    if (own > busy_harness * comparison->total_s)
        lines_add(lines, MESSAGE_WARN_HARNESS, text_percent(own / comparison->total_s).text);
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            warn_of_origin(lines, &comparison->contenders[i]);
    }
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            warn_of_oddities(lines, &comparison->contenders[i]);
    }
}

/* What the bound is made of, and the advice that follows from the same two. */
static void note_bound(struct lines *lines, const struct comparison *comparison)
{
    struct text_number latency = text_seconds(comparison->typical_latency_s);
    struct text_number compute = text_seconds(comparison->parse_s);
    struct text_number cores = text_cores(comparison->cores);
    size_t tasks = comparison->task_count;
    if (!scenario_fetches(comparison->options))
        lines_add(lines, MESSAGE_NOTE_BOUND_WORK, compute.text, cores.text);
    else if (tasks > comparison->options->tasks) {
        lines_add(lines, MESSAGE_NOTE_BOUND_LEVELS, latency.text, compute.text, cores.text,
                  text_count((double)tasks).text);
    } else {
        lines_add(lines, MESSAGE_NOTE_BOUND, latency.text, compute.text, cores.text);
    }
    if (comparison->options->gil)
        lines_add(lines, MESSAGE_NOTE_GIL);
    if (comparison->advised)
        lines_add(lines, MESSAGE_NOTE_ADVICE, cores.text, latency.text, compute.text,
                  comparison_formula(comparison), comparison->advised);
}

/* Of how many rounds the times are, where those are too few for an interval. */
static void note_times(struct lines *lines, const struct comparison *comparison)
{
    if (comparison->rounds > 1 && comparison->rounds < RESAMPLE_LEAST)
        lines_add(lines, MESSAGE_NOTE_MEDIANS, comparison->rounds, RESAMPLE_LEAST);
}

/* What of each time is neither waiting nor work, and how near the bound the rest comes. */
static void note_startup(struct lines *lines, const struct comparison *comparison)
{
    char list[LINES_SIZE] = "";
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        double startup_s = contender->budget.part_s[BUDGET_STARTUP];
        if (!contender_counts(contender) || !contender->observed.present ||
            !isfinite(contender->observed.startup_s))
            continue;
        double apart = contender->bound_s / (contender->wall.value - startup_s);
        text_add(list, sizeof list, *list ? message(MESSAGE_COMMA) : "");
        text_add(list, sizeof list, message(MESSAGE_STARTUP_OF), contender->entrant.label,
                 text_seconds(startup_s).text, text_percent(apart).text);
    }
    if (*list)
        lines_add(lines, MESSAGE_NOTE_STARTUP, list);
}

static bool knows_memory(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender) && isfinite(contender_memory(contender)))
            return true;
    }
    return false;
}

void report_notes(struct lines *lines, const struct comparison *comparison)
{
    double own = comparison->total_s - comparison->timed_s - comparison->untimed_s;
    note_bound(lines, comparison);
    note_times(lines, comparison);
    note_startup(lines, comparison);
    if (isfinite(comparison->pipe_s))
        lines_add(lines, MESSAGE_NOTE_PIPE, text_seconds(comparison->pipe_s).text);
    if (knows_memory(comparison))
        lines_add(lines, MESSAGE_NOTE_MEMORY);
    lines_add(lines, MESSAGE_NOTE_SPENT, text_seconds(comparison->timed_s).text,
              text_seconds(comparison->untimed_s).text, text_seconds(own).text,
              text_percent(own / comparison->total_s).text);
    report_recording(lines, comparison);
}

void report_words(struct report_words *words, const struct comparison *comparison)
{
    words->warnings.count = words->meaning.count = words->notes.count = 0;
    report_scenario(words->scenario, comparison);
    report_warnings(&words->warnings, comparison);
    report_meaning(&words->meaning, comparison);
    report_notes(&words->notes, comparison);
}
