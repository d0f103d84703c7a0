/* SPDX-License-Identifier: MIT */
/* One piece of work: the address of something, and its place in the output. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { TASK_ADDRESS_SIZE = 4096 }; /* bytes, with the terminating NUL: as long as a path can be */

#define TASK_NO_PARENT SIZE_MAX

struct task {
    size_t index;   /* from 0: those that are there from the start first, then those that others add */
    size_t parent;  /* index of the task that added it, or TASK_NO_PARENT: it is there from the start */
    unsigned level; /* 0 from the start, else one more than that task */
    char *address;  /* owned: what to fetch, copy or compute; the workload knows */
};

/* Fills in task `index`, of level 0, from a template of addresses, in which every "{page}" becomes index + 1
   and every "{start}" 20 · index: where a page of 20 begins. Returns 0, -ENAMETOOLONG for an address of
   TASK_ADDRESS_SIZE or more, or -ENOMEM, and then nothing has to be released. */
int task_from_template(struct task *task, const char *address_template, size_t index);

/* Frees the address. */
void task_release(struct task *task);

/* A number that depends on the address alone, well spread: FNV-1a of 64 bits (Fowler, Noll and
   Vo). */
uint64_t task_hash(const struct task *task);
