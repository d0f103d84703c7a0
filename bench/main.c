/* SPDX-License-Identifier: MIT */
/* manyhands: the harness's command line. */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/compare_main.h"
#include "bench/count_report.h"
#include "bench/format.h"
#include "bench/language.h"
#include "bench/list.h"
#include "bench/options.h"
#include "bench/process.h"
#include "bench/progress.h"
#include "bench/redraw.h"
#include "bench/replay.h"
#include "bench/report.h"
#include "bench/report_html.h"
#include "bench/results.h"
#include "bench/run.h"
#include "bench/run_figures.h"
#include "bench/selftest_main.h"
#include "bench/summary.h"
#include "bench/sweep_main.h"
#include "bench/table.h"
#include "bench/views.h"
#include "core/version.h"

enum status { FINE = 0, DIFFERS = 1, CANNOT_RUN = 2 };

static int complain(const struct failure *why)
{
    fprintf(stderr, "manyhands: %s\n", why->line);
    return CANNOT_RUN;
}

static int complain_about(enum message id, const char *subject)
{
    struct failure why;
    fail(&why, -EINVAL, id, subject);
    return complain(&why);
}

/* A comparison is worth having without its report, too. */
static void write_report(const struct workspace *workspace, struct report_lines *warnings)
{
    struct failure why;
    if (report_html_write(workspace->out, &why))
        report_add(warnings, MESSAGE_TEXT, why.line);
}

/* Publishes what was measured, with its pictures and its report if it is complete. */
static int publish(const struct comparison *comparison, const struct workspace *workspace, int argc,
                   char **argv, struct report_lines *warnings, struct failure *why)
{
    int drawn = 0;
    run_figures_remove(workspace);
    report_html_remove(workspace->out);
    int err = results_write(comparison, workspace, why);
    if (!err)
        err = views_write(workspace, why);
    if (err)
        return err;
    if (!comparison->partial && comparison_baseline(comparison)) {
        progress_step(comparison->options, MESSAGE_PROGRESS_FIGURES, "");
        drawn = run_figures_draw(comparison, workspace, warnings, why);
        progress_clear(comparison->options);
    }
    err = summary_write(comparison, workspace, argc - 1, argv + 1, why);
    if (!err && !drawn && !comparison->partial && comparison_baseline(comparison))
        write_report(workspace, warnings);
    return drawn ? drawn : err;
}

/* Writes it to stdout as another program wants it. */
static int show_format(const struct comparison *comparison)
{
    struct measurements measurements;
    struct failure why;
    int err = measurements_of_comparison(&measurements, comparison);
    if (!err)
        err = format_print(comparison->options->format, &measurements);
    measurements_release(&measurements);
    if (err)
        fail(&why, err, MESSAGE_CANNOT_WRITE, "stdout", strerror(-err));
    return err ? complain(&why) : FINE;
}

static int show(const struct comparison *comparison, const struct workspace *workspace,
                const struct report_lines *warnings)
{
    for (size_t i = 0; i < warnings->count; i++)
        fprintf(stderr, "manyhands: %s\n", warnings->text[i]);
    if (comparison->options->format)
        return show_format(comparison);
    table_print(stdout, comparison);
    printf(message(MESSAGE_NOTE_FILES), workspace->out);
    putchar('\n');
    return FINE;
}

static bool all_verified(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        if (comparison->contenders[i].problem[0])
            return false;
    }
    return true;
}

/* Ends as a program that signal `number` ended: so that the shell knows. */
static int end_by_signal(int number)
{
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    signal(number, SIG_DFL);
    kill(getpid(), number); /* it waits until it is no longer blocked */
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    return CANNOT_RUN;
}

/* What follows a measurement that ended early with `err`. Returns the exit status. */
static int stop_early(const struct comparison *comparison, const struct workspace *workspace, int argc,
                      char **argv, int err, struct failure *why)
{
    struct report_lines warnings = {0};
    struct failure ignored;
    complain(why);
    if (comparison_baseline(comparison) &&
        publish(comparison, workspace, argc, argv, &warnings, &ignored) == 0)
        complain_about(MESSAGE_PARTIAL_KEPT, workspace->out);
    return err == -ECONNRESET ? DIFFERS : CANNOT_RUN;
}

static int measure(struct comparison *comparison, const struct workspace *workspace, int argc, char **argv)
{
    struct failure why = {0};
    struct report_lines warnings = {0};
    int err = run_measure(comparison, workspace, &why);
    if (err)
        return stop_early(comparison, workspace, argc, argv, err, &why);
    if (publish(comparison, workspace, argc, argv, &warnings, &why))
        return complain(&why);
    int status = show(comparison, workspace, &warnings);
    return status ? status : all_verified(comparison) ? FINE : DIFFERS;
}

static int count(struct comparison *comparison, const struct workspace *workspace, int argc, char **argv)
{
    struct failure why = {0};
    struct count counted;
    (void)argc;
    (void)argv;
    int status = CANNOT_RUN;
    if (count_init(&counted, comparison)) {
        perror("manyhands");
    } else if (count_measure(&counted, workspace, &why) || count_write(&counted, workspace, &why)) {
        complain(&why);
    } else {
        warning_print(&counted.missing);
        count_print(stdout, &counted);
        status = all_verified(comparison) ? FINE : DIFFERS;
    }
    count_release(&counted);
    return status;
}

