/* SPDX-License-Identifier: MIT */
/* Tasks that add tasks: every model does all of them and writes what sequential writes, also where pipes are
   too small for what is to be sent. The workload is made up; each run has a process of its own. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/model.h"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
/* It would let each of hundreds of processes sleep for a second at its end, for races that are over by then.
 */
const char *__tsan_default_options(void); /* NOLINT(bugprone-reserved-identifier) */
const char *__tsan_default_options(void)  /* NOLINT(bugprone-reserved-identifier) */
{
    return "atexit_sleep_ms=0";
}
#endif
#endif

enum { PATIENCE_S = 300 }; /* only a hang takes longer, also under a sanitizer */

/* What each model is tried with behind its name; "" is what it has without a number. */
static const char *const teams[] = {"", ":1", ":5"}, *const hybrid_teams[] = {":2", ":1x1", ":2x3", ":3x1"};

static const size_t chunks[] = {1, 64, 4};

/* How many of them: MANYHANDS_REDUCED is set for sanitizers, which take long to fork and to end. */
static size_t chunk_count(const struct model *model)
{
    if (model->one_task)
        return 1;
    return getenv("MANYHANDS_REDUCED") ? 2 : sizeof chunks / sizeof *chunks;
}

/* What the tasks do; set before a run, and the same in all of its processes. */
static struct plan {
    size_t roots;
    unsigned depth; /* tasks of this level add none */
    unsigned fan;   /* how many each of the others adds */
    size_t names;   /* so many addresses there are besides the roots', in a tangle; 0: a tree, each its own */
    size_t length;  /* of an address */
    size_t row_size; /* bytes */
    bool waits;
} plan;

static int sum_up(void *arg)
{
    const uint64_t *hash = arg;
    return (int)(*hash % 100);
}

/* Waits in every way there is but for the network, for a time that depends on the address. */
static int wait_somehow(const struct task *task, struct io *io)
{
    uint64_t hash = task_hash(task);
    if (!plan.waits)
        return 0;
    if (hash % 3 == 0)
        io_sleep_until(io, span_now_ns() + hash % 1000000);
    if (hash % 5 == 0 && io_call(io, sum_up, &hash) != sum_up(&hash))
        return -EIO;
    return 0;
}

/* The address of what `task` adds as its number i, brought to the planned length. */
static void name_task(const struct task *task, unsigned i, char address[TASK_ADDRESS_SIZE])
{
    size_t used = strcspn(task->address, " ");
    if (plan.names > 0)
        (void)snprintf(address, TASK_ADDRESS_SIZE, "n%zu", (size_t)(task_hash(task) / (i + 1) % plan.names));
    else
        (void)snprintf(address, TASK_ADDRESS_SIZE, "%.*s.%u", (int)used, task->address, i);
    used = strlen(address);
    for (; used < plan.length; used++)
        address[used] = ' ';
    address[used] = '\0';
}

static int run_task(const struct task *task, struct io *io, struct result *out)
{
    char address[TASK_ADDRESS_SIZE];
    bool adds = plan.names > 0 || task->level < plan.depth;
    int err = wait_somehow(task, io);
    for (unsigned i = 0; adds && i < plan.fan && !err; i++) {
        name_task(task, i, address);
        err = result_add_task(out, address);
    }
    char *row = err ? NULL : malloc(plan.row_size + 1);
    if (!row)
        return err ? err : -ENOMEM;
    memset(row, 'r', plan.row_size);
    row[plan.row_size] = '\0';
    err = result_add_row(out, (const char *const[]){task->address, row}, 2);
    free(row);
    if (!err && task->level > 0 && task_hash(task) % 11 == 0)
        return -EPROTO; /* a failure: neither its row nor the tasks it added count */
    return err;
}

static const char *const columns[] = {"address", "row"};
static const struct workload tree = {
    .name = "tree", .columns = columns, .column_count = 2, .run = run_task, .once = false};
static const struct workload tangle = {
    .name = "tangle", .columns = columns, .column_count = 2, .run = run_task, .once = true};

