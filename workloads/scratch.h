/* SPDX-License-Identifier: MIT */
/* Files on their way: written in a folder of their own beside the finished ones, and moved to their names
   once they are whole. What a worker that ended in the middle leaves is removed with that folder. */
#pragma once

#include <sys/types.h>

enum { SCRATCH_NAME_SIZE = 32 };

struct scratch {
    int beside;                   /* borrowed: descriptor of the folder it is in */
    int folder;                   /* owned: its own, or -1 */
    char name[SCRATCH_NAME_SIZE]; /* of the folder */
};

/* One that is not open. */
#define SCRATCH_CLOSED                                                                                       \
    {                                                                                                        \
        .beside = -1, .folder = -1                                                                           \
    }

/* Makes the folder in `beside`, under a name that is neither there nor in the folder `avoid` (or -1). Before
   any worker exists. Returns 0 or a negative errno. */
int scratch_open(struct scratch *scratch, int beside, int avoid);

/* Removes the folder and what is left in it, if it is open. */
void scratch_close(struct scratch *scratch);

/* The name of what worker `slot` of this process has under way, and nobody else. Nothing of it is there
   afterwards: what is found was left by a process of the same number. */
void scratch_claim(const struct scratch *scratch, unsigned slot, char name[SCRATCH_NAME_SIZE]);

/* Creates that file, for writing. Returns its descriptor, which the caller closes, or a negative errno. */
int scratch_create(const struct scratch *scratch, const char *name, mode_t mode);

/* Ends it: with `err` 0 it becomes `as` in the folder `into`, in place of what is there; else it is removed.
   Returns `err`, 0 or a negative errno. */
int scratch_end(const struct scratch *scratch, const char *name, int into, const char *as, int err);
