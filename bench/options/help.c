/* SPDX-License-Identifier: MIT */
#include "bench/options/command.h"

#include <stdio.h>
#include <string.h>

#include "bench/options/scenario.h"
#include "bench/options/table.h"
#include "bench/options/tutorial.h"
#include "core/cli/version.h"

enum {
    MOST_WIDTH = 110,
    LEAST_TEXT = 30,
    OPTION_AT = 2,
    BELOW_AT = 10,
    TEXT_AT = 30,
    DOES_AT = 56,
    LINE_SIZE = 2048
};

static void add(char list[LINE_SIZE], const char *name)
{
    text_add(list, LINE_SIZE, "%s%s", *list ? message(MESSAGE_COMMA) : "", name);
}

static void add_models(char list[LINE_SIZE])
{
    for (const struct model *const *model = models; *model; model++) {
        struct entrant entrant;
        entrant_of_model(&entrant, *model);
        if (tutorial_has(*model))
            add(list, entrant.label);
    }
}

static void add_workloads(char list[LINE_SIZE], bool tasks)
{
    for (const struct workload *const *workload = workloads; *workload; workload++) {
        char item[64];
        (void)snprintf(item, sizeof item, "%s %zu", (*workload)->name, scenario_tasks(*workload));
        add(list, tasks ? item : (*workload)->name);
    }
}

/* What there is, in the language set; `list` is room for it. */
static const char *list_of(enum option_list kind, const struct command *command, char list[LINE_SIZE])
{
    list[0] = '\0';
    if (kind == LIST_FORMATS)
        return command->formats();
    if (kind == LIST_OUT)
        return command->out ? command->out : message(MESSAGE_OUT_NOWHERE);
    if (kind == LIST_TUTORIAL)
        add_models(list);
    else
        add_workloads(list, kind == LIST_TASKS);
    return list;
}

/* As wide as the terminal, but no wider than reads well. */
static size_t width(void)
{
    size_t columns = sheet_columns(stdout);
    return columns < MOST_WIDTH ? columns : MOST_WIDTH;
}

/* Prints text that has lines of its own, each wrapped, from column `indent` on, where the cursor is. */
static void put(size_t indent, const char *text)
{
    const struct sheet sheet = {.file = stdout, .columns = width() - indent, .indent = indent};
    for (;;) {
        char line[LINE_SIZE];
        size_t length = strcspn(text, "\n");
        (void)snprintf(line, sizeof line, "%.*s", (int)length, text);
        sheet_paragraph(&sheet, "", line);
        if (!text[length])
            return;
        text += length + 1;
        printf("%*s", *text == '\n' ? 0 : (int)indent, "");
    }
}

/* Prints `head` and then, in a column of their own or, where that would be too narrow, below it, the texts of
   all lines. */
static void put_entry(const char *head, size_t column, const char *text)
{
    bool below = column + LEAST_TEXT > width() && *head;
    if (below)
        printf("%s\n%*s", head, BELOW_AT, "");
    else
        text_put(stdout, head, column, TEXT_LEFT);
    put(below ? BELOW_AT : column, text);
}

/* "  --latency TIME         of each answer: ...": value and text stand in `help`, a tab between. */
static void put_option(const struct option_row *row, const char *help)
{
    char head[128];
    const char *tab = strchr(help, '\t');
    (void)snprintf(head, sizeof head, "%*s%s%s%.*s", OPTION_AT, "", row->name, tab ? " " : "",
                   tab ? (int)(tab - help) : 0, help);
    put_entry(head, TEXT_AT, tab ? tab + 1 : help);
}

static void put_row(const struct option_row *row, const struct command *command)
{
    char filled[LINE_SIZE];
    const char *help = message(row->help);
    if (row->list) {
        char list[LINE_SIZE];
        (void)snprintf(filled, sizeof filled, help, list_of(row->list, command, list));
        help = filled;
    }
    if (row->title)
        printf("\n%s\n", help);
    else if (row->name)
        put_option(row, help);
    else
        put_entry("", OPTION_AT, help);
}

/* What stands below the usage. */
static void put_body(const struct command *command)
{
    bool begun = false;
    putchar('\n');
    put(0, message(command->about));
    for (const struct option_row *row = option_table; row->takers || row->told; row++) {
        if (!row->help || !((row->told ? row->told : row->takers) & command->takes))
            continue;
        if (!begun && !row->title)
            putchar('\n');
        begun = true;
        put_row(row, command);
    }
    if (command->ends) {
        putchar('\n');
        put(0, message(command->ends));
    }
}

/* "usage: manyhands NAME " and `usage`, to its end or that of its line; below a first one only as far in. */
static void write_usage(char out[LINE_SIZE], bool first, const struct command *command, const char *usage)
{
    const char *before = message(MESSAGE_USAGE);
    (void)snprintf(out, LINE_SIZE, "%*s%smanyhands %s%s%.*s", first ? 0 : (int)text_width(before), "",
                   first ? before : "", command->name, *usage ? " " : "", (int)strcspn(usage, "\n"), usage);
}

static const char *usage_of(const struct command *command)
{
    return command->usage ? message(command->usage) : "";
}

void help_print(const struct command *command)
{
    const char *usage = usage_of(command);
    for (bool first = true; usage; first = false) {
        char line[LINE_SIZE];
        write_usage(line, first, command, usage);
        puts(line);
        const char *end = strchr(usage, '\n');
        usage = end ? end + 1 : NULL;
    }
    put_body(command);
}

void help_print_version(void)
{
    version_print(stdout, "manyhands");
    version_print_libraries(stdout);
}

void help_print_all(const struct command *const commands[], const struct command *command)
{
    for (size_t i = 0; commands[i]; i++) {
        char head[LINE_SIZE];
        write_usage(head, i == 0, commands[i], usage_of(commands[i]));
        put_entry(head, DOES_AT, message(commands[i]->does));
    }
    put_body(command);
}
