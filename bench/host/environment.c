/* SPDX-License-Identifier: MIT */
#include "bench/host/environment.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "bench/host/commit.h" /* of each build, by bench/commit.cmake */
#include "bench/host/program.h"
#include "core/cli/version.h"

/* The rest of the first line of a file that begins with `key` and a colon (or the first line, if key is ""),
   trimmed; null when there is none. */
static json_t *line_of(const char *path, const char *key)
{
    char line[512];
    json_t *found = NULL;
    FILE *file = fopen(path, "r");
    while (file && !found && fgets(line, sizeof line, file)) {
        if (strncmp(line, key, strlen(key)) != 0)
            continue;
        const char *value = *key ? strchr(line, ':') : line;
        if (!value)
            continue;
        value += strspn(value, ": \t");
        found = json_stringn(value, strcspn(value, "\n"));
    }
    if (file)
        fclose(file);
    return found ? found : json_null();
}

/* What `hyperfine --version` says; null when it is not installed, or can't be run. */
static json_t *version_of_hyperfine(void)
{
    char line[128] = "";
    FILE *pipe =
        program_installed("hyperfine")
            ? popen("hyperfine --version", "re") /* NOLINT(bugprone-command-processor,cert-env33-c) */
            : NULL;
    if (!pipe)
        return json_null();
    const char *got = fgets(line, sizeof line, pipe);
    pclose(pipe);
    return got ? json_stringn(line, strcspn(line, "\n")) : json_null();
}

static json_t *limit(int resource)
{
    struct rlimit value;
    if (getrlimit((__rlimit_resource_t)resource, &value) || value.rlim_max == RLIM_INFINITY)
        return json_null();
    return json_integer((json_int_t)value.rlim_max);
}

json_t *environment_new(size_t cores, const struct warnings *warnings)
{
    struct utsname kernel;
    const struct version_libraries *libraries = version_libraries();
    json_int_t memory = (json_int_t)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
    uname(&kernel);
    return json_pack("{s:s++, s:o, s:I, s:o, s:I, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:o, s:o, s:o}",
                     "kernel", kernel.sysname, " ", kernel.release, "cpu",
                     line_of("/proc/cpuinfo", "model name"), "cores", (json_int_t)cores, "governor",
                     line_of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", ""), "memory_bytes",
                     memory, "libcurl", libraries->curl, "libuv", libraries->uv, "libxml2", libraries->xml2,
                     "compiler", libraries->compiler, "hyperfine", version_of_hyperfine(), "version",
                     MANYHANDS_VERSION, "commit", MANYHANDS_COMMIT, "open_files_limit", limit(RLIMIT_NOFILE),
                     "processes_limit", limit(RLIMIT_NPROC), "warnings", warning_document(warnings));
}
