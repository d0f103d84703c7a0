/* SPDX-License-Identifier: MIT */
/* manyhands: the harness's command line. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "bench/commands.h"
#include "bench/host/process.h"
#include "bench/words/choice.h"
#include "core/cli/streams.h"

/* The command of that name, or NULL. */
static const struct command *find_command(const char *name)
{
    static const char *const others[][2] = {
        {"--help", "help"}, {"-h", "help"}, {"--version", "version"}, {"-V", "version"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(name, others[i][0]) == 0)
            name = others[i][1];
    }
    for (size_t i = 0; commands[i]; i++) {
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    }
    return NULL;
}

static int unknown_command(const char *name)
{
    struct failure why;
    char names[CHOICE_SIZE] = "";
    for (size_t i = 0; commands[i]; i++)
        choice_add(names, commands[i]->name);
    (void)choice_refuse(&why, MESSAGE_UNKNOWN_NAME, message(MESSAGE_A_COMMAND), names, name);
    return complain(&why);
}

static int print_help(const struct options *options)
{
    const char *name = options->operands[0];
    const struct command *command = name ? find_command(name) : &help_command;
    if (!command)
        return unknown_command(name);
    if (command == &help_command)
        help_print_all(commands, &help_command);
    else
        help_print(command);
    return FINE;
}

const struct command help_command = {.name = "help",
                                     .takes = TAKER_OTHER,
                                     .operands = 1,
                                     .usage = MESSAGE_USAGE_HELP,
                                     .does = MESSAGE_DOES_HELP,
                                     .about = MESSAGE_ABOUT,
                                     .ends = MESSAGE_EXIT_STATUS,
                                     .run = print_help};

static int print_version(const struct options *options)
{
    (void)options;
    help_print_version();
    return FINE;
}

const struct command version_command = {.name = "version",
                                        .takes = TAKER_OTHER,
                                        .does = MESSAGE_DOES_VERSION,
                                        .about = MESSAGE_ABOUT,
                                        .ends = MESSAGE_EXIT_PLAIN,
                                        .run = print_version};

/* Does what was asked for: with words[0], a command's name, and what is behind it. Returns the exit status.
 */
static int perform(const struct command *command, int count, char **words)
{
    struct options options;
    struct failure why = {0};
    int err = options_read(&options, command, count, words, &why);
    if (err)
        return err > 0 ? FINE : complain(&why);
    return command->run(&options);
}

static int run(int argc, char **argv)
{
    struct failure why = {0};
    char **word;
    if (options_language(argc, argv, &word, &why))
        return complain(&why);
    if (!word)
        return perform(&help_command, 1, argv);
    const struct command *command = find_command(*word);
    return command ? perform(command, (int)(argv + argc - word), word) : unknown_command(*word);
}

/* Whoever reads a result from stdout must not take a part of it for all. */
static int finish(int status)
{
    int signalled = process_obey();
    if (signalled)
        return signalled;
    int err = streams_finish();
    return err ? complain_about(MESSAGE_CANNOT_WRITE, "stdout", strerror(-err)) : status;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    if (streams_open()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    return finish(run(argc, argv));
}
