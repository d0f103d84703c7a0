/* SPDX-License-Identifier: MIT */
/* manyhands-work: runs one model once. This is what is timed, so it does what the model asks for and nothing
 * else. */
#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/descriptors.h"
#include "core/stop.h"
#include "work/failures.h"
#include "work/options.h"

enum status { DONE = 0, TASKS_FAILED = 1, CANNOT_RUN = 2 };

static int complain(const char *what, const char *subject, int err)
{
    const char *text = strerror(-err);
    (void)fprintf(stderr, "manyhands-work: %s '%s': %c%s\n", what, subject, tolower((unsigned char)text[0]),
                  text + 1);
    return CANNOT_RUN;
}

static void on_failure(void *listener, const struct task *task, const struct result *result)
{
    failures_add(listener, task, result);
}

static void on_warning(void *listener, const char *line)
{
    (void)listener;
    (void)fprintf(stderr, "manyhands-work: warning: %s\n", line);
}

/* Starts the output, which a process that is ended from then on finishes or removes. Returns 0 or a negative
 * errno. */
static int start_output(struct job *job, const char *path)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t held;
    sigset_t before;
    (void)sigemptyset(&held);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        (void)sigaddset(&held, ending[i]);
    (void)sigprocmask(SIG_BLOCK, &held, &before);
    int err = output_new(&job->output, path, job->workload->columns, job->workload->column_count);
    if (!err)
        err = stop_install(output_temporary(job->output));
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    (void)signal(SIGPIPE, SIG_IGN); /* a dead worker or server is an error to report, not an end */
    return err;
}

static int check_descriptors(const struct options *options, size_t workers)
{
    size_t limit = 0;
    size_t needed = model_descriptors(options->choice.model, workers);
    int err = descriptors_ensure(needed, &limit);
    if (err == -EMFILE) {
        (void)fprintf(stderr,
                      "manyhands-work: '%s' with %zu in flight needs %zu open files, the limit is %zu; "
                      "raise it (ulimit -n) or give fewer workers\n",
                      options->choice.model->name, workers, needed, limit);
    } else if (err) {
        complain("cannot raise the limit of", "open files", err);
    }
    return err;
}

static int write_spans(const struct span_log *log, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return -errno;
    int err = span_log_write(log, file);
    return fclose(file) && !err ? -errno : err;
}

/* Says how the run ended. Returns the exit status. */
static int report(const struct job *job, const struct options *options, int err)
{
    printf("{\"tasks\": %zu, \"failed\": %zu, \"retries\": %zu, \"rows\": %zu, \"bytes\": %zu}\n", job->done,
           job->failed, job->retries, job->rows, job->bytes);
    if (stop_state() != STOP_NOT && job->done < job->task_count) {
        (void)fprintf(stderr, "manyhands-work: interrupted: %zu of %zu tasks are in '%s.partial'\n",
                      job->done - job->failed, job->task_count, options->out);
    } else if (err && err != -ECANCELED) {
        return complain("stopped early: model", options->choice.model->name, err);
    }
    return err || job->failed ? TASKS_FAILED : DONE;
}

/* Runs the job and gives the output its name. Returns an exit status. */
static int run(const struct options *options, struct job *job, size_t workers)
{
    int err = start_output(job, options->out);
    if (err)
        return complain("cannot write", options->out, err);
    job->started_ns = span_now_ns();
    err = options->choice.model->run(job, workers);
    if (job->error)
        err = job->error;
    int failed = output_finish(job->output, err || job->failed || job->done < job->task_count);
    if (failed)
        return complain("cannot write", options->out, failed);
    if (job->spans && (failed = write_spans(job->spans, options->spans)))
        return complain("cannot write", options->spans, failed);
    if (options->failures && (failed = failures_write(job->listener, options->failures)))
        return complain("cannot write", options->failures, failed);
    return report(job, options, err);
}

/* After an end that a signal asked for: ends by that signal, so that whoever started this knows. */
static int end(int status)
{
    if (stop_signal()) {
        (void)fflush(NULL);
        (void)signal(stop_signal(), SIG_DFL);
        (void)raise(stop_signal());
    }
    return status;
}

int main(int argc, char **argv)
{
    struct options options;
    int err = options_parse(&options, argc, argv);
    if (err)
        return err > 0 ? DONE : CANNOT_RUN;
    if (options.exit_with_parent)
        prctl(PR_SET_PDEATHSIG, SIGKILL);

    size_t workers = model_choice_workers(&options.choice, options.tasks);
    if (check_descriptors(&options, workers))
        return CANNOT_RUN;
    struct failures failures = {0};
    struct span_log spans = {0};
    if (options.spans && (err = span_log_init(&spans, options.tasks)))
        return complain("cannot record", options.spans, err);
    const struct workload_settings settings = {0};
    if (options.workload->setup && (err = options.workload->setup(&settings)))
        return complain("cannot start workload", options.workload->name, err);

    struct job job = {.workload = options.workload,
                      .settings = options.settings,
                      .retry = options.retry,
                      .url_template = options.url,
                      .task_count = options.tasks,
                      .rate = options.rate,
                      .spans = options.spans ? &spans : NULL,
                      .fail_fast = options.fail_fast,
                      .listener = &failures,
                      .on_failure = on_failure,
                      .on_warning = on_warning};
    int status = run(&options, &job, workers);
    if (options.workload->teardown)
        options.workload->teardown();
    span_log_release(&spans);
    failures_release(&failures);
    return end(status);
}
