/* SPDX-License-Identifier: MIT */
#include "bench/list.h"

#include "bench/message.h"
#include "bench/text.h"
#include "models/model.h"
#include "workloads/registry.h"

static void print_entry(FILE *file, const char *name, const char *about, const char *detail)
{
    char padded[64];
    text_pad(padded, sizeof padded, name, 14, TEXT_LEFT);
    fprintf(file, "  %s%s\n", padded, about);
    fprintf(file, "  %14s%s\n", "", detail);
}

static void print_model(FILE *file, const struct model *model)
{
    char detail[256];
    char own[64];
    char each[64];
    snprintf(own, sizeof own, "%zu", model->team.workers);
    snprintf(each, sizeof each, "%zu", model->team.each);
    if (model->most.workers == 1)
        snprintf(detail, sizeof detail, "%s", message(MESSAGE_LIST_NO_WORKERS));
    else if (model->inner)
        snprintf(detail, sizeof detail, message(MESSAGE_LIST_TEAM), model->name, model->most.workers,
                 model->most.each, own, model->team.each ? each : message(MESSAGE_LIST_UNLIMITED));
    else
        snprintf(detail, sizeof detail, message(MESSAGE_LIST_WORKERS), model->name, model->most.workers,
                 model->team.workers ? own : message(MESSAGE_LIST_UNLIMITED));
    print_entry(file, model->name, wording(&model->about), detail);
}

void list_print(FILE *file)
{
    char detail[256];
    fprintf(file, "%s\n", message(MESSAGE_LIST_MODELS));
    for (const struct model *const *model = models; *model; model++)
        print_model(file, *model);
    fprintf(file, "\n%s\n", message(MESSAGE_LIST_WORKLOADS));
    for (const struct workload *const *workload = workloads; *workload; workload++) {
        snprintf(detail, sizeof detail, message(MESSAGE_LIST_OUTPUT), (*workload)->output);
        print_entry(file, (*workload)->name, wording(&(*workload)->about), detail);
    }
}
