/* SPDX-License-Identifier: MIT */
/* Who may do what with a copy: what the original permits. */
#pragma once

#include <sys/stat.h>

/* Gives the open file or folder the mode of its original. Its set-user-ID and set-group-ID bits go where the
   copy has another owner or group, whose rights they would give away; so does `cp -p`. Returns 0 or a
   negative errno. */
int copy_mode(const struct stat *original, int copy);

/* Gives each folder below `into`, itself included, the mode of the same folder below `from`, the deepest
   first, so that none is closed before what is in it is done. A folder that is no longer in `from` stays as
   it is. Returns 0 or the first error, a negative errno, after which the others are done all the same. */
int copy_folder_modes(int from, int into);
