/* SPDX-License-Identifier: MIT */
/* manyhands-work: runs one model once. This is what is timed, so it does what the model asks for and nothing
 * else. */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/cli/descriptors.h"
#include "core/cli/streams.h"
#include "core/processes/child.h"
#include "core/signals.h"
#include "core/stop.h"
#include "work/claim.h"
#include "work/failures.h"
#include "work/options.h"
#include "work/place.h"
#include "work/progress.h"

enum status { DONE = 0, TASKS_FAILED = 1, CANNOT_RUN = 2 };

static int complain(const char *what, const char *subject, int err)
{
    const char *text = strerror(-err);
    (void)fprintf(stderr, "manyhands-work: %s '%s': %c%s\n", what, subject, tolower((unsigned char)text[0]),
                  text + 1);
    return CANNOT_RUN;
}

/* Two folders, and it cannot be told from `err` alone which one it is about. */
static int cannot_copy(const struct options *options, const struct place *place, int err)
{
    const char *why = err == -ELOOP    ? "the copy would be inside of it"
                      : err == -EEXIST ? "that folder is not empty"
                                       : strerror(-err);
    (void)fprintf(stderr, "manyhands-work: cannot copy '%s' to '%s': %c%s\n", options->from, place->into,
                  tolower((unsigned char)why[0]), why + 1);
    return CANNOT_RUN;
}

/* Who is told what happens. */
struct listener {
    size_t failures;
    struct progress progress;
};

static void on_failure(void *arg, const struct task *task, const struct result *result)
{
    struct listener *listener = arg;
    progress_clear(&listener->progress);
    failures_say(listener->failures++, task, result);
}

static void on_progress(void *arg, size_t done, size_t known)
{
    struct listener *listener = arg;
    progress_show(&listener->progress, done, known);
}

static void on_warning(void *arg, const char *line)
{
    const struct listener *listener = arg;
    progress_clear(&listener->progress);
    (void)fprintf(stderr, "manyhands-work: warning: %s\n", line);
}

static void discard_outputs(struct job *job)
{
    output_discard(job->output);
    output_discard(job->failures);
    job->output = job->failures = NULL;
}

/* Starts the outputs, which a process that is ended from then on finishes or removes. Returns 0 or a negative
   errno, and then `path` is the one that it is about. */
static int start_outputs(struct job *job, const char *rows, const char *failures, const char **path)
{
    sigset_t held;
    sigset_t before;
    signals_ending(&held);
    (void)sigprocmask(SIG_BLOCK, &held, &before);
    int err = output_new(&job->output, *path = rows, job->workload->columns, job->workload->column_count,
                         job->task_count);
    if (!err && failures)
        err = output_new(&job->failures, *path = failures, job_failure_columns, JOB_FAILURE_COLUMNS,
                         job->task_count);
    if (!err) {
        const char *const unfinished[] = {output_temporary(job->output),
                                          failures ? output_temporary(job->failures) : ""};
        err = stop_install(unfinished, sizeof unfinished / sizeof *unfinished);
    }
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    (void)signal(SIGPIPE, SIG_IGN); /* a dead worker or server is an error to report, not an end, */
    (void)signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not be larger */
    if (err)
        discard_outputs(job);
    return err;
}

static int check_descriptors(const struct options *options)
{
    size_t limit = 0;
    const struct model *model = options->choice.model;
    struct team team = model_choice_team(&options->choice, 1); /* without a number: as many as there can be */
    size_t needed = model_descriptors(model, team);
    int err = descriptors_ensure(needed, &limit);
    if (err == -EMFILE) {
        (void)fprintf(stderr,
                      "manyhands-work: '%s' with %zu in flight needs %zu open files, the limit is %zu; "
                      "raise it (ulimit -n) or give fewer workers\n",
                      model->name, model_in_flight(model, team), needed, limit);
    } else if (err) {
        complain("cannot raise the limit of", "open files", err);
    }
    return err;
}

static int write_spans(const struct job *job, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return -errno;
    int err = span_log_write(job->spans, file);
    return fclose(file) && !err ? -errno : err;
}

static void warn_of_lost_spans(const struct job *job)
{
    if (span_log_lost(job->spans) > 0)
        job_warn(job, "%zu attempts are not recorded: there is room for %d", span_log_lost(job->spans),
                 SPAN_LOG_MOST);
}

