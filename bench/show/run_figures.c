/* SPDX-License-Identifier: MIT */
#include "bench/show/run_figures.h"

#include "bench/measure/comparison.h"

static void put_lines(FILE *file, const enum message *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%s\n", message(ids[i]));
}

static void put_heading(FILE *file, const struct comparison *comparison, enum message title)
{
    char scenario[LINES_SIZE];
    report_scenario(scenario, comparison);
    fprintf(file, "%s\n%s\n", message(title), scenario);
}

static void put_headline(FILE *file, const void *about)
{
    put_heading(file, about, MESSAGE_FIGURE_TITLE);
    fprintf(file, "%s\n", message(MESSAGE_FIGURE_AXIS));
}

/* Who the lanes are: the models' own words for their workers, a line a model. */
static void put_timeline(FILE *file, const void *about)
{
    static const enum message ids[] = {
        MESSAGE_TIMELINE_AXIS,      MESSAGE_TIMELINE_QUEUED,    MESSAGE_TIMELINE_CONNECTING,
        MESSAGE_TIMELINE_WAITING,   MESSAGE_TIMELINE_RECEIVING, MESSAGE_TIMELINE_PARSING,
        MESSAGE_TIMELINE_FAILED,    MESSAGE_TIMELINE_LOOP,      MESSAGE_TIMELINE_IN_FLIGHT,
        MESSAGE_TIMELINE_COMPUTING, MESSAGE_TIMELINE_SHOWN,     MESSAGE_TIMELINE_MERGED};
    const struct comparison *comparison = about;
    char team[ENTRANT_LABEL_SIZE];
    put_heading(file, comparison, MESSAGE_TIMELINE_TITLE);
    put_lines(file, ids, sizeof ids / sizeof *ids);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender) || !contender->entrant.model)
            continue;
        entrant_describe_team(team, &contender->entrant, comparison->task_count);
        fprintf(file, "%s\n", team);
    }
}

static void put_cost(FILE *file, const void *about)
{
    static const enum message ids[] = {MESSAGE_COST_CPU_RATE, MESSAGE_COST_MEMORY_MB, MESSAGE_COST_PROCESSES,
                                       MESSAGE_COST_THREADS, MESSAGE_COST_SWITCHES_RATE};
    put_heading(file, about, MESSAGE_COST_TITLE);
    put_lines(file, ids, sizeof ids / sizeof *ids);
}

static void put_ecdf(FILE *file, const void *about)
{
    put_heading(file, about, MESSAGE_ECDF_TITLE);
    fprintf(file, "%s\n%s\n", message(MESSAGE_ECDF_AXIS), message(MESSAGE_ECDF_HEIGHT));
}

const struct figure run_figures[RUN_FIGURES] = {
    [RUN_FIGURE_HEADLINE] = {"headline", "models.csv", put_headline},
    [RUN_FIGURE_TIMELINE] = {"timeline", "timeline.csv", put_timeline},
    [RUN_FIGURE_ECDF] = {"ecdf", "spans.csv", put_ecdf},
    [RUN_FIGURE_COST] = {"cost", "cost.csv", put_cost}};
