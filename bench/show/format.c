/* SPDX-License-Identifier: MIT */
#include "bench/show/format.h"

#include <string.h>

#include "bench/words/json.h"

static int write_table(const struct measurements *measurements, FILE *file)
{
    return measurements->put_table(measurements->subject, file);
}

static int write_document(const struct measurements *measurements, FILE *file)
{
    return json_write(json_incref(measurements->document), file);
}

/* The table of summary.md alone, for a comment on a pull request. */
static const struct format format_markdown = {.name = "markdown", .write = write_table};

/* Everything, as results.json has it (docs/results.schema.json). */
static const struct format format_json = {.name = "json", .write = write_document};

/* The registry: what is to be found in another file, and all of them in the order they are shown. */
extern const struct format format_junit, format_github, format_bencher, format_hyperfine;
static const struct format *const formats[] = {&format_markdown, &format_json,    &format_junit,
                                               &format_github,   &format_bencher, &format_hyperfine};

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    }
    return NULL;
}

const char *format_names(void)
{
    static char names[128];
    size_t used = 0;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", formats[i]->name);
    return names;
}

int format_print(const struct format *format, const struct measurements *measurements)
{
    int err = format->write(measurements, stdout);
    return ferror(stdout) ? 0 : err;
}
