/* SPDX-License-Identifier: MIT */
/* Paths below a folder that can lead nowhere else, whatever is swapped in on the way. */
#pragma once

#include <limits.h>

/* Opens the folder that holds what `path` names, one component after the other, none of which may be a
   symbolic link, and copies its last component to `name`, "." for the root itself. To be used with calls that
   end in "at". Returns a descriptor that the caller closes, -EINVAL for a path that is absolute, empty or has
   ".." in it, or a negative errno (-ENOTDIR for a link on the way). */
int tree_open_parent(int root, const char *path, char name[NAME_MAX + 1]);

/* Opens a folder for reading its list. Returns a descriptor that the caller closes, or a negative errno. */
int tree_open_folder(int root, const char *path);

/* Writes the path of `name` in the folder `path` to `out`. Returns 0 or -ENAMETOOLONG. */
int tree_join(char out[PATH_MAX], const char *path, const char *name);
