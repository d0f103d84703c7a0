/* SPDX-License-Identifier: MIT */
#include "bench/show/recall.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/show/document.h"

/* A number, or NaN for null. */
static double number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static size_t count(const json_t *object, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(object, key));
    return value > 0 ? (size_t)value : 0;
}

static struct interval pair(const json_t *object, const char *key)
{
    const json_t *ends = json_object_get(object, key);
    if (json_array_size(ends) != 2)
        return (struct interval){NAN, NAN};
    return (struct interval){json_number_value(json_array_get(ends, 0)),
                             json_number_value(json_array_get(ends, 1))};
}

/* Returns 0 or -EBADMSG. */
static int set_entrant(struct entrant *entrant, const json_t *model)
{
    const char *label = json_string_value(json_object_get(model, "name"));
    const char *name = json_string_value(json_object_get(model, "model"));
    if (!label || !*label || !name || strlen(label) >= sizeof entrant->label)
        return -EBADMSG;
    snprintf(entrant->label, sizeof entrant->label, "%s", label);
    for (size_t i = 0; models[i]; i++) {
        if (strcmp(models[i]->name, name) == 0)
            entrant->model = models[i];
    }
    if (!entrant->model)
        snprintf(entrant->program, sizeof entrant->program, "%s", name);
    return 0;
}

static double trial_wall(const struct trial *trial)
{
    return trial->wall_s;
}

static double trial_user(const struct trial *trial)
{
    return trial->user_s;
}

static double trial_system(const struct trial *trial)
{
    return trial->system_s;
}

static double median_of(const struct contender *contender, double (*of)(const struct trial *trial))
{
    double values[OPTIONS_MOST_ROUNDS];
    for (size_t i = 0; i < contender->trial_count; i++)
        values[i] = of(&contender->trials[i]);
    return statistics_median(values, contender->trial_count);
}

/* Returns 0, -EBADMSG or -ENOMEM. */
static int set_trials(struct contender *contender, const json_t *model)
{
    const json_t *wall = json_object_get(model, "wall_s");
    const json_t *user = json_object_get(model, "user_s");
    const json_t *system = json_object_get(model, "system_s");
    size_t rounds = json_array_size(wall);
    if (rounds == 0 || rounds > OPTIONS_MOST_ROUNDS || json_array_size(user) != rounds ||
        json_array_size(system) != rounds)
        return -EBADMSG;
    contender->trials = calloc(rounds, sizeof *contender->trials);
    if (!contender->trials)
        return -ENOMEM;
    contender->trial_count = rounds;
    for (size_t i = 0; i < rounds; i++) {
        contender->trials[i].wall_s = json_number_value(json_array_get(wall, i));
        contender->trials[i].user_s = json_number_value(json_array_get(user, i));
        contender->trials[i].system_s = json_number_value(json_array_get(system, i));
    }
    contender->user_s = median_of(contender, trial_user);
    contender->system_s = median_of(contender, trial_system);
    contender->wall = (struct estimate){median_of(contender, trial_wall), pair(model, "ci95_s")};
    return 0;
}

static int set_measured(struct contender *contender, const json_t *model)
{
    const char *limit = json_string_value(json_object_get(model, "limited_by"));
    int limited_by = limit ? document_limit(limit) : -1;
    if (limited_by < 0)
        return -EBADMSG;
    contender->speedup = (struct estimate){number(model, "speedup"), pair(model, "speedup_ci95")};
    contender->bound_s = number(model, "bound_s");
    contender->efficiency = number(model, "efficiency");
    contender->limited_by = (enum limited_by)limited_by;
    contender->tutorial_s = number(model, "tutorial_s");
    contender->observed =
        (struct observation){.present = json_is_integer(json_object_get(model, "peak_memory_bytes")),
                             .peak_memory_bytes = count(model, "peak_memory_bytes"),
                             .processes = count(model, "processes"),
                             .threads = count(model, "threads"),
                             .context_switches = (long)count(model, "context_switches"),
                             .traced_wall_s = number(model, "traced_wall_s")};
    return set_trials(contender, model);
}

static int set_contender(struct contender *contender, const json_t *model)
{
    const char *problem = json_string_value(json_object_get(model, "problem"));
    int err = set_entrant(&contender->entrant, model);
    contender->in_flight = count(model, "workers");
    if (problem)
        snprintf(contender->problem, sizeof contender->problem, "%s", problem);
    if (err || !json_is_true(json_object_get(model, "verified")))
        return err;
    return set_measured(contender, model);
}

int recall_comparison(struct comparison *comparison, const json_t *document)
{
    const json_t *list = json_object_get(document, "models");
    *comparison = (struct comparison){.count = json_array_size(list)};
    if (comparison->count == 0 || comparison->count > OPTIONS_MOST_MODELS ||
        !json_is_object(json_object_get(document, "scenario"))) {
        comparison->count = 0;
        return -EBADMSG;
    }
    comparison->partial = json_is_true(json_object_get(document, "partial"));
    comparison->rounds = count(json_object_get(document, "scenario"), "rounds");
    int err = 0;
    for (size_t i = 0; i < comparison->count && !err; i++)
        err = set_contender(&comparison->contenders[i], json_array_get(list, i));
    return err;
}
