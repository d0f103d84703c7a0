/* SPDX-License-Identifier: MIT */
/* Any file in the place of a file of spans: an error, or costs of tasks that could be. */
#include <math.h>
#include <stdlib.h>

#include "bench/span_file.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/must.h"

static struct memory_file file;

static bool is_time(double seconds)
{
    return isfinite(seconds) && seconds >= 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span_cost *costs = NULL;
    size_t count = 0;
    if (!file.path[0])
        file = memory_file_open();
    memory_file_fill(&file, data, size);
    if (span_file_read(file.path, &costs, &count)) {
        must(!costs);
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        must(costs[i].parent < i || costs[i].parent == SIZE_MAX);
        must(is_time(costs[i].latency_s) && is_time(costs[i].compute_s));
    }
    free(costs);
    return 0;
}
