/* SPDX-License-Identifier: MIT */
#include "bench/host/memory.h"

#include <dirent.h>
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

static void add_tree(pid_t pid, struct memory_sample *sum);

/* Adds the children that one thread of a process forked: the kernel lists them under it. */
static void add_children(pid_t pid, const char *thread, struct memory_sample *sum)
{
    char path[96];
    int child = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", (int)pid, thread);
    FILE *children = fopen(path, "r");
    if (!children)
        return;
    while (fscanf(children, "%d", &child) == 1)
        add_tree(child, sum);
    fclose(children);
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
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(path);
    for (const struct dirent *thread; threads && (thread = readdir(threads));) {
        if (thread->d_name[0] != '.')
            add_children(pid, thread->d_name, sum);
    }
    if (threads)
        closedir(threads);
}

void memory_sample(pid_t root, struct memory_sample *out)
{
    *out = (struct memory_sample){0};
    add_tree(root, out);
}
