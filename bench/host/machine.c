/* SPDX-License-Identifier: MIT */
#include "bench/host/machine.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "bench/host/commit.h" /* of each build, by bench/commit.cmake */
#include "bench/host/program.h"
#include "bench/host/tree.h"
#include "bench/words/number.h"
#include "core/cli/version.h"

static const double busy_load = 0.5; /* runnable tasks a core */
static const double much_stolen = 0.01;
static const double memory_pressure =
    1; /* percent of the last ten seconds in which something waited for it */

enum { LINE_SIZE = 512, PATH_SIZE = 1024 };

/* tree_line of a file of this machine, whose path is without the leading "/". */
static bool read_own(const struct machine *machine, const char *path, const char *key, char rest[LINE_SIZE])
{
    char whole[PATH_SIZE];
    snprintf(whole, sizeof whole, "%.256s/%.700s", machine->root, path);
    return tree_line(rest, LINE_SIZE, whole, key);
}

/* Finds this machine's files by a pattern; globfree is due. */
static void find(const struct machine *machine, const char *pattern, glob_t *found)
{
    char whole[PATH_SIZE];
    snprintf(whole, sizeof whole, "%.256s/%.700s", machine->root, pattern);
    if (glob(whole, 0, NULL, found))
        *found = (glob_t){0};
}

static void check_governor(const struct machine *machine, struct warnings *warnings)
{
    char line[LINE_SIZE];
    glob_t files;
    find(machine, "sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor", &files);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        if (tree_line(line, sizeof line, files.gl_pathv[i], "") && strcmp(line, "performance") != 0) {
            warning_add(warnings, "governor", MESSAGE_MACHINE_GOVERNOR, line);
            break;
        }
    }
    globfree(&files);
}

static void check_turbo(const struct machine *machine, struct warnings *warnings)
{
    char line[LINE_SIZE];
    bool intel = read_own(machine, "sys/devices/system/cpu/intel_pstate/no_turbo", "", line);
    if (intel && strcmp(line, "0") == 0)
        warning_add(warnings, "turbo", MESSAGE_MACHINE_TURBO, "1", "intel_pstate/no_turbo");
    else if (!intel && read_own(machine, "sys/devices/system/cpu/cpufreq/boost", "", line) &&
             strcmp(line, "1") == 0)
        warning_add(warnings, "turbo", MESSAGE_MACHINE_TURBO, "0", "cpufreq/boost");
}

static void check_load(const struct machine *machine, struct warnings *warnings)
{
    char line[LINE_SIZE];
    if (!read_own(machine, "proc/loadavg", "", line))
        return;
    double load = strtod(line, NULL);
    if (load > busy_load * (double)machine->cores)
        warning_add(warnings, "load", MESSAGE_MACHINE_LOAD, load, machine->cores);
}

/* Reads how many ticks all cores had, and how many of them others took. Returns whether that is known. */
static bool read_ticks(const struct machine *machine, uint64_t *stolen, uint64_t *ticks)
{
    enum { STOLEN = 8 }; /* which number of the line; what comes after it is part of others */
    char line[LINE_SIZE];
    char *end = line;
    if (!read_own(machine, "proc/stat", "cpu ", line))
        return false;
    *ticks = 0;
    for (size_t i = 0; i < STOLEN; i++) {
        const char *at = end;
        *stolen = strtoull(at, &end, 10);
        *ticks += *stolen;
        if (end == at)
            return false;
    }
    return true;
}

void machine_here(struct machine *machine, size_t cores)
{
    const char *described = getenv("MANYHANDS_MACHINE");
    *machine = (struct machine){.root = described ? described : "",
                                .cores = cores,
                                .optimised = version_is_optimised() || described,
                                .sanitized = version_is_sanitized() && !described};
    if (!read_ticks(machine, &machine->stolen, &machine->ticks))
        machine->stolen = machine->ticks = UINT64_MAX;
}

