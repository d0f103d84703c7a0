/* SPDX-License-Identifier: MIT */
#include "bench/options/entrant.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/words/message.h"
#include "bench/words/number.h"
#include "core/cli/number.h"

enum { NAME_MOST = 32 };

static void name_it(struct entrant *entrant, const char *name)
{
    const struct model *model = entrant->model;
    const struct team *team = &entrant->team;
    char *label = entrant->label;
    if (team->workers == 0 || (model && model->most.workers == 1))
        (void)snprintf(label, ENTRANT_LABEL_SIZE, "%s", name);
    else if (model && model->each && team->each > 0)
        (void)snprintf(label, ENTRANT_LABEL_SIZE, "%s:%zux%zu", name, team->workers, team->each);
    else
        (void)snprintf(label, ENTRANT_LABEL_SIZE, "%s:%zu", name, team->workers);
}

/* Letters, digits and "-_.", so that it can stand in a file's name, a table and a figure. */
static bool is_name(const char *name, size_t length)
{
    static const char permitted[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    return length > 0 && length <= NAME_MOST && strspn(name, permitted) >= length && name[0] != '.';
}

/* Reads NAME[:WORKERS] before the "=" at text[length]. */
static int parse_program(struct entrant *out, const char *text, size_t length)
{
    char name[NAME_MOST + 1];
    char number[32];
    const char *path = text + length + 1;
    size_t end = strcspn(text, ":=");
    size_t workers = 0;
    if (!is_name(text, end) || length - end >= sizeof number || !*path || strlen(path) >= sizeof out->program)
        return -EINVAL;
    (void)snprintf(name, sizeof name, "%.*s", (int)end, text);
    (void)snprintf(number, sizeof number, "%.*s", (int)(length - end), text + end);
    if (number[0] && number_parse_count(number + 1, 1, ENTRANT_MOST_WORKERS, &workers))
        return -ERANGE;
    *out = (struct entrant){.team = {.workers = workers, .each = 1}, .given = true};
    (void)snprintf(out->program, sizeof out->program, "%s", path);
    name_it(out, name);
    return 0;
}

int entrant_parse(struct entrant *out, const char *text)
{
    struct model_choice choice;
    size_t length = strcspn(text, "=");
    if (text[length])
        return parse_program(out, text, length);
    int err = model_choice_parse(text, &choice);
    if (err)
        return err;
    *out = (struct entrant){.model = choice.model, .team = choice.team, .given = strchr(text, ':') != NULL};
    name_it(out, choice.model->name);
    return 0;
}

void entrant_of_model(struct entrant *out, const struct model *model)
{
    *out = (struct entrant){.model = model, .team = model->team};
    name_it(out, model->name);
}

static size_t at_most(size_t value, size_t most)
{
    return value < most ? value : most;
}

void entrant_resize(struct entrant *entrant, size_t in_flight, size_t processes)
{
    const struct model *model = entrant->model;
    if (entrant->given || model->most.workers == 1)
        return;
    if (model->each) {
        processes = at_most(processes, at_most(in_flight, model->most.workers));
        entrant->team.workers = processes;
        entrant->team.each = at_most((in_flight + processes - 1) / processes, model->most.each);
    } else {
        entrant->team.workers = at_most(in_flight, model->most.workers);
    }
    name_it(entrant, model->name);
}

struct team entrant_team(const struct entrant *entrant, size_t tasks)
{
    const struct model_choice choice = {.model = entrant->model, .team = entrant->team};
    if (entrant->model)
        return model_choice_team(&choice, tasks);
    return (struct team){.workers = entrant->team.workers ? entrant->team.workers : tasks, .each = 1};
}

size_t entrant_in_flight(const struct entrant *entrant, size_t tasks)
{
    struct team team = entrant_team(entrant, tasks);
    return entrant->model ? model_in_flight(entrant->model, team) : team.workers;
}

size_t entrant_loops(const struct entrant *entrant, size_t tasks, bool gil)
{
    const struct model *model = entrant->model;
    if (!model)
        return 0;
    const struct team team = entrant_team(entrant, tasks);
    bool locked = gil && team.workers * team.each > 1;
    if (model->worker->one_thread || (locked && !model->worker->own_memory))
        return 1;
    return model->each && (model->each->one_thread || (gil && team.each > 1)) ? team.workers : 0;
}

const struct model_look *entrant_look(const struct entrant *entrant)
{
    static const struct model_look of_programs = {"#9467BD", 133, "solid"};
    return entrant->model ? &entrant->model->look : &of_programs;
}

/* Returns the length of "4 processes". */
static int describe(char *out, size_t size, const struct worker_kind *kind, size_t count)
{
    return snprintf(out, size, message(MESSAGE_TEAM), text_count((double)count).text,
                    wording(count == 1 ? &kind->one : &kind->many));
}

void entrant_describe_team(char out[ENTRANT_LABEL_SIZE], const struct entrant *entrant, size_t tasks)
{
    char each[ENTRANT_LABEL_SIZE / 2];
    const struct model *model = entrant->model;
    const struct team team = entrant_team(entrant, tasks);
    int length = describe(out, ENTRANT_LABEL_SIZE, model->worker, team.workers);
    if (!model->each)
        return;
    (void)describe(each, sizeof each, model->each, team.each);
    (void)snprintf(out + length, ENTRANT_LABEL_SIZE - (size_t)length, " × %s", each);
}