/* Says how the run ended. Returns the exit status. */
static int report(const struct job *job, const struct options *options, const char *rows, int err)
{
    size_t known = job->task_count + job->added;
    printf("{\"tasks\": %zu, \"failed\": %zu, \"retries\": %zu, \"rows\": %zu, \"bytes\": %zu}\n", job->done,
           job->failed, job->retries, job->rows, job->bytes);
    if (stop_state() != STOP_NOT && job->done < known) {
        (void)fprintf(stderr, "manyhands-work: interrupted: %zu of %zu tasks are in '%s.partial'\n",
                      job->done - job->failed, known, rows);
    } else if (err && err != -ECANCELED) {
        return complain("stopped early: model", options->choice.model->name, err);
    }
    return err || job->failed ? TASKS_FAILED : DONE;
}

/* Writes what else was asked for, once the rows have their name. Returns an exit status. */
static int write_records(const struct options *options, const struct job *job)
{
    int failed = options->failures
                     ? failures_finish(job->failures, options->failures, job->failed, !options->no_sync)
                     : 0;
    int err = job->spans ? write_spans(job, options->spans) : 0;
    if (err)
        return complain("cannot write", options->spans, err);
    if (job->spans)
        warn_of_lost_spans(job);
    return failed ? complain("cannot write", options->failures, failed) : DONE;
}

/* Returns an exit status. */
static int start_workload(const struct options *options, const struct place *place)
{
    const struct workload_settings settings = {
        .from = options->from, .into = *place->into ? place->into : NULL, .steps = options->steps};
    int err = options->workload->setup(&settings);
    if (err && options->from)
        return cannot_copy(options, place, err);
    if (err && *place->into)
        return complain("cannot use", place->into, err);
    return err ? complain("cannot start workload", options->workload->name, err) : DONE;
}

/* Runs the job and gives the output its name. The output comes first: with it signals are met, and the
   workload may make folders. Returns an exit status. */
static int run(const struct options *options, struct job *job, const struct place *place)
{
    const struct listener *listener = job->listener;
    const char *path = NULL;
    int err = start_outputs(job, place->rows, options->failures, &path);
    if (err)
        return complain("cannot write", path, err);
    if (start_workload(options, place)) {
        discard_outputs(job);
        return CANNOT_RUN;
    }
    job_start(job);
    err = options->choice.model->run(job, options->choice.model, options->choice.team);
    if (job->error)
        err = job->error;
    progress_clear(&listener->progress);
    bool whole = !err && job->done == job->task_count + job->added;
    if (whole && job->workload->finish && (err = job->workload->finish()))
        complain("cannot finish workload", job->workload->name, err);
    int failed = output_finish(job->output, !whole || err || job->failed, !options->no_sync);
    if (failed) {
        output_discard(job->failures);
        return complain("cannot write", place->rows, failed);
    }
    int status = write_records(options, job);
    return status ? status : report(job, options, place->rows, err);
}

/* After an end that a signal asked for: ends by that signal, so that whoever started this knows. */
static int end(int status)
{
    int err = status == CANNOT_RUN ? 0 : streams_finish(); /* one line is enough */
    if (err)
        status = complain("cannot write", "stdout", err);
    if (stop_signal()) {
        (void)fflush(NULL);
        (void)signal(stop_signal(), SIG_DFL);
        (void)raise(stop_signal());
    }
    return status;
}

int main(int argc, char **argv)
{
    const pid_t parent = getppid();
    struct options options;
    int err = streams_open();
    if (err)
        return complain("cannot open", "/dev/null", err);
    err = options_parse(&options, argc, argv);
    if (err)
        return end(err > 0 ? DONE : CANNOT_RUN);
    if (options.exit_with_parent && (err = child_follow(parent)))
        return complain("cannot follow", "the process that started this one", err);

    struct place place;
    if ((err = place_find(&place, &options)))
        return complain("cannot write", options.out ? options.out : options.from, err);
    char *taken = NULL;
    if ((err = claim_check(&options, &place, &taken))) {
        complain("cannot write", taken ? taken : place.rows, err);
        free(taken);
        return CANNOT_RUN;
    }
    if (check_descriptors(&options))
        return CANNOT_RUN;
    struct listener listener = {0};
    struct span_log spans = {0};
    progress_init(&listener.progress);
    if (options.spans && (err = span_log_init(&spans)))
        return complain("cannot record", options.spans, err);

    struct job job = {.workload = options.workload,
                      .settings = options.settings,
                      .retry = options.retry,
                      .addresses = options.url,
                      .task_count = options.tasks,
                      .chunk = options.chunk,
                      .gil = options.gil,
                      .rate = options.rate,
                      .spans = options.spans ? &spans : NULL,
                      .fail_fast = options.fail_fast,
                      .listener = &listener,
                      .on_failure = on_failure,
                      .on_progress = on_progress,
                      .on_warning = on_warning};
    int status = run(&options, &job, &place);
    job_release(&job);
    if (options.workload->teardown)
        options.workload->teardown();
    span_log_release(&spans);
    return end(status);
}
