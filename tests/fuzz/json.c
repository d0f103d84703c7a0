/* SPDX-License-Identifier: MIT */
/* Any bytes in the place of the origin's /stats and of hyperfine's export: an error, or numbers that could
 * be. */
#include <errno.h>
#include <math.h>

#include "bench/host/origin.h"
#include "bench/measure/attempt.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/must.h"

static struct memory_file file;

static void check_counts(const char *json, size_t size)
{
    struct origin_counts counts;
    int err = origin_counts_parse(&counts, json, size);
    must(err == 0 || err == -EBADMSG);
    if (err)
        return;
    must(counts.requests <= INT64_MAX && counts.connections <= INT64_MAX &&
         counts.peak_in_flight <= INT64_MAX);
    must(counts.paths < size && isfinite(counts.cpu_s));
}

static void check_times(const char *json, size_t size)
{
    struct attempt run = {.wall_s = 0};
    memory_file_fill(&file, json, size);
    int err = attempt_read_times(&run, file.path);
    must(err == 0 || err == -EBADMSG);
    if (err)
        return;
    must(isfinite(run.wall_s) && run.wall_s > 0);
    must(isfinite(run.user_s) && run.user_s >= 0 && isfinite(run.system_s) && run.system_s >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!file.path[0])
        file = memory_file_open();
    check_counts((const char *)data, size);
    check_times((const char *)data, size);
    return 0;
}
