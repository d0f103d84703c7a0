/* SPDX-License-Identifier: MIT */
/* manyhands: the harness's command line. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "bench/compare/word.h"
#include "bench/compare_command.h"
#include "bench/count_command.h"
#include "bench/host/process.h"
#include "bench/list_command.h"
#include "bench/race_command.h"
#include "bench/report_command.h"
#include "bench/run_command.h"
#include "bench/selftest_command.h"
#include "bench/show/format.h"
#include "bench/sweep_command.h"
#include "bench/words/json.h"
#include "bench/words/language.h"
#include "bench/words/status.h"
#include "core/cli/streams.h"
#include "core/cli/version.h"

static int command_list(int argc, char **argv)
{
    struct failure why = {0};
    const char *format = NULL;
    for (int i = 1; i < argc; i++) {
        int others = language_words(argv[i]);
        const char *word = argv[i];
        if (strcmp(word, "--help") == 0) {
            fputs(message(MESSAGE_HELP_LIST), stdout);
            return FINE;
        }
        if (others == 0 && !(format = word_value("--format", argc, argv, &i, &why)))
            return why.line[0] ? complain(&why) : complain_about(MESSAGE_UNEXPECTED_ARGUMENT, word);
        i += others > 1;
    }
    if (!format)
        list_print(stdout);
    else if (strcmp(format, "json") != 0)
        fail(&why, -EINVAL, MESSAGE_BAD_VALUE, "--format", format, "json");
    else if (json_write(list_document(), stdout))
        fail(&why, -EIO, MESSAGE_CANNOT_WRITE, "stdout", strerror(EIO));
    return why.line[0] ? complain(&why) : FINE;
}

static int command_help(int argc, char **argv)
{
    char **word = language_next_word(argc, argv);
    if (word)
        return complain_about(MESSAGE_UNEXPECTED_ARGUMENT, *word);
    fputs(message(MESSAGE_HELP), stdout);
    return FINE;
}

static int command_version(int argc, char **argv)
{
    char **word = language_next_word(argc, argv);
    if (word)
        return complain_about(MESSAGE_UNEXPECTED_ARGUMENT, *word);
    version_print(stdout, "manyhands");
    version_print_libraries(stdout);
    return FINE;
}

static const struct {
    const char *name;
    int (*main)(int argc, char **argv); /* argv[0] is the name */
} commands[] = {{"run", run_main},           {"count", count_main},
                {"sweep", sweep_main},       {"compare", compare_main},
                {"selftest", selftest_main}, {"race", race_main},
                {"report", report_main},     {"list", command_list},
                {"--help", command_help},    {"--version", command_version}};

/* Does what was asked for. Returns the exit status. */
static int command(int argc, char **argv)
{
    struct failure why = {0};
    if (language_choose(argc, argv, &why))
        return complain(&why);
    char **word = language_next_word(argc, argv);
    if (!word)
        return command_help(1, argv);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(*word, commands[i].name) == 0)
            return commands[i].main((int)(argv + argc - word), word);
    }
    return complain_about(MESSAGE_UNKNOWN_COMMAND, *word);
}

/* Whoever reads a result from stdout must not take a part of it for all. */
static int finish(int status)
{
    struct failure why;
    if (process_signal())
        return process_die_of(process_signal());
    int err = status == CANNOT_RUN ? 0 : streams_finish(); /* one line is enough */
    if (!err)
        return status;
    fail(&why, err, MESSAGE_CANNOT_WRITE, "stdout", strerror(-err));
    return complain(&why);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    if (streams_open()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    return finish(command(argc, argv));
}
