/* SPDX-License-Identifier: MIT */
/* A lock as CPython's: of all threads of a process, one computes at a time; whoever waits gives it up. */
#pragma once

/* One lock a process; a forked child has its own. CPython also takes it away after 5 ms from whoever computes
   on (sys.getswitchinterval); here it is given up only at a wait or at the task's end, which changes who goes
   first and not how long all of them take. */
void gil_acquire(void);
void gil_release(void);
