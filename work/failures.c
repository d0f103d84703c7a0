/* SPDX-License-Identifier: MIT */
#include "work/failures.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "work/claim.h"

enum { SHOWN = 10 };

void failures_say(size_t before, const struct task *task, const struct result *result)
{
    if (before < SHOWN)
        (void)fprintf(stderr, "manyhands-work: task %zu '%s' failed after %u attempts: %s\n", task->index + 1,
                      task->address, result->attempts, result->reason);
    if (before == SHOWN)
        (void)fputs("manyhands-work: more tasks failed\n", stderr);
}

int failures_finish(struct output *output, const char *path, size_t count, bool sync)
{
    if (count > 0)
        return output_finish(output, false, sync);
    output_discard(output);
    bool ours = claim_is_ours(path, job_failure_columns, JOB_FAILURE_COLUMNS);
    return ours && unlink(path) ? -errno : 0;
}
