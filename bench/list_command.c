/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "bench/commands.h"
#include "bench/options/scenario.h"
#include "bench/show/contender.h"
#include "bench/show/sentences.h"
#include "bench/words/json.h"
#include "bench/words/message.h"
#include "bench/words/text.h"
#include "models/model.h"
#include "workloads/registry.h"

enum {
    INDENT = 2,
    NAME_COLUMNS = 18,
    LEAST_TEXT = 30,
    LINE_SIZE = 256,
    MOST_OPTIONS = 6,
    SCHEMA_VERSION = 1
};

static void print_entry(const char *name, const char *text)
{
    size_t columns = sheet_columns(stdout);
    bool below = columns < INDENT + NAME_COLUMNS + LEAST_TEXT;
    size_t at = below ? 2 * INDENT : INDENT + NAME_COLUMNS;
    const struct sheet sheet = {.file = stdout, .columns = columns - at, .indent = at};
    if (below && *name)
        printf("%*s%s\n", INDENT, "", name);
    if (below)
        printf("%*s", 2 * INDENT, "");
    else
        printf("%*s%-*s", INDENT, "", NAME_COLUMNS, name);
    sheet_paragraph(&sheet, "", text);
}

/* A further line of an entry: message `id` and what follows. */
static void print_detail(enum message id, ...)
{
    char line[LINES_SIZE];
    va_list arguments;
    va_start(arguments, id);
    (void)vsnprintf(line, sizeof line, message(id), arguments);
    va_end(arguments);
    print_entry("", line);
}

static void print_model(const struct model *model)
{
    char own[64];
    char each[64];
    const char *many = wording(&model->worker->many);
    const char *unlimited = message(MESSAGE_LIST_UNLIMITED);
    snprintf(own, sizeof own, "%zu", model->team.workers);
    snprintf(each, sizeof each, "%zu", model->team.each);
    print_entry(model->name, wording(&model->about));
    if (model->most.workers == 1) {
        print_detail(MESSAGE_LIST_NO_WORKERS);
    } else if (model->each) {
        print_detail(MESSAGE_LIST_TEAM, model->most.workers, many, model->most.each,
                     wording(&model->each->many), own, model->team.each ? each : unlimited);
    } else {
        print_detail(MESSAGE_LIST_WORKERS, model->most.workers, many, model->team.workers ? own : unlimited);
    }
}

/* What `manyhands run` does with a workload and no other option. */
static int complete(struct options *options, const struct workload *workload)
{
    struct failure why;
    *options = (struct options){.workload = workload,
                                .latency_ns = OPTIONS_NOT_GIVEN,
                                .work_ns = OPTIONS_NOT_GIVEN,
                                .file_bytes = OPTIONS_NOT_GIVEN};
    return scenario_complete(options, &why);
}

/* The options that fit it and not every other. Returns how many. */
static size_t find_options(const struct options *options, const char *found[MOST_OPTIONS])
{
    const struct workload *workload = options->workload;
    const bool fetches = scenario_fetches(options);
    const struct {
        const char *name;
        bool fits;
    } all[MOST_OPTIONS] = {{"--fault", fetches},
                           {"--url", fetches},
                           {"--parse-cost", workload->computes && fetches},
                           {"--work", workload->computes && !fetches},
                           {"--from", workload->copies},
                           {"--file-size", workload->copies}};
    size_t count = 0;
    for (size_t i = 0; i < MOST_OPTIONS; i++) {
        if (all[i].fits)
            found[count++] = all[i].name;
    }
    return count;
}

/* What goes with a workload: "all models, programs of your own, --fault". */
static void join_what_fits(char out[LINE_SIZE], const struct options *options)
{
    const char *names[MOST_OPTIONS];
    const size_t count = find_options(options, names);
    (void)snprintf(out, LINE_SIZE, "%s", message(MESSAGE_LIST_ALL_MODELS));
    if (scenario_open(options->workload))
        text_add(out, LINE_SIZE, "%s%s", message(MESSAGE_COMMA), message(MESSAGE_LIST_PROGRAMS));
    for (size_t i = 0; i < count; i++)
        text_add(out, LINE_SIZE, "%s%s", message(MESSAGE_COMMA), names[i]);
}

