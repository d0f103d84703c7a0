/* SPDX-License-Identifier: MIT */
/* A folder of its own for a test, which works there. Both are as cmocka calls what is before and behind a
   test, and do not look at its state. */
#pragma once

/* Makes a new folder the working one. Returns 0 or -1; end with temporary_leave. */
int temporary_enter(void **state);

/* Goes back and removes the folder, whatever the modes of what is in it. Returns 0 or -1. */
int temporary_leave(void **state);
