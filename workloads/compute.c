/* SPDX-License-Identifier: MIT */
#include "workloads/compute.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "core/span.h"

static const uint64_t multiplier = 6364136223846793005;
static const uint64_t increment = 1442695040888963407;

static uint64_t steps_a_task;

uint64_t compute_steps(uint64_t seed, uint64_t steps)
{
    uint64_t x = seed;
    for (uint64_t i = 0; i < steps; i++) {
        x = multiplier * x + increment;
        __asm__ volatile("" : "+r"(x)); /* or a compiler might merge two steps into a²·x + a·c + c */
    }
    return x;
}

uint64_t compute_expected(uint64_t seed, uint64_t steps)
{
    uint64_t a = 1; /* what has been taken so far: x becomes a·x + c */
    uint64_t c = 0;
    uint64_t stride_a = multiplier; /* 2^round steps at once */
    uint64_t stride_c = increment;
    for (; steps; steps >>= 1) {
        if (steps & 1) {
            a *= stride_a;
            c = stride_a * c + stride_c;
        }
        stride_c *= stride_a + 1;
        stride_a *= stride_a;
    }
    return a * seed + c;
}

uint64_t compute_calibrate(uint64_t ns)
{
    enum { TIMINGS = 10 };
    static const uint64_t probe = 1000000;
    uint64_t best_ns = UINT64_MAX; /* whatever disturbs a timing makes it longer */
    for (uint64_t i = 0; i < TIMINGS; i++) {
        uint64_t start = span_cpu_ns();
        compute_steps(i, probe);
        uint64_t taken = span_cpu_ns() - start;
        if (taken && taken < best_ns)
            best_ns = taken;
    }
    return (uint64_t)((double)ns * (double)probe / (double)best_ns);
}

static int setup(const struct workload_settings *settings)
{
    steps_a_task = settings->steps;
    return 0;
}

static int run(const struct task *task, struct io *io, struct result *out)
{
    uint64_t seed = task_hash(task);
    uint64_t result = compute_steps(seed, steps_a_task);
    if (result != compute_expected(seed, steps_a_task)) {
        io_explain(io, "computed wrongly");
        return -EBADMSG;
    }
    char steps[24];
    char digits[24];
    snprintf(steps, sizeof steps, "%" PRIu64, steps_a_task);
    snprintf(digits, sizeof digits, "%016" PRIx64, result);
    return result_add_row(out, (const char *const[]){task->address, steps, digits},
                          workload_compute.column_count);
}

static const char *const columns[] = {"task", "steps", "result"};

const struct workload workload_compute = {
    .name = "compute",
    .about = {"compute without waiting for anything, result to CSV",
              "纯计算，不等待任何输入输出，结果写入 CSV"},
    .output = "compute.csv",
    .addresses = "{page}",
    .tasks = 100,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .computes = true,
    .setup = setup,
    .run = run,
};
