/* SPDX-License-Identifier: MIT */
/* A model leaves nothing behind in the process that ran it: no open file, no child. (Memory: this test under
   AddressSanitizer, whose leak check runs at its end.) */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/host/origin.h"
#include "models/model.h"
#include "workloads/registry.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

enum { TASKS = 12 };

struct setting {
    struct origin origin;
    char url[TASK_ADDRESS_SIZE];
    char folder[32];
    char out[64];
};

static int start(void **state)
{
    static const struct origin_settings settings = {.latency_ns = 2000000, .seed = 1};
    static struct setting setting;
    struct failure why;
    snprintf(setting.folder, sizeof setting.folder, "/tmp/manyhands-leaks-XXXXXX");
    if (process_setup() || !mkdtemp(setting.folder) || origin_start(&setting.origin, &settings, &why) ||
        workloads[0]->setup(&(struct workload_settings){0}))
        return -1;
    snprintf(setting.out, sizeof setting.out, "%s/out.csv", setting.folder);
    snprintf(setting.url, sizeof setting.url, "%s%s", setting.origin.address, workloads[0]->addresses);
    *state = &setting;
    return 0;
}

static int stop(void **state)
{
    struct setting *setting = *state;
    workloads[0]->teardown();
    origin_stop(&setting->origin);
    unlink(setting->out);
    return rmdir(setting->folder);
}

static size_t open_files(void)
{
    size_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

/* Children of this process besides the origin, living or zombies. */
static size_t children(const struct setting *setting)
{
    char path[64];
    size_t count = 0;
    int pid = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fscanf(file, "%d", &pid) == 1)
        count += pid != setting->origin.process.pid;
    fclose(file);
    return count;
}

static void run_model(const struct setting *setting, const struct model *model)
{
    struct job job = {.workload = workloads[0],
                      .settings = io_settings_default,
                      .retry = retry_default,
                      .addresses = setting->url,
                      .task_count = TASKS};
    job_start(&job);
    assert_int_equal(
        output_new(&job.output, setting->out, workloads[0]->columns, workloads[0]->column_count, TASKS), 0);
    assert_int_equal(
        model->run(&job, model, (struct team){.workers = model->most.workers == 1 ? 1 : 4, .each = 3}), 0);
    assert_int_equal(output_finish(job.output, false, true), 0);
    job_release(&job);
    assert_int_equal(job.done, TASKS);
    assert_int_equal(job.failed, 0);
}

static void no_model_leaves_an_open_file_or_a_child(void **state)
{
    const struct setting *setting = *state;
    for (const struct model *const *model = models; *model; model++) {
        run_model(setting, *model); /* libraries open what they keep */
        size_t before = open_files();
        for (int i = 0; i < 3; i++)
            run_model(setting, *model);
        assert_int_equal(open_files(), before);
        assert_int_equal(children(setting), 0);
    }
}

/* Runs it while some of its processes are killed. */
static void run_killed(struct setting *setting, const struct model *model)
{
    size_t before = open_files();
    for (int i = 0; i < 3; i++) {
        pid_t killer = fork(); /* kills its siblings while they work */
        assert_true(killer >= 0);
        if (killer == 0) {
            char path[64];
            int pid = 0;
            nanosleep(&(struct timespec){.tv_nsec = 3000000}, NULL);
            snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)getppid(), (int)getppid());
            FILE *file = fopen(path, "r");
            while (file && fscanf(file, "%d", &pid) == 1) {
                if (pid != getpid() && pid != setting->origin.process.pid)
                    kill(pid, SIGKILL);
            }
            _exit(0);
        }
        run_model(setting, model);
        assert_int_equal(waitpid(killer, NULL, 0), killer);
    }
    assert_int_equal(open_files(), before);
    assert_int_equal(children(setting), 0);
}

static void a_model_that_loses_processes_leaves_none_behind(void **state)
{
    for (const struct model *const *model = models; *model; model++) {
        if ((*model)->worker->own_memory && (*model)->most.workers > 1)
            run_killed(*state, *model);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_model_leaves_an_open_file_or_a_child),
        cmocka_unit_test(a_model_that_loses_processes_leaves_none_behind),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
