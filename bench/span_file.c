/* SPDX-License-Identifier: MIT */
#include "bench/span_file.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

static const double seconds_per_ns = 1e-9;

long span_file_read(const char *path, double *latency_s, double *parse_s, size_t count)
{
    char line[512];
    size_t got = 0;
    FILE *file = fopen(path, "r");
    if (!file)
        return -errno;
    int err = fgets(line, sizeof line, file) ? 0 : -EBADMSG; /* the header */
    while (!err && got < count && fgets(line, sizeof line, file)) {
        uint64_t started = 0;
        uint64_t received = 0;
        uint64_t start = 0;
        uint64_t end = 0;
        const char *slot = strchr(line, ',');
        slot = slot ? strchr(slot + 1, ',') : NULL; /* what is before it may be empty */
        if (!slot ||
            sscanf(slot, ",%*u,%*d,%*d,%*u,%" SCNu64 ",%*u,%*u,%" SCNu64 ",%" SCNu64 ",%" SCNu64, &started,
                   &received, &start, &end) != 4 ||
            received < started || end < start) {
            err = -EBADMSG;
            break;
        }
        if (latency_s)
            latency_s[got] = (double)(received - started) * seconds_per_ns;
        if (parse_s)
            parse_s[got] = (double)(end - start) * seconds_per_ns;
        got++;
    }
    fclose(file);
    return err ? err : (long)got;
}

int span_file_append(FILE *to, const char *path, const char *model, int with_header)
{
    char line[512];
    FILE *from = fopen(path, "r");
    if (!from)
        return -errno;
    for (int first = 1; fgets(line, sizeof line, from); first = 0) {
        if (!first)
            fprintf(to, "%s,%s", model, line);
        else if (with_header)
            fprintf(to, "model,%s", line);
    }
    fclose(from);
    return ferror(to) ? -EIO : 0;
}
