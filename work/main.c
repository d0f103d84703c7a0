/* SPDX-License-Identifier: MIT */
/* manyhands-work: runs one model once. This is what is timed, so it does what the model asks for and nothing
 * else. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/descriptors.h"
#include "work/options.h"

enum status { DONE = 0, TASKS_FAILED = 1, CANNOT_RUN = 2 };

enum { OTHER_DESCRIPTORS = 64, SHOWN_FAILURES = 10 };

static const char *unfinished; /* the output's temporary file */

static void on_signal(int number)
{
    unlink(unfinished);
    raise(number); /* SA_RESETHAND: this time it ends the process */
}

static void watch_signals(const char *temporary)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    unfinished = temporary;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a dead worker or server is an error to report, not an end */
}

static int complain(const char *what, const char *subject, int err)
{
    fprintf(stderr, "manyhands-work: %s '%s': %s\n", what, subject, strerror(-err));
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
    size_t needed = workers * options->choice.model->descriptors + OTHER_DESCRIPTORS;
    int err = descriptors_ensure(needed, &limit);
    if (err == -EMFILE)
        fprintf(stderr,
                "manyhands-work: '%s' with %zu in flight needs %zu open files, the limit is %zu; raise it "
                "(ulimit -n) "
                "or give fewer workers\n",
                options->choice.model->name, workers, needed, limit);
    else if (err)
        complain("cannot raise the limit of", "open files", err);
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
    int err = output_new(&job->output, options->out, job->workload->columns, job->workload->column_count);
    if (err)
        return complain("cannot write", options->out, err);
    watch_signals(output_temporary(job->output));
    job->started_ns = span_now_ns();
    err = options->choice.model->run(job, workers);
    if (job->error)
        err = job->error;
    bool partial = err || job->failed;
    int finished = output_finish(job->output, partial);
    if (finished)
        return complain("cannot write", options->out, finished);
    if (err)
        return complain("stopped early: model", options->choice.model->name, err);
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
