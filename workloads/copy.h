/* SPDX-License-Identifier: MIT */
/* A folder, copied with all that is below it. */
#pragma once

#include "core/workload.h"

/* Copies what is in settings->from to settings->into. An address is a path below the first, "." for itself: a
   folder is made and adds its entries, in the order of their bytes; a file is copied, its holes and its mode
   (copy_mode.h) included; a symbolic link becomes the same link and is never followed; anything else is
   refused with -EOPNOTSUPP and never opened. Folders are 0700 until `finish` gives them their modes. Owners,
   times, extended attributes and hard links are not kept. Rows are path,kind,bytes: kind is "folder", "file"
   or "link", bytes those of a file or of what a link says. Paths are bytes and are passed on as they are,
   UTF-8 or not. A folder with an entry whose path would be longer than a path can be fails as a whole.
   `setup` returns -EINVAL without both folders, -ELOOP when `into` is `from` or below it, -EEXIST when `into`
   is there and not empty, or why one of them cannot be opened. */
extern const struct workload workload_copy;
