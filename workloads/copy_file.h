/* SPDX-License-Identifier: MIT */
/* The bytes of one file into another, in the cheapest way there is. */
#pragma once

/* Copies all of `from`, up to where it then ends, to the empty file `into`; holes stay holes. Shares the
   blocks where the file system can (FICLONE), else has the kernel copy them, else reads and writes. Returns
   0, -ECANCELED when the process is to end, or a negative errno. */
int copy_file(int from, int into);
