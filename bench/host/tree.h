/* SPDX-License-Identifier: MIT */
/* Files, and folders with all that is in them: to hold two against each other, to remove one, to make one to
   copy; and what a file says in one of its lines. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 65 }; /* 64 hexadecimal digits and a NUL */

/* The SHA-256 of a file: what says that two outputs are the same bytes. Returns 0 or a negative errno. */
int tree_digest_file(char out[DIGEST_SIZE], const char *path);

/* One SHA-256 of everything in `folder`: every path, kind, mode, link target and byte; times do not count.
   Returns 0 or a negative errno. */
int tree_digest(char out[DIGEST_SIZE], const char *folder);

/* Removes `folder` with all that is in it. Nothing there is fine. Returns 0 or a negative errno. */
int tree_remove(const char *folder);

/* Makes `folder` with `files` files of `bytes` random bytes each, of `seed`, fifty to a folder. Returns 0 or
   a negative errno. */
int tree_make(const char *folder, size_t files, size_t bytes, uint64_t seed);

/* Finds the first line of a file that begins with `key`, blanks aside, and copies what follows the key,
   without the newline, into the `size` bytes of `rest`, as much as fits. Returns whether there is such a
   line; `rest` is "" otherwise. */
bool tree_line(char *rest, size_t size, const char *path, const char *key);
