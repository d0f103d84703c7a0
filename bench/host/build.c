/* SPDX-License-Identifier: MIT */
#include "bench/host/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/host/process.h"
#include "bench/host/program.h"

int build_find_work(char out[PROGRAM_SIZE], const char *where, struct failure *why)
{
    static const char *const places[] = {"/bin/manyhands-work", "/manyhands-work", ""};
    char path[PROGRAM_PATH_SIZE];
    struct stat found;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int length = snprintf(path, sizeof path, "%s%s", where, places[i]);
        if (length >= (int)sizeof path || stat(path, &found) || !S_ISREG(found.st_mode) || access(path, X_OK))
            continue;
        char *real = realpath(path, NULL);
        size_t size = real ? strlen(real) + 1 : 0;
        if (size > 0 && size <= PROGRAM_SIZE)
            memcpy(out, real, size);
        free(real);
        if (size > 0 && size <= PROGRAM_SIZE)
            return 0;
    }
    return fail(why, -ENOENT, MESSAGE_NOT_A_BUILD, where);
}

enum { HOW_SIZE = 64, ANSWER_MS = 10000 };

/* What follows `key` where a line of the file begins with it, blanks aside, to the end of that line, in
   `rest`. Returns whether there is such a line. */
static bool read_line(char rest[HOW_SIZE], const char *path, const char *key)
{
    char line[256];
    bool found = false;
    rest[0] = '\0';
    FILE *file = fopen(path, "r");
    while (file && !found && fgets(line, sizeof line, file)) {
        const char *at = line + strspn(line, " ");
        line[strcspn(line, "\n")] = '\0';
        found = strncmp(at, key, strlen(key)) == 0;
        if (found)
            (void)snprintf(rest, HOW_SIZE, "%.*s", HOW_SIZE - 1, at + strlen(key));
    }
    if (file)
        fclose(file);
    return found;
}

/* Has `work` answer a question, an option, to a file. Returns as process_wait, or a negative errno. */
static int ask(char answer[WORKSPACE_PATH_SIZE], const char *work, const char *question,
               const struct workspace *workspace)
{
    char program[PROGRAM_SIZE];
    char option[16];
    char *argv[] = {program, option, NULL};
    struct process process = {0};
    workspace_path(answer, workspace, "answer");
    (void)snprintf(program, sizeof program, "%s", work);
    (void)snprintf(option, sizeof option, "%s", question);
    int fd = open(answer, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return -errno;
    int err = process_start(&process, argv, fd, -1);
    close(fd);
    if (!err)
        err = process_wait(&process, ANSWER_MS);
    process_end(&process);
    return err;
}

static int ask_how(char how[HOW_SIZE], const char *work, const struct workspace *workspace)
{
    char answer[WORKSPACE_PATH_SIZE];
    int err = ask(answer, work, "--version", workspace);
    (void)read_line(how, answer, "build: ");
    return err;
}

static int has(const char *work, const char *option, const struct workspace *workspace)
{
    char answer[WORKSPACE_PATH_SIZE];
    char rest[HOW_SIZE];
    int err = ask(answer, work, "--help", workspace);
    return err == -EINTR ? err : err >= 0 && read_line(rest, answer, option);
}

int build_both_have(const char *base, const char *other, const char *option,
                    const struct workspace *workspace)
{
    int found = has(base, option, workspace);
    return found == 1 ? has(other, option, workspace) : found;
}

int build_warn(const char *base, const char *other, const struct workspace *workspace,
               struct warnings *warnings)
{
    char base_how[HOW_SIZE];
    char other_how[HOW_SIZE];
    if (ask_how(base_how, base, workspace) == -EINTR || ask_how(other_how, other, workspace) == -EINTR)
        return -EINTR;
    if (base_how[0] && other_how[0] && strcmp(base_how, other_how) != 0)
        warning_add(warnings, "builds", MESSAGE_MACHINE_BUILDS, base_how, other_how);
    return 0;
}
