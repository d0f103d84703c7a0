/* SPDX-License-Identifier: MIT */
#include "work/place.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The bytes of `path` before the slashes it may end in. */
static int without_slashes(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return (int)length;
}

static int put(char to[PATH_MAX], const char *path, const char *ending)
{
    if (!*path)
        return -ENOENT;
    int length = snprintf(to, PATH_MAX, "%.*s%s", without_slashes(path), path, ending);
    return length < PATH_MAX ? 0 : -ENAMETOOLONG;
}

int place_find(struct place *place, const struct options *options)
{
    *place = (struct place){0};
    if (!options->workload->makes_files) {
        int length = snprintf(place->rows, sizeof place->rows, "%s", options->out);
        return length < PATH_MAX ? 0 : -ENAMETOOLONG;
    }
    int err = options->out ? put(place->into, options->out, "") : put(place->into, options->from, "[复件]");
    return err ? err : put(place->rows, place->into, ".csv");
}
