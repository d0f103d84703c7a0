/* SPDX-License-Identifier: MIT */
#include "bench/words/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

/* Replaces control characters, which would break the line or drive the terminal, and characters cut in two.
 */
static void make_printable(char *line)
{
    for (int size; *line; line += size) {
        size = u8_strmblen((const uint8_t *)line);
        if (size < 0 || (unsigned char)*line < ' ' || *line == 0x7f) {
            *line = '?';
            size = 1;
        }
    }
}

static void say(struct failure *why, enum message id, va_list arguments)
{
    (void)vsnprintf(why->line, sizeof why->line, message(id), arguments);
    make_printable(why->line);
}

int fail(struct failure *why, int err, enum message id, ...)
{
    va_list arguments;
    va_start(arguments, id);
    say(why, id, arguments);
    va_end(arguments);
    return err;
}

/* Writes the message of a workflow command, in which % escapes. */
static void put_command(const char *level, const char *line)
{
    fprintf(stderr, "::%s title=manyhands::", level);
    for (; *line; line++) {
        if (*line == '%' || *line == '\r' || *line == '\n')
            fprintf(stderr, "%%%02X", (unsigned)*line);
        else
            fputc(*line, stderr);
    }
    fputc('\n', stderr);
}

bool announce_annotates(void)
{
    const char *workflow = getenv("GITHUB_ACTIONS");
    return workflow && strcmp(workflow, "true") == 0;
}

void announce(enum announcement announcement, const char *line)
{
    if (announce_annotates())
        put_command(announcement == ANNOUNCE_ERROR ? "error" : "warning", line);
    else
        fprintf(stderr, "manyhands: %s\n", line);
}

int complain(const struct failure *why)
{
    announce(ANNOUNCE_ERROR, why->line);
    return CANNOT_RUN;
}

int complain_about(enum message id, ...)
{
    struct failure why;
    va_list arguments;
    va_start(arguments, id);
    say(&why, id, arguments);
    va_end(arguments);
    return complain(&why);
}
