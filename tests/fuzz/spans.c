/* SPDX-License-Identifier: MIT */
/* Any file in the place of a file of spans (the first byte is how many are wanted): an error, or so many
   latencies and times to parse that could be. */
#include <math.h>
#include <stdlib.h>

#include "bench/span_file.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/must.h"

static struct memory_file file;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    if (!file.path[0])
        file = memory_file_open();
    memory_file_fill(&file, data + 1, size - 1);
    size_t count = data[0];
    double *latency_s = calloc(count + 1, sizeof *latency_s);
    double *parse_s = malloc(count * sizeof *parse_s);
    must(latency_s && parse_s);
    long got = span_file_read(file.path, latency_s, parse_s, count);
    must(got <= (long)count && span_file_read(file.path, NULL, NULL, count) == got);
    for (long i = 0; i < got; i++)
        must(isfinite(latency_s[i]) && latency_s[i] >= 0 && isfinite(parse_s[i]) && parse_s[i] >= 0);
    must(got < 0 || latency_s[got] == 0);
    free(latency_s);
    free(parse_s);
    return 0;
}
