/* SPDX-License-Identifier: MIT */
#include "bench/show/format.h"

#include <string.h>

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