/* Does it with what the command line asks for. */
static int with_comparison(int argc, char **argv,
                           int (*act)(struct comparison *comparison, const struct workspace *workspace,
                                      int argc, char **argv))
{
    struct options options;
    struct failure why = {0};
    struct comparison comparison;
    struct workspace workspace = {0};
    int err = options_parse(&options, argc, argv, &why);
    if (err)
        return err > 0 ? FINE : complain(&why);
    if (process_setup() || comparison_init(&comparison, &options)) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    int status = CANNOT_RUN;
    if (run_check(&comparison, &why) || workspace_init(&workspace, options.out, &why))
        complain(&why);
    else
        status = act(&comparison, &workspace, argc, argv);
    workspace_release(&workspace);
    comparison_release(&comparison);
    return status;
}

static int command_run(int argc, char **argv)
{
    return with_comparison(argc, argv, measure);
}

static int command_count(int argc, char **argv)
{
    return with_comparison(argc, argv, count);
}

/* The comparison that is replayed where none is named: that of `manyhands run`, shown in the same way. */
static int run_for_race(const struct replay_options *options)
{
    static char *const colors[] = {
        [COLOR_AUTO] = "--color=auto", [COLOR_ALWAYS] = "--color=always", [COLOR_NEVER] = "--color=never"};
    char *argv[] = {"run", colors[options->color], options->ascii ? "--ascii" : NULL, NULL};
    return command_run(options->ascii ? 3 : 2, argv);
}

static int command_race(int argc, char **argv)
{
    struct failure why = {0};
    struct replay_options options;
    int number = 0;
    int err = replay_parse(&options, argc, argv, &why);
    if (err)
        return err > 0 ? FINE : complain(&why);
    int status = options.folder ? FINE : run_for_race(&options);
    if (status != FINE)
        return status;
    if (replay_run(&options, options.folder ? options.folder : OPTIONS_DEFAULT_OUT, &number, &why))
        return complain(&why);
    return number ? end_by_signal(number) : FINE;
}

/* The first word from argv[1] on that is not about the language; NULL when there is none. */
static char **next_word(int argc, char **argv)
{
    for (int i = 1, words; i < argc; i += words) {
        words = language_words(argv[i]);
        if (words == 0)
            return argv + i;
    }
    return NULL;
}

static int command_list(int argc, char **argv)
{
    char **word = next_word(argc, argv);
    if (word && strcmp(*word, "--help") != 0)
        return complain_about(MESSAGE_UNEXPECTED_ARGUMENT, *word);
    if (word)
        fputs(message(MESSAGE_HELP_LIST), stdout);
    else
        list_print(stdout);
    return FINE;
}

static int redraw_folder(const char *folder)
{
    struct failure why = {0};
    struct report_lines warnings = {0};
    if (process_setup()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    if (redraw(folder, &warnings, &why))
        return complain(&why);
    for (size_t i = 0; i < warnings.count; i++)
        fprintf(stderr, "manyhands: %s\n", warnings.text[i]);
    printf(message(MESSAGE_REDRAWN), folder);
    putchar('\n');
    return FINE;
}

static int command_report(int argc, char **argv)
{
    char **word = next_word(argc, argv);
    if (!word)
        return complain_about(MESSAGE_FOLDER_MISSING, "");
    if (strcmp(*word, "--help") == 0) {
        fputs(message(MESSAGE_HELP_REPORT), stdout);
        return FINE;
    }
    if (**word == '-')
        return complain_about(MESSAGE_UNKNOWN_OPTION, *word);
    char **more = next_word((int)(argv + argc - word), word);
    if (more)
        return complain_about(MESSAGE_UNEXPECTED_ARGUMENT, *more);
    return redraw_folder(*word);
}

static int command_help(int argc, char **argv)
{
    char **word = next_word(argc, argv);
    if (word)
        return complain_about(MESSAGE_UNEXPECTED_ARGUMENT, *word);
    fputs(message(MESSAGE_HELP), stdout);
    return FINE;
}

static int command_version(int argc, char **argv)
{
    char **word = next_word(argc, argv);
    if (word)
        return complain_about(MESSAGE_UNEXPECTED_ARGUMENT, *word);
    version_print(stdout, "manyhands");
    version_print_libraries(stdout);
    return FINE;
}

static const struct {
    const char *name;
    int (*main)(int argc, char **argv); /* argv[0] is the name */
} commands[] = {{"run", command_run},          {"count", command_count},    {"sweep", sweep_main},
                {"compare", compare_main},     {"selftest", selftest_main}, {"race", command_race},
                {"report", command_report},    {"list", command_list},      {"--help", command_help},
                {"--version", command_version}};

int main(int argc, char **argv)
{
    struct failure why = {0};
    setlocale(LC_CTYPE, "");
    if (language_choose(argc, argv, &why))
        return complain(&why);
    char **command = next_word(argc, argv);
    if (!command)
        return command_help(1, argv);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(*command, commands[i].name) == 0) {
            int status = commands[i].main((int)(argv + argc - command), command);
            return process_signal() ? end_by_signal(process_signal()) : status;
        }
    }
    return complain_about(MESSAGE_UNKNOWN_COMMAND, *command);
}
