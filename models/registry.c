/* SPDX-License-Identifier: MIT */
#include "models/model.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/cli/number.h"

const struct worker_kind worker_process = {
    .name = "process", .one = {"process", "进程"}, .many = {"processes", "进程"}, .own_memory = true};
const struct worker_kind worker_thread = {
    .name = "thread", .one = {"thread", "线程"}, .many = {"threads", "线程"}};
const struct worker_kind worker_coroutine = {
    .name = "coroutine", .one = {"coroutine", "协程"}, .many = {"coroutines", "协程"}, .one_thread = true};

enum { OTHER_DESCRIPTORS = 64 };

static const struct model *find(const char *name, size_t length)
{
    for (const struct model *const *model = models; *model; model++) {
        if (strlen((*model)->name) == length && memcmp((*model)->name, name, length) == 0)
            return *model;
    }
    return NULL;
}

/* Reads WORKERS or, of a hybrid, WORKERSxEACH. Returns 0 or -ERANGE. */
static int parse_team(const char *text, const struct model *model, struct team *team)
{
    char workers[32];
    size_t length = strcspn(text, "x");
    const char *each = text[length] ? text + length + 1 : NULL;
    if (length >= sizeof workers || (each && !model->each))
        return -ERANGE;
    (void)snprintf(workers, sizeof workers, "%.*s", (int)length, text);
    int err = number_parse_count(workers, 1, model->most.workers, &team->workers);
    if (!err && each)
        err = number_parse_count(each, 1, model->most.each, &team->each);
    return err ? -ERANGE : 0;
}

int model_choice_parse(const char *text, struct model_choice *out)
{
    size_t length = strcspn(text, ":");
    const struct model *model = find(text, length);
    if (!model)
        return -ENOENT;
    struct team team = model->team;
    if (text[length] && parse_team(text + length + 1, model, &team))
        return -ERANGE;
    *out = (struct model_choice){.model = model, .team = team};
    return 0;
}

struct team model_choice_team(const struct model_choice *choice, size_t tasks)
{
    struct team team = choice->team;
    if (team.workers == 0)
        team.workers = tasks;
    if (team.each == 0)
        team.each = choice->model->each ? (tasks + team.workers - 1) / team.workers : 1;
    return team;
}

size_t model_in_flight(const struct model *model, struct team team)
{
    return model->each ? team.workers * team.each : team.workers;
}

size_t model_descriptors(const struct model *model, struct team team)
{
    /* An event loop has some besides (for curl: two for every 32 transfers), and so has every program. */
    size_t own = team.workers * model->descriptors + team.workers / 16 + OTHER_DESCRIPTORS;
    const struct team inner = {.workers = team.each, .each = 1};
    size_t theirs = model->inner ? model_descriptors(model->inner, inner) + 2 * team.workers : 0;
    return own > theirs ? own : theirs;
}
