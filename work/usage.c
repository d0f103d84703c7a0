/* SPDX-License-Identifier: MIT */
#include "work/usage.h"

#include "models/model.h"
#include "workloads/registry.h"

static const char head[] =
    "usage: manyhands-work --model NAME[:WORKERS] --url TEMPLATE --out FILE [OPTION]...\n"
    "       manyhands-work --model NAME[:WORKERS] --workload copy --from FOLDER [--out FOLDER] [OPTION]...\n"
    "       manyhands-work --model NAME[:WORKERS] --workload compute --steps N --out FILE [OPTION]...\n"
    "\n"
    "Runs one model once: what manyhands times. The result is a line of JSON on stdout.\n"
    "\n"
    "  --model NAME[:WORKERS]  who does it, and how many of them (default: the tutorial's number, where it\n"
    "                          has such a model):\n";

static const char tail[] =
    "  --tasks N               pages, 1 to 1000000 (default: the workload's number)\n"
    "  --url TEMPLATE          where they are; {page} counts from 1, {start} is 20 times {page} less 20\n"
    "  --from FOLDER           what to copy\n"
    "  --out FILE              the rows, in task order; FILE.partial if a task failed. Of workloads that "
    "make\n"
    "                          files a folder for those, and the rows are in FOLDER.csv; of copy the copy\n"
    "                          (default: FROM with [复件] behind it)\n"
    "  --steps N               to compute, up to 10^12: all of a task (compute), or after each page "
    "(articles)\n"
    "  --chunk N               tasks that a worker of a pool is given at once, 1 to 64 (default: 1)\n"
    "  --gil                   one lock a process, held while computing, as CPython's\n"
    "  --spans FILE            also record when each task was queued, fetched and parsed\n"
    "  --failures FILE         also name there the tasks that failed: task,url,attempts,error; may replace\n"
    "                          an earlier such list only\n"
    "  --attempts N            of each task, 1 to 20 (default: 4)\n"
    "  --backoff TIME          before the second attempt, about; doubles each time (default: 100ms)\n"
    "  --timeout TIME          of each attempt (default: 60s)\n"
    "  --connect-timeout TIME  of its connection (default: 10s)\n"
    "  --stall-timeout TIME    without a byte, in whole seconds (default: 30s)\n"
    "  --max-body SIZE         of each page, unpacked (default: 64MB)\n"
    "  --seed N                of the backoff's jitter (default: 1)\n"
    "  --keep-going            do all other tasks when one has failed (default)\n"
    "  --fail-fast             take no more tasks when one has failed\n"
    "  --rate R                at most R tasks a second (default: no limit)\n"
    "  --cacert FILE           trust these certificates instead of the system's\n"
    "  --allow-remote          connect to addresses other than loopback, too\n"
    "  --exit-with-parent      end when the process that started this one ends\n"
    "  --no-sync               do not wait until the files are on their disk\n"
    "  -h, --help; -V, --version\n"
    "\n"
    "Exit status: 0 all pages are in FILE; 1 some failed; 2 usage or environment.\n";

static void print_model(FILE *file, const struct model *model)
{
    const char *team = model->most.workers == 1 ? "" : model->each ? ":PxN" : ":N";
    int length = fprintf(file, "%28s%s%s", "", model->name, team);
    fprintf(file, "%*s%s\n", length < 49 ? 50 - length : 1, "", model->about.en);
}

void usage_print(FILE *file)
{
    fputs(head, file);
    for (const struct model *const *model = models; *model; model++)
        print_model(file, *model);
    fputs("  --workload NAME         ", file);
    for (size_t i = 0; workloads[i]; i++)
        fprintf(file, "%s%s", i == 0 ? "" : i == 1 ? " (default), " : ", ", workloads[i]->name);
    fputc('\n', file);
    fputs(tail, file);
}
