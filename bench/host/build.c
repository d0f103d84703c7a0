/* SPDX-License-Identifier: MIT */
#include "bench/host/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/host/machine.h"
#include "bench/host/process.h"
#include "bench/host/program.h"
#include "bench/host/tree.h"
#include "bench/words/json.h"

/* Whether it can be executed at all: it was built for this machine, and what runs it is there. */
static int try_to_start(const char *work, struct failure *why)
{
    const char *argv[] = {work, "--version", NULL};
    struct process process;
    int err = process_start(&process, (char *const *)argv, -1, -1);
    process_end(&process);
    return err ? fail(why, err, MESSAGE_CANNOT_START, work, strerror(-err)) : 0;
}

int build_find_work(char out[PROGRAM_SIZE], const char *where, struct failure *why)
{
    static const char *const places[] = {"/bin/manyhands-work", "/manyhands-work", ""};
    char path[PROGRAM_PATH_SIZE];
    struct stat found;
    const char *slash = strrchr(where, '/');
    bool named = strcmp(slash ? slash + 1 : where, "manyhands-work") == 0; /* any other program is no build */
    for (size_t i = 0; i + !named < sizeof places / sizeof *places; i++) {
        int length = snprintf(path, sizeof path, "%s%s", where, places[i]);
        if (length >= (int)sizeof path || stat(path, &found) || !S_ISREG(found.st_mode) || access(path, X_OK))
            continue;
        char *real = realpath(path, NULL);
        size_t size = real ? strlen(real) + 1 : 0;
        if (size > 0 && size <= PROGRAM_SIZE)
            memcpy(out, real, size);
        free(real);
        if (size > 0 && size <= PROGRAM_SIZE)
            return try_to_start(out, why);
    }
    return fail(why, -ENOENT, MESSAGE_NOT_A_BUILD, where);
}

enum { HOW_SIZE = 64, ANSWER_MS = 10000 };

/* Asks `work` by an option; the answer is in the file `answer`. Returns 1 where it gave one, 0 otherwise, or
   -EINTR for a signal. */
static int fetch_answer(char answer[WORKSPACE_PATH_SIZE], const char *work, const char *option,
                        const struct workspace *workspace)
{
    const char *argv[] = {work, option, NULL};
    workspace_path(answer, workspace, "answer");
    int fd = open(answer, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int ended = fd < 0 ? 0 : process_run((char *const *)argv, fd, ANSWER_MS);
    close(fd);
    return ended;
}

/* Takes of its answer what follows `key`, as tree_line. Returns 1 where it has that, 0 otherwise, or -EINTR
   for a signal. */
static int ask(char rest[HOW_SIZE], const char *work, const char *option, const char *key,
               const struct workspace *workspace)
{
    char answer[WORKSPACE_PATH_SIZE];
    int ended = fetch_answer(answer, work, option, workspace);
    return ended == -EINTR ? ended : tree_line(rest, HOW_SIZE, answer, key);
}

int build_both_have(const char *base, const char *other, const char *option,
                    const struct workspace *workspace)
{
    char rest[HOW_SIZE];
    int found = ask(rest, base, "--help", option, workspace);
    return found == 1 ? ask(rest, other, "--help", option, workspace) : found;
}

int build_warn(const char *base, const char *other, const struct workspace *workspace,
               struct warnings *warnings)
{
    char base_how[HOW_SIZE];
    char other_how[HOW_SIZE];
    if (ask(base_how, base, "--version", "build: ", workspace) < 0 ||
        ask(other_how, other, "--version", "build: ", workspace) < 0)
        return -EINTR;
    if (base_how[0] && other_how[0] && strcmp(base_how, other_how) != 0)
        warning_add(warnings, "builds", MESSAGE_MACHINE_BUILDS, base_how, other_how);
    return 0;
}

json_t *build_environment(const char *work, size_t cores, const struct workspace *workspace)
{
    static const struct {
        const char *field, *key;
    } told[] = {{"version", "manyhands-work "}, {"compiler", "built with "}, {"build", "build: "},
                {"libcurl", "libcurl "},        {"libuv", "libuv "},         {"libxml2", "libxml2 "}};
    static const struct warnings none = {.count = 0};
    char rest[HOW_SIZE];
    char answer[WORKSPACE_PATH_SIZE];
    json_t *environment = machine_environment(cores, &none);
    (void)fetch_answer(answer, work, "--version", workspace); /* or it says nothing */
    json_object_del(environment, "warnings");
    json_object_set_new(environment, "commit", json_null());
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        (void)tree_line(rest, sizeof rest, answer, told[i].key);
        json_object_set_new(environment, told[i].field, known_text(rest));
    }
    return environment;
}
