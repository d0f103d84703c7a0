/* SPDX-License-Identifier: MIT */
/* The machine a comparison runs on: what it is, and what of it and of this build disturbs measuring, each a
   warning with what to do about it. What the system does not tell is no reason to warn. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "bench/words/lines.h"

struct machine {
    const char *root; /* borrowed: what stands before /proc and /sys, "" for this machine's own */
    size_t cores;     /* usable by this process */
    bool optimised;   /* this build is */
    bool sanitized;   /* it has a sanitizer in it */

    /* The ticks that /proc/stat had counted at first. */
    uint64_t stolen, ticks;
};

/* This machine and this build; or, where the environment names a folder in MANYHANDS_MACHINE, the machine
   that /proc and /sys in it describe, with a proper build: so that tests depend on neither. Begins to
   watch for stolen time, too. */
void machine_here(struct machine *machine, size_t cores);

/* Adds what disturbs now, and how much time was stolen since machine_here. */
void machine_warn(const struct machine *machine, struct warnings *warnings);

/* Describes this machine as the "environment" of results.json: kernel, cpu, cores, governor (null where the
   system has none), memory_bytes, libcurl, libuv, libxml2, compiler, hyperfine, version, commit,
   open_files_limit, processes_limit, and the `warnings` that came before anything was timed. A new reference;
   NULL without memory. */
json_t *machine_environment(size_t cores, const struct warnings *warnings);
