/* SPDX-License-Identifier: MIT */
#include "models/model.h"

#include <errno.h>
#include <string.h>

#include "core/number.h"

extern const struct model model_sequential, model_fork_pool, model_pthread_pool, model_coroutine;

const struct model *const models[] = {&model_sequential, &model_fork_pool, &model_pthread_pool,
                                      &model_coroutine, NULL};

enum { OTHER_DESCRIPTORS = 64 };

static const struct model *find(const char *name, size_t length)
{
    for (const struct model *const *model = models; *model; model++) {
        if (strlen((*model)->name) == length && memcmp((*model)->name, name, length) == 0)
            return *model;
    }
    return NULL;
}

int model_choice_parse(const char *text, struct model_choice *out)
{
    size_t length = strcspn(text, ":");
    const struct model *model = find(text, length);
    if (!model)
        return -ENOENT;
    size_t workers = model->tutorial_workers;
    if (text[length] && number_parse_count(text + length + 1, 1, model->max_workers, &workers))
        return -ERANGE;
    *out = (struct model_choice){.model = model, .workers = workers};
    return 0;
}

size_t model_choice_workers(const struct model_choice *choice, size_t tasks)
{
    return choice->workers ? choice->workers : tasks;
}

size_t model_descriptors(const struct model *model, size_t workers)
{
    /* An event loop has some besides (for curl: two for every 32 transfers), and so has every program. */
    return workers * model->descriptors + workers / 16 + OTHER_DESCRIPTORS;
}
