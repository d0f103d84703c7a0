/* SPDX-License-Identifier: MIT */
/* The list, kept in a folder of results, of what manyhands made there: names with their SHA-256. It decides
   what may be replaced or removed: what is on it and still as it was made. Whatever else is there belongs to
   somebody. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "bench/host/tree.h"

enum { MANIFEST_MOST = 256, MANIFEST_NAME_SIZE = 64 };

/* Its name in the folder. */
extern const char manifest_name[];

struct manifest {
    size_t count;
    struct {
        char name[MANIFEST_NAME_SIZE];
        char digest[DIGEST_SIZE];
    } list[MANIFEST_MOST];
};

/* Reads that of `folder`; empty where there is none. Returns 0, -EEXIST when a file of that name is something
   else, or another negative errno. */
int manifest_read(struct manifest *manifest, const char *folder);

/* Whether `name` in `folder` may be replaced or removed: nothing is there, or what the list says. Neither a
   link nor a changed file is. */
bool manifest_permits(const struct manifest *manifest, const char *folder, const char *name);

/* Puts `name` on the list, as what is now at `path`, or in the place of what it said. Returns 0 or a negative
   errno. */
int manifest_put(struct manifest *manifest, const char *name, const char *path);

/* Takes it off. */
void manifest_drop(struct manifest *manifest, const char *name);

/* Writes it to the file `path`. Returns 0 or a negative errno. */
int manifest_write(const struct manifest *manifest, const char *path);
