/* SPDX-License-Identifier: MIT */
/* Stackful coroutines: a function that can stop in the middle, let others run on the same thread, and go on.
 */
#pragma once

#include <stdbool.h>

struct coroutine;

/* Makes a coroutine that will run entry(arg) on a stack of its own, with a guard page below it; nothing runs
   yet. Returns 0 or a negative errno (-ENOMEM also when the kernel's limit of mappings is reached). */
int coroutine_new(struct coroutine **out, void (*entry)(void *arg), void *arg);

/* Runs it until it yields or returns. Only from the thread that made it, and not from within itself. */
void coroutine_resume(struct coroutine *coroutine);

/* Goes back to whoever resumed the running coroutine. Only inside one. */
void coroutine_yield(void);

/* Whether entry has returned. */
bool coroutine_done(const struct coroutine *coroutine);

/* Frees the stack. The coroutine has not been started, or is done. */
void coroutine_free(struct coroutine *coroutine);
