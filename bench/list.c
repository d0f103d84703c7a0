/* SPDX-License-Identifier: MIT */
#include "bench/list.h"

#include <string.h>

#include "bench/message.h"
#include "bench/report.h"
#include "bench/scenario.h"
#include "bench/text.h"
#include "models/model.h"
#include "workloads/registry.h"

enum { NAME_COLUMNS = 17, LINE_SIZE = 256 };

static void print_entry(FILE *file, const char *name, const char *text)
{
    char padded[64];
    text_pad(padded, sizeof padded, name, NAME_COLUMNS, TEXT_LEFT);
    fprintf(file, "  %s%s\n", padded, text);
}

static void print_model(FILE *file, const struct model *model)
{
    char detail[LINE_SIZE];
    char own[64];
    char each[64];
    snprintf(own, sizeof own, "%zu", model->team.workers);
    snprintf(each, sizeof each, "%zu", model->team.each);
    if (model->most.workers == 1) {
        snprintf(detail, sizeof detail, "%s", message(MESSAGE_LIST_NO_WORKERS));
    } else if (model->each) {
        snprintf(detail, sizeof detail, message(MESSAGE_LIST_TEAM), model->name, model->most.workers,
                 model->most.each, own, model->team.each ? each : message(MESSAGE_LIST_UNLIMITED));
    } else {
        snprintf(detail, sizeof detail, message(MESSAGE_LIST_WORKERS), model->name, model->most.workers,
                 model->team.workers ? own : message(MESSAGE_LIST_UNLIMITED));
    }
    print_entry(file, model->name, wording(&model->about));
    print_entry(file, "", detail);
}

static void add(char out[LINE_SIZE], const char *word)
{
    size_t used = strlen(out);
    snprintf(out + used, LINE_SIZE - used, "%s%s", used ? message(MESSAGE_COMMA) : "", word);
}

/* What goes with a workload: "all models, programs of your own, --fault". */
static void join_what_fits(char out[LINE_SIZE], const struct options *options)
{
    const struct workload *workload = options->workload;
    bool fetches = scenario_fetches(options);
    out[0] = '\0';
    add(out, message(MESSAGE_LIST_ALL_MODELS));
    if (scenario_open(workload))
        add(out, message(MESSAGE_LIST_PROGRAMS));
    if (fetches) {
        add(out, "--fault");
        add(out, "--url");
    }
    if (workload->computes)
        add(out, fetches ? "--parse-cost" : "--work");
    if (workload->copies) {
        add(out, "--from");
        add(out, "--file-size");
    }
}

static void print_workload(FILE *file, const struct workload *workload)
{
    char work[REPORT_WORK_SIZE];
    char fits[LINE_SIZE];
    char line[REPORT_LINE_SIZE];
    struct failure why;
    struct options options = {.workload = workload,
                              .latency_ns = OPTIONS_NOT_GIVEN,
                              .work_ns = OPTIONS_NOT_GIVEN,
                              .file_bytes = OPTIONS_NOT_GIVEN};
    print_entry(file, workload->name, wording(&workload->about));
    if (scenario_complete(&options, &why))
        return;
    report_work(work, &options, options.tasks);
    snprintf(line, sizeof line, message(MESSAGE_LIST_DEFAULT), work, workload->output);
    print_entry(file, "", line);
    join_what_fits(fits, &options);
    snprintf(line, sizeof line, message(MESSAGE_LIST_FITS), fits);
    print_entry(file, "", line);
}

void list_print(FILE *file)
{
    fprintf(file, "%s\n", message(MESSAGE_LIST_MODELS));
    for (const struct model *const *model = models; *model; model++)
        print_model(file, *model);
    fprintf(file, "\n%s\n", message(MESSAGE_LIST_WORKLOADS));
    for (const struct workload *const *workload = workloads; *workload; workload++)
        print_workload(file, *workload);
}