/* Does the whole job. Returns 0, or what went wrong. */
static int do_job(const char *text, size_t chunk, bool gil, const char *path)
{
    struct model_choice choice;
    struct job job = {.workload = plan.names ? &tangle : &tree,
                      .settings = io_settings_default,
                      .retry = {.attempts = 1},
                      .addresses = "{page}",
                      .task_count = plan.roots,
                      .chunk = chunk,
                      .gil = gil};
    (void)alarm(PATIENCE_S);
    if (model_choice_parse(text, &choice) || output_new(&job.output, path, columns, 2, job.task_count))
        return 1;
    job_start(&job);
    int err = choice.model->run(&job, choice.model, choice.team);
    bool all = !err && !job.error && job.done == job.task_count + job.added && job.in_hand == 0;
    job_release(&job);
    if (output_finish(job.output, false, true))
        return 2;
    return all ? 0 : 3;
}

/* The bytes that the model writes, to be freed. */
static char *write_with(const char *choice, size_t chunk, bool gil, size_t *size)
{
    char path[] = "/dev/shm/manyhands-adding-XXXXXX";
    int fd = mkstemp(path);
    int status = 0;
    assert_true(fd >= 0);
    close(fd);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(do_job(choice, chunk, gil, path));
    assert_int_equal(waitpid(child, &status, 0), child);
    FILE *file = fopen(path, "r");
    char *bytes = NULL;
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    unlink(path);
    if (status)
        fail_msg("%s, chunk %zu%s: status %x", choice, chunk, gil ? ", gil" : "", (unsigned)status);
    return bytes;
}

/* What sequential writes. */
struct bytes {
    char *data;
    size_t size;
};

static void check_model(const struct model *model, const char *team, bool gil, const struct bytes *expected)
{
    char choice[64];
    (void)snprintf(choice, sizeof choice, "%s%s", model->name, team);
    for (size_t i = 0; i < chunk_count(model); i++) {
        size_t got = 0;
        char *bytes = write_with(choice, chunks[i], gil, &got);
        if (got != expected->size || memcmp(bytes, expected->data, got) != 0)
            fail_msg("%s, chunk %zu: %zu other bytes than the %zu of sequential", choice, chunks[i], got,
                     expected->size);
        free(bytes);
    }
}

/* Runs every model with that plan. Each run has to give the bytes of sequential, and more than `least`. */
static void check_all(size_t least, bool gil)
{
    struct bytes expected = {0};
    expected.data = write_with("sequential", 1, false, &expected.size);
    assert_true(expected.size > least);
    for (const struct model *const *model = models; *model; model++) {
        bool takes_none = (*model)->most.workers == 1;
        bool hybrid = (*model)->each != NULL;
        const char *const *tried = hybrid ? hybrid_teams : teams;
        size_t count = hybrid ? sizeof hybrid_teams / sizeof *hybrid_teams : sizeof teams / sizeof *teams;
        for (size_t i = 0; i < (takes_none ? 1 : count); i++)
            check_model(*model, tried[i], gil, &expected);
    }
    free(expected.data);
}

static void a_tree_is_done_whole_and_in_order(void **state)
{
    (void)state;
    plan = (struct plan){.roots = 3, .depth = 4, .fan = 3, .waits = true};
    check_all(2000, false);
    check_all(2000, true);
}

/* Nobody but one task at a time knows what comes next. */
static void a_chain_keeps_everybody_waiting_and_ends(void **state)
{
    (void)state;
    plan = (struct plan){.roots = 1, .depth = 40, .fan = 1, .waits = true};
    check_all(0, false);
}

static void a_tangle_is_done_once(void **state)
{
    (void)state;
    plan = (struct plan){.roots = 2, .fan = 4, .names = 100, .waits = true};
    check_all(300, false);
}

/* A pipe holds 64 KiB: less than a chunk of these addresses, and than one of these results. */
static void pipes_too_small_for_what_is_sent_are_no_trouble(void **state)
{
    (void)state;
    plan =
        (struct plan){.roots = 2, .depth = 1, .fan = 80, .length = TASK_ADDRESS_SIZE - 1, .row_size = 70000};
    check_all(5000000, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_is_done_whole_and_in_order),
        cmocka_unit_test(a_chain_keeps_everybody_waiting_and_ends),
        cmocka_unit_test(a_tangle_is_done_once),
        cmocka_unit_test(pipes_too_small_for_what_is_sent_are_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
