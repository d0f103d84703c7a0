/* SPDX-License-Identifier: MIT */
#include "bench/host/memory.h"

#include <stdio.h>

/* The number behind `key` in a /proc file of a process, e.g. "Pss: %zu"; 0 when it is not there. */
static size_t read_number(pid_t pid, const char *file, const char *key)
{
    char path[64];
    char line[256];
    size_t value = 0;
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
    FILE *stream = fopen(path, "r");
    if (!stream)
        return 0;
    while (fgets(line, sizeof line, stream)) {
        if (sscanf(line, key, &value) == 1)
            break;
    }
    fclose(stream);
    return value;
}

static void add_tree(pid_t pid, struct memory_sample *sum)
{
    char path[64];
    size_t pss_kib = read_number(pid, "smaps_rollup", "Pss: %zu");
    if (pss_kib == 0)
        return;
    sum->pss_bytes += pss_kib * 1024;
    sum->threads += read_number(pid, "status", "Threads: %zu");
    sum->processes++;

    /* Children are listed under the thread that forked them; here that is always the main one. */
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid, (int)pid);
    FILE *children = fopen(path, "r");
    if (!children)
        return;
    int child = 0;
    while (fscanf(children, "%d", &child) == 1)
        add_tree(child, sum);
    fclose(children);
}

void memory_sample(pid_t root, struct memory_sample *out)
{
    *out = (struct memory_sample){0};
    add_tree(root, out);
}
