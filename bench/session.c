/* SPDX-License-Identifier: MIT */
#include "bench/session.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "bench/host/process.h"
#include "bench/show/format.h"
#include "bench/words/failure.h"

/* What follows a measurement that failed with `err`. */
static int stop_early(const struct session *session, void *state, const struct workspace *workspace, int err,
                      const struct failure *why)
{
    struct lines warnings = {0};
    struct failure ignored;
    complain(why);
    if (session->has_part && session->has_part(state) &&
        session->publish(state, workspace, &warnings, &ignored) == 0)
        complain_about(MESSAGE_PARTIAL_KEPT, workspace->out);
    return err == -ECONNRESET || err == session->also_differ ? DIFFERS : CANNOT_RUN;
}

/* Writes it to stdout as another program wants it. Returns the exit status. */
static int print_format(const struct session *session, const void *state, const char *format)
{
    struct measurements measurements;
    struct lines warnings = {0};
    int err = session->list(state, &measurements, &warnings);
    lines_say(&warnings);
    if (!err)
        err = format_print(format_find(format), &measurements);
    measurements_release(&measurements);
    return err ? complain_about(MESSAGE_CANNOT_WRITE, "stdout", strerror(-err)) : FINE;
}

static int measure(const struct session *session, void *state, const struct workspace *workspace,
                   const char *format)
{
    struct failure why = {0};
    struct lines warnings = {0};
    int err = session->measure(state, workspace, &why);
    if (err)
        return stop_early(session, state, workspace, err, &why);
    if (session->publish(state, workspace, &warnings, &why))
        return complain(&why);
    lines_say(&warnings);
    int status = session->show(state, workspace);
    return format && print_format(session, state, format) ? CANNOT_RUN : status;
}

int session_run(const struct session *session, void *state, const struct options *options, const char *out)
{
    struct failure why = {0};
    struct workspace workspace = {0};
    if (process_setup()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    int err = session->begin(state, options, &why);
    if (!err && out)
        err = workspace_init(&workspace, out, session->makes, options->workload, &why);
    int status = err ? complain(&why) : measure(session, state, &workspace, options->format);
    workspace_release(&workspace);
    session->end(state);
    return status;
}

void session_say_where(const struct workspace *workspace)
{
    printf(message(MESSAGE_NOTE_FILES), workspace->out);
    putchar('\n');
}

struct sheet session_sheet(const struct options *options)
{
    return (struct sheet){.file = stdout,
                          .columns = sheet_columns(stdout),
                          .color = sheet_wants_color(stdout, options->color),
                          .ascii = options->ascii};
}
