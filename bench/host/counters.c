/* SPDX-License-Identifier: MIT */
#include "bench/host/counters.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/host/process.h"
#include "bench/host/tree.h"
#include "bench/words/json.h"

static const int trial_ms = 5000;

void syscalls_init(struct syscalls *trace, const struct workspace *workspace)
{
    program_path(trace->program, "manyhands-trace");
    workspace_path(trace->file, workspace, "trace.json");
    trace->prefix[0] = trace->program;
    trace->prefix[1] = trace->file;
    trace->prefix[2] = NULL;
}

int syscalls_read(const struct syscalls *trace, struct syscalls_counts *out)
{
    json_t *counts = json_load_file(trace->file, 0, NULL);
    *out = (struct syscalls_counts){.syscalls = json_number(counts, "syscalls"),
                                    .processes = json_number(counts, "processes"),
                                    .threads = json_number(counts, "threads")};
    json_decref(counts);
    return out->syscalls >= 0 ? 0 : -EBADMSG;
}

int syscalls_work(const struct workspace *workspace, bool *out)
{
    struct syscalls trace;
    struct syscalls_counts counts;
    syscalls_init(&trace, workspace);
    char *argv[] = {trace.program, trace.file, "true", NULL};
    int ran = process_run(argv, -1, trial_ms);
    *out = ran == 1 && syscalls_read(&trace, &counts) == 0 && counts.syscalls > 0;
    return ran < 0 ? ran : 0;
}

int instructions_init(struct instructions *instructions, const struct workspace *workspace)
{
    static const char start[] = "--callgrind-out-file=";
    workspace_path(instructions->folder, workspace, "callgrind");
    int err = tree_remove(instructions->folder);
    if (!err && mkdir(instructions->folder, 0777))
        err = -errno;
    char *to = instructions->option + snprintf(instructions->option, sizeof start, "%s", start);
    for (const char *from = instructions->folder; *from; from++) {
        *to++ = *from;
        if (*from == '%')
            *to++ = '%'; /* else it begins one of valgrind's own words */
    }
    memcpy(to, "/%p", sizeof "/%p"); /* the process's id */
    const char *const words[] = {
        "valgrind", "--tool=callgrind", "--trace-children=yes", "--log-file=/dev/null", instructions->option,
        NULL};
    memcpy(instructions->prefix, words, sizeof words);
    return err;
}

int instructions_read(const struct instructions *instructions, double *out)
{
    char path[2 * WORKSPACE_PATH_SIZE];
    char total[64];
    DIR *folder = opendir(instructions->folder);
    int err = folder ? 0 : -errno;
    *out = 0;
    for (struct dirent *entry; folder && !err && (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", instructions->folder, entry->d_name); /* of one process */
        err = tree_line(total, sizeof total, path, "totals: ") ? 0 : -EBADMSG;
        *out += strtod(total, NULL);
    }
    if (folder)
        closedir(folder);
    return err || *out > 0 ? err : -EBADMSG;
}

bool instructions_work(void)
{
    return program_installed("valgrind");
}
