/* SPDX-License-Identifier: MIT */
/* manyhands-work: runs one model once. This is what is timed, so it does what the model asks for and nothing
 * else. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/descriptors.h"
#include "work/options.h"

enum status { DONE = 0, TASKS_FAILED = 1, CANNOT_RUN = 2 };

enum { SHOWN_FAILURES = 10 };

static char unfinished[PATH_MAX]; /* the output's temporary file: its name stays after it has got another */

static void on_signal(int number)
{
    (void)unlink(unfinished);
    (void)raise(number); /* SA_RESETHAND: this time it ends the process */
}

/* Starts the output, which from then on any ending signal removes. Returns 0 or a negative errno. */
static int start_output(struct job *job, const char *path)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigset_t held;
    sigset_t before;
    (void)sigemptyset(&held);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        (void)sigaddset(&held, ending[i]);
    (void)sigprocmask(SIG_BLOCK, &held, &before);
    int err = output_new(&job->output, path, job->workload->columns, job->workload->column_count);
    if (!err) {
        (void)snprintf(unfinished, sizeof unfinished, "%s", output_temporary(job->output));
        for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
            (void)sigaction(ending[i], &action, NULL);
    }
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    (void)signal(SIGPIPE, SIG_IGN); /* a dead worker or server is an error to report, not an end */
    return err;
}

static int complain(const char *what, const char *subject, int err)
{
    const char *text = strerror(-err);
    (void)fprintf(stderr, "manyhands-work: %s '%s': %c%s\n", what, subject, tolower((unsigned char)text[0]),
                  text + 1);
    return CANNOT_RUN;
}

/* Says why the model stopped. */
static int stopped(const char *model, int err)
{
    if (err != -ECHILD && err != -EPIPE && err != -EBADMSG)
        return complain("stopped early: model", model, err);
    (void)fprintf(stderr, "manyhands-work: stopped early: a worker process of '%s' died\n", model);
    return CANNOT_RUN;
}

static void show_failure(const struct task *task, const struct result *result)
{
    static int shown;
    if (shown++ < SHOWN_FAILURES)
        fprintf(stderr, "manyhands-work: task %zu '%s' failed: %s\n", task->index + 1, task->url,
                result->reason);
}

static int check_descriptors(const struct options *options, size_t workers)
{
    size_t limit = 0;
    size_t needed = model_descriptors(options->choice.model, workers);
    int err = descriptors_ensure(needed, &limit);
    if (err == -EMFILE) {
        fprintf(stderr,
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

static void report(const struct job *job)
{
    printf("{\"tasks\": %zu, \"failed\": %zu, \"rows\": %zu, \"bytes\": %zu}\n", job->done, job->failed,
           job->rows, job->bytes);
    if (job->failed > SHOWN_FAILURES)
        fprintf(stderr, "manyhands-work: and %zu more tasks failed\n", job->failed - SHOWN_FAILURES);
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
    bool partial = err || job->failed;
    int finished = output_finish(job->output, partial);
    if (finished)
        return complain("cannot write", options->out, finished);
    if (err)
        return stopped(options->choice.model->name, err);
    if (job->spans && (err = write_spans(job->spans, options->spans)))
        return complain("cannot write", options->spans, err);
    report(job);
    return job->failed ? TASKS_FAILED : DONE;
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
    struct span_log spans = {0};
    if (options.spans && (err = span_log_init(&spans, options.tasks)))
        return complain("cannot record", options.spans, err);
    if (options.workload->setup && (err = options.workload->setup()))
        return complain("cannot start workload", options.workload->name, err);

    struct job job = {.workload = options.workload,
                      .settings = options.settings,
                      .url_template = options.url,
                      .task_count = options.tasks,
                      .rate = options.rate,
                      .spans = options.spans ? &spans : NULL,
                      .on_failure = show_failure};
    int status = run(&options, &job, workers);
    if (options.workload->teardown)
        options.workload->teardown();
    span_log_release(&spans);
    return status;
}
