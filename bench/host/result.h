/* SPDX-License-Identifier: MIT */
/* A result that somebody names: by its folder, or by a file in it. */
#pragma once

#include "bench/host/workspace.h"

/* Finds the folder that `given` means: itself or, of a file with a name that manyhands gives, such as
   results.json, the one it is in. Any other file is refused: what is beside it may be another result. Returns
   0 or -EINVAL with `why`; whether there is a result is for others to find out. */
int result_folder(char folder[WORKSPACE_PATH_SIZE], const char *given, struct failure *why);
