/* SPDX-License-Identifier: MIT */
#include "bench/count_command.h"

#include <stdio.h>

#include "bench/count_report.h"
#include "bench/measure/count.h"
#include "bench/set_up.h"
#include "bench/words/status.h"

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
        status = comparison_verified(comparison) ? FINE : DIFFERS;
    }
    count_release(&counted);
    return status;
}

int count_main(int argc, char **argv)
{
    return set_up(argc, argv, count);
}