static void check_steal(const struct machine *machine, struct warnings *warnings)
{
    uint64_t stolen;
    uint64_t ticks;
    if (!read_ticks(machine, &stolen, &ticks) || ticks <= machine->ticks || stolen < machine->stolen)
        return;
    double part = (double)(stolen - machine->stolen) / (double)(ticks - machine->ticks);
    if (part > much_stolen)
        warning_add(warnings, "steal", MESSAGE_MACHINE_STEAL, 100 * part);
}

static void check_battery(const struct machine *machine, struct warnings *warnings)
{
    char line[LINE_SIZE];
    char scope[PATH_SIZE];
    glob_t files;
    bool on_battery = false;
    find(machine, "sys/class/power_supply/*/status", &files);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *path = files.gl_pathv[i];
        snprintf(scope, sizeof scope, "%.*sscope", (int)(strlen(path) - strlen("status")), path);
        if (tree_line(line, sizeof line, scope, "Device")) /* that of a mouse */
            continue;
        on_battery =
            on_battery || (tree_line(line, sizeof line, path, "") && strcmp(line, "Discharging") == 0);
    }
    globfree(&files);
    if (on_battery)
        warning_add(warnings, "battery", MESSAGE_MACHINE_BATTERY);
}

/* The CPU time a second that the cgroup at `path`, or one above it, leaves: cores; or a great many. */
static double quota_of(const struct machine *machine, char *path)
{
    double least = 1e9;
    for (;;) {
        char file[PATH_SIZE];
        char line[LINE_SIZE];
        snprintf(file, sizeof file, "sys/fs/cgroup%s/cpu.max", path);
        if (read_own(machine, file, "", line)) {
            char *end;
            double quota = strtod(line, &end); /* or "max" */
            double period = end == line ? 0 : strtod(end, NULL);
            if (period > 0 && quota / period < least)
                least = quota / period;
        }
        char *last = strrchr(path, '/');
        if (!last)
            return least;
        *last = '\0';
    }
}

static void check_quota(const struct machine *machine, struct warnings *warnings)
{
    char line[LINE_SIZE];
    if (!read_own(machine, "proc/self/cgroup", "0::", line))
        return;
    double quota = quota_of(machine, line);
    if (quota < (double)machine->cores)
        warning_add(warnings, "quota", MESSAGE_MACHINE_QUOTA, quota, machine->cores);
}

static void check_swap(const struct machine *machine, struct warnings *warnings)
{
    char total[LINE_SIZE];
    char left[LINE_SIZE];
    char pressure[LINE_SIZE];
    if (!read_own(machine, "proc/meminfo", "SwapTotal:", total) ||
        !read_own(machine, "proc/meminfo", "SwapFree:", left) ||
        !read_own(machine, "proc/pressure/memory", "some avg10=", pressure))
        return;
    double kib = strtod(total, NULL) - strtod(left, NULL);
    if (kib > 0 && strtod(pressure, NULL) >= memory_pressure)
        warning_add(warnings, "swap", MESSAGE_MACHINE_SWAP, text_bytes(kib * 1024).text);
}

void machine_warn(const struct machine *machine, struct warnings *warnings)
{
    if (machine->sanitized)
        warning_add(warnings, "sanitizer", MESSAGE_MACHINE_SANITIZER);
    else if (!machine->optimised)
        warning_add(warnings, "debug-build", MESSAGE_MACHINE_DEBUG);
    if (machine->cores < 2)
        warning_add(warnings, "cores", MESSAGE_MACHINE_CORES);
    check_quota(machine, warnings);
    check_load(machine, warnings);
    check_steal(machine, warnings);
    check_swap(machine, warnings);
    check_battery(machine, warnings);
    check_governor(machine, warnings);
    check_turbo(machine, warnings);
}

/* tree_line, without the colon and the blanks before it; null when there is none. */
static json_t *line_of(const char *path, const char *key)
{
    char rest[LINE_SIZE];
    json_t *line = tree_line(rest, sizeof rest, path, key) ? json_string(rest + strspn(rest, ": \t")) : NULL;
    return line ? line : json_null();
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

json_t *machine_environment(size_t cores, const struct warnings *warnings)
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
