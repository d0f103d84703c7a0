/* SPDX-License-Identifier: MIT */
#include "bench/count_command.h"

#include <errno.h>
#include <stdio.h>

#include "bench/count_report.h"
#include "bench/measure/count.h"
#include "bench/set_up.h"
#include "bench/words/status.h"

/* What follows a count that ended early with `err`. Returns the exit status. */
static int stop_early(const struct count *counted, const struct workspace *workspace, int err,
                      struct failure *why)
{
    struct failure ignored;
    complain(why);
    if (count_has_any(counted) && count_write(counted, workspace, &ignored) == 0)
        complain_about(MESSAGE_PARTIAL_KEPT, workspace->out);
    return err == -ECONNRESET ? DIFFERS : CANNOT_RUN;
}

static int measure(struct count *counted, const struct workspace *workspace)
{
    struct failure why = {0};
    int err = count_measure(counted, workspace, &why);
    if (err)
        return stop_early(counted, workspace, err, &why);
    if (count_write(counted, workspace, &why))
        return complain(&why);
    warning_print(&counted->missing);
    count_print(stdout, counted);
    return comparison_verified(counted->comparison) ? FINE : DIFFERS;
}

static int count(struct comparison *comparison, const struct workspace *workspace, int argc, char **argv)
{
    struct count counted;
    int status = CANNOT_RUN;
    (void)argc;
    (void)argv;
    if (count_init(&counted, comparison))
        perror("manyhands");
    else
        status = measure(&counted, workspace);
    count_release(&counted);
    return status;
}

int count_main(int argc, char **argv)
{
    return set_up(argc, argv, count);
}
