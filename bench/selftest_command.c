/* SPDX-License-Identifier: MIT */
#include "bench/selftest_command.h"

#include <errno.h>
#include <stdio.h>

#include "bench/host/process.h"
#include "bench/selftest/document.h"
#include "bench/selftest/rounds.h"
#include "bench/selftest/table.h"
#include "bench/words/status.h"

/* What follows one that ended early with `err`. */
static int stop_early(const struct selftest *selftest, const struct workspace *workspace, int err,
                      struct failure *why)
{
    struct failure kept;
    complain(why);
    if (selftest->count > 0 && selftest_document_write(selftest, workspace, &kept) == 0)
        complain_about(MESSAGE_PARTIAL_KEPT, workspace->out);
    return err == -ECONNRESET || err == -EBADMSG ? DIFFERS : CANNOT_RUN;
}

static int measure(struct selftest *selftest, const struct workspace *workspace)
{
    struct failure why = {.line = ""};
    const struct options *run = &selftest->options->compare.run;
    int err = selftest_measure(selftest, workspace, &why);
    if (err)
        return stop_early(selftest, workspace, err, &why);
    if (selftest_document_write(selftest, workspace, &why))
        return complain(&why);
    const struct sheet sheet = {.file = stdout,
                                .columns = sheet_columns(stdout),
                                .color = sheet_wants_color(stdout, run->color),
                                .ascii = run->ascii};
    selftest_table_print(&sheet, selftest);
    printf(message(MESSAGE_NOTE_FILES), workspace->out);
    putchar('\n');
    return FINE;
}

int selftest_main(int argc, char **argv)
{
    struct selftest_options options;
    struct failure why = {.line = ""};
    struct selftest selftest;
    struct workspace workspace = {.out = ""};
    int err = selftest_options_parse(&options, argc, argv, &why);
    if (err)
        return err > 0 ? FINE : complain(&why);
    if (process_setup()) {
        perror("manyhands");
        return CANNOT_RUN;
    }
    int status = CANNOT_RUN;
    if (selftest_init(&selftest, &options))
        perror("manyhands");
    else if (workspace_init(&workspace, options.out, MAKING_SELFTEST, NULL, &why))
        complain(&why);
    else
        status = measure(&selftest, &workspace);
    workspace_release(&workspace);
    selftest_release(&selftest);
    return status;
}
