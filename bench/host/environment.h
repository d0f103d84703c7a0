/* SPDX-License-Identifier: MIT */
/* The machine a comparison ran on, and what with. */
#pragma once

#include <jansson.h>

#include "bench/words/lines.h"

/* Describes this machine as the "environment" of results.json: kernel, cpu, cores, governor (null where the
   system has none), memory_bytes, libcurl, libuv, libxml2, compiler, hyperfine, version, commit,
   open_files_limit, processes_limit, and the `warnings` that came before anything was timed. A new reference;
   NULL without memory. */
json_t *environment_new(size_t cores, const struct warnings *warnings);
