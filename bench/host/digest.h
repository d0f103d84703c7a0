/* SPDX-License-Identifier: MIT */
/* SHA-256 of files: what says that two outputs are the same bytes. */
#pragma once

enum { DIGEST_SIZE = 65 }; /* 64 hexadecimal digits and a NUL */

/* Returns 0 or a negative errno. */
int digest_file(char out[DIGEST_SIZE], const char *path);
