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
    char tutorial[64];
    snprintf(tutorial, sizeof tutorial, "%zu", model->tutorial_workers);
    if (model->max_workers == 1)
        snprintf(detail, sizeof detail, "%s", message(MESSAGE_LIST_NO_WORKERS));
    else
        snprintf(detail, sizeof detail, message(MESSAGE_LIST_WORKERS), model->name, model->max_workers,
                 model->tutorial_workers ? tutorial : message(MESSAGE_LIST_UNLIMITED));
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
