/* SPDX-License-Identifier: MIT */
/* A folder of its own for a test, which works there. */
#pragma once

/* Makes a new folder the working one. Returns 0 or -1; end with temporary_leave. */
int temporary_enter(void);

/* Goes back and removes the folder, whatever the modes of what is in it. Returns 0 or -1. */
int temporary_leave(void);