static void print_workload(const struct workload *workload)
{
    char work[REPORT_WORK_SIZE];
    char fits[LINE_SIZE];
    struct options options;
    print_entry(workload->name, wording(&workload->about));
    if (complete(&options, workload))
        return;
    report_work(work, &options, options.tasks);
    print_detail(MESSAGE_LIST_DEFAULT, work, workload->output);
    join_what_fits(fits, &options);
    print_detail(MESSAGE_LIST_FITS, fits);
}

static void print_all(void)
{
    puts(message(MESSAGE_LIST_MODELS));
    for (const struct model *const *model = models; *model; model++)
        print_model(*model);
    printf("\n%s\n", message(MESSAGE_LIST_WORKLOADS));
    for (const struct workload *const *workload = workloads; *workload; workload++)
        print_workload(*workload);
}

/* A number of workers, null for one for each task, and for what there is none of. */
static json_t *team_of(const struct team *team)
{
    return json_pack("{s:o, s:o}", "workers", known_count(team->workers), "each", known_count(team->each));
}

static json_t *model_of(const struct model *model)
{
    struct entrant entrant;
    entrant_of_model(&entrant, model);
    json_t *document =
        json_pack("{s:s, s:{s:s, s:s}, s:o, s:o, s:b, s:b, s:i, s:o}", "name", model->name, "about", "en",
                  model->about.en, "zh", model->about.zh, "default", team_of(&model->team), "most",
                  team_of(&model->most), "hybrid", model->each != NULL, "one_task", model->one_task,
                  "terminal_color", model->look.terminal, "tutorial_s",
                  known_real(model->tutorial.seconds > 0 ? model->tutorial.seconds : NAN));
    json_object_update_new(document, contender_look(&entrant));
    return document;
}

static json_t *workload_of(const struct workload *workload)
{
    struct options options;
    const char *names[MOST_OPTIONS];
    json_t *fitting = json_array();
    (void)complete(&options, workload);
    const size_t count = find_options(&options, names);
    for (size_t i = 0; i < count; i++)
        json_array_append_new(fitting, json_string(names[i]));
    return json_pack("{s:s, s:{s:s, s:s}, s:s, s:I, s:b, s:b, s:o}", "name", workload->name, "about", "en",
                     workload->about.en, "zh", workload->about.zh, "output", workload->output, "tasks",
                     (json_int_t)options.tasks, "makes_files", workload->makes_files, "programs",
                     scenario_open(workload), "options", fitting);
}

/* The same for programs, as docs/list.schema.json says. */
static json_t *list_document(void)
{
    json_t *of_models = json_array();
    json_t *of_workloads = json_array();
    for (const struct model *const *model = models; *model; model++)
        json_array_append_new(of_models, model_of(*model));
    for (const struct workload *const *workload = workloads; *workload; workload++)
        json_array_append_new(of_workloads, workload_of(*workload));
    return json_pack("{s:i, s:o, s:o}", "schema_version", SCHEMA_VERSION, "models", of_models, "workloads",
                     of_workloads);
}

static const char *formats(void)
{
    return "json";
}

static int run(const struct options *options)
{
    if (!options->format)
        print_all();
    else if (json_write(list_document(), stdout))
        return complain_about(MESSAGE_CANNOT_WRITE, "stdout", strerror(EIO));
    return FINE;
}

const struct command list_command = {.name = "list",
                                     .takes = TAKER_LIST,
                                     .usage = MESSAGE_USAGE_OPTIONS,
                                     .does = MESSAGE_DOES_LIST,
                                     .about = MESSAGE_ABOUT_LIST,
                                     .ends = MESSAGE_EXIT_PLAIN,
                                     .formats = formats,
                                     .run = run};
