/* SPDX-License-Identifier: MIT */
#include "bench/measure/command.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/words/text.h"

static void add(struct command *command, const char *word)
{
    size_t count = 0;
    while (command->argv[count])
        count++;
    command->argv[count] = (char *)word;
}

void command_add_option(struct command *command, const char *name, const char *value)
{
    if (value) {
        add(command, name);
        add(command, value);
    }
}

void command_prefix(struct command *command, const char *const *words)
{
    size_t count = 0;
    while (words && words[count])
        count++;
    memmove(command->argv + count, command->argv, (COMMAND_MOST_ARGUMENTS - count) * sizeof *command->argv);
    for (size_t i = 0; i < count; i++)
        command->argv[i] = (char *)words[i];
}

/* manyhands-work with everything but the model. */
static void init_work(struct command *command, const struct comparison *comparison,
                      const struct entrant *entrant, const char *url)
{
    const struct options *options = comparison->options;
    if (entrant->program[0])
        snprintf(command->program, sizeof command->program, "%s", entrant->program);
    else
        program_path(command->program, "manyhands-work");
    snprintf(command->rate, sizeof command->rate, "%.6f", options->rate);
    size_t steps = comparison->steps + entrant->more_steps;
    snprintf(command->steps, sizeof command->steps, "%zu", steps);
    add(command, command->program);
    add(command, "--exit-with-parent");
    if (!comparison->syncs)
        add(command, "--no-sync");
    command_add_option(command, "--tasks", options->workload->copies ? NULL : command->tasks);
    command_add_option(command, "--url", url);
    command_add_option(command, "--from", *comparison->from ? comparison->from : NULL);
    command_add_option(command, "--steps", steps ? command->steps : NULL);
    command_add_option(command, "--rate", options->rate > 0 ? command->rate : NULL);
    command_add_option(command, "--cacert", options->settings.cacert);
    if (options->settings.allow_remote)
        add(command, "--allow-remote");
    for (size_t i = 0; i < options->to_work.count; i++)
        add(command, options->to_work.words[i]);
}

void command_init(struct command *command, const struct comparison *comparison, const struct entrant *entrant,
                  size_t tasks, const char *url, const char *out)
{
    *command = (struct command){0};
    snprintf(command->tasks, sizeof command->tasks, "%zu", tasks);
    if (entrant->model) {
        init_work(command, comparison, entrant, url);
        command_add_option(command, "--model", entrant->label);
    } else {
        snprintf(command->workers, sizeof command->workers, "%zu", entrant->team.workers);
        add(command, entrant->program);
        command_add_option(command, "--urls", comparison->urls);
        command_add_option(command, "--workers", command->workers);
    }
    command_add_option(command, "--workload", comparison->options->workload->name);
    command_add_option(command, "--out", out);
}

char *command_quoted(const struct command *command)
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&line, &size);
    if (!file)
        return NULL;
    for (size_t i = 0; command->argv[i]; i++)
        text_put_shell_word(file, command->argv[i]);
    if (fclose(file)) {
        free(line);
        return NULL;
    }
    return line;
}

int command_timeout_ms(const struct comparison *comparison)
{
    static const double patience_ms = 120000;
    static const double busy_task_ms = 100;
    static const double faulty_task_ms = 10000;
    const struct options *options = comparison->options;
    if (options->run_timeout_ns)
        return (int)(options->run_timeout_ns / 1000000) + 1; /* at most an hour */
    double task_ms =
        (double)(options->latency_ns + options->jitter_ns + options->work_ns) / 1e6 + busy_task_ms;
    if (options->bandwidth)
        task_ms += 1e8 / (double)options->bandwidth; /* 100 kB, four pages */
    if (options->rate > 0)
        task_ms += 1e3 / options->rate;
    if (options->to_origin.count)
        task_ms += faulty_task_ms;
    double most_ms = patience_ms + 2 * task_ms * (double)comparison->task_count;
    return most_ms < INT_MAX ? (int)most_ms : INT_MAX;
}
