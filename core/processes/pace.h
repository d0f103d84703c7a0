/* SPDX-License-Identifier: MIT */
/* How fast a worker answers, and so how many tasks it may be given ahead of those it is at: some
   milliseconds' worth, as far as the tasks that are left allow. So short tasks travel in batches and no
   worker waits for the next, while a long one never keeps others waiting behind it. Shares that shrink with
   what is left are guided self-scheduling (Polychronopoulos and Kuck, IEEE Transactions on Computers C-36,
   1987). */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct pace {
    uint64_t since_ns; /* its last answer, or when it was given something to do */
    uint64_t busy_ns;  /* in which it gave so many */
    unsigned answers;
};

/* A worker that had nothing to do is given a task, now. */
void pace_begin(struct pace *pace);

/* It has answered, now. */
void pace_answer(struct pace *pace);

/* How many tasks it may be given ahead, of `left` that nobody has, among `workers`; none before it has
 * answered once. */
size_t pace_ahead(const struct pace *pace, size_t left, size_t workers);
