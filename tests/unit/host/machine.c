/* SPDX-License-Identifier: MIT */
/* Every warning about the machine appears and disappears with what it warns of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/host/machine.h"
#include "bench/host/tree.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static char root[] = "/tmp/manyhands-machine-XXXXXX";

/* Writes a file of the described machine, with the folders above it. */
static void describe(const char *path, const char *content)
{
    char whole[512];
    snprintf(whole, sizeof whole, "%s/%s", root, path);
    for (char *at = strchr(whole + strlen(root) + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        mkdir(whole, 0777);
        *at = '/';
    }
    FILE *file = fopen(whole, "w");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int forget(void **state)
{
    (void)state;
    return tree_remove(root) ? -1 : mkdir(root, 0777);
}

static struct machine described(void)
{
    struct machine machine;
    machine_here(&machine, 4);
    return machine;
}

/* The kinds of what there is to warn of, with a space behind each. */
static const char *warned(const struct machine *machine)
{
    static char kinds[512];
    static struct warnings warnings;
    warnings = (struct warnings){0};
    machine_warn(machine, &warnings);
    kinds[0] = '\0';
    for (size_t i = 0; i < warnings.count; i++) {
        strncat(kinds, warnings.list[i].kind, sizeof kinds - strlen(kinds) - 1);
        strncat(kinds, " ", sizeof kinds - strlen(kinds) - 1);
        assert_true(strncmp(warnings.list[i].text[LANGUAGE_EN], "warning: ", 9) == 0);
        assert_non_null(strstr(warnings.list[i].text[LANGUAGE_ZH], "\xE8\xAD\xA6\xE5\x91\x8A"));
    }
    return kinds;
}

static const char *warned_now(void)
{
    struct machine machine = described();
    return warned(&machine);
}

static void nothing_is_said_of_what_is_not_known(void **state)
{
    (void)state;
    assert_string_equal(warned_now(), "");
}

static void the_build_and_the_cores_are_looked_at(void **state)
{
    struct machine machine = described();
    (void)state;
    machine.optimised = false;
    assert_string_equal(warned(&machine), "debug-build ");
    machine.sanitized = true;
    machine.cores = 1;
    assert_string_equal(warned(&machine), "sanitizer cores ");
}

static void one_core_with_another_governor_is_enough(void **state)
{
    (void)state;
    describe("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
    assert_string_equal(warned_now(), "");
    describe("sys/devices/system/cpu/cpu11/cpufreq/scaling_governor", "powersave\n");
    assert_string_equal(warned_now(), "governor ");
}

static void turbo_is_found_with_either_driver(void **state)
{
    (void)state;
    describe("sys/devices/system/cpu/cpufreq/boost", "0\n");
    assert_string_equal(warned_now(), "");
    describe("sys/devices/system/cpu/cpufreq/boost", "1\n");
    assert_string_equal(warned_now(), "turbo ");
    describe("sys/devices/system/cpu/intel_pstate/no_turbo", "1\n");
    assert_string_equal(warned_now(), "");
    describe("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");
    assert_string_equal(warned_now(), "turbo ");
}

static void load_is_held_against_the_cores(void **state)
{
    (void)state;
    describe("proc/loadavg", "1.99 3.00 4.00 1/200 4242\n");
    assert_string_equal(warned_now(), "");
    describe("proc/loadavg", "2.01 0.00 0.00 1/200 4242\n");
    assert_string_equal(warned_now(), "load ");
}

static void time_counts_as_stolen_from_the_beginning_on(void **state)
{
    (void)state;
    describe("proc/stat", "cpu  100 0 100 9000 0 0 0 5000 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n");
    struct machine machine = described();
    assert_string_equal(warned(&machine), "");
    describe("proc/stat", "cpu  200 0 100 9000 0 0 0 5001 0 0\n");
    assert_string_equal(warned(&machine), "");
    describe("proc/stat", "cpu  200 0 100 9000 0 0 0 5010 0 0\n");
    assert_string_equal(warned(&machine), "steal ");
    describe("proc/stat", "cpu  200 0 100\n");
    assert_string_equal(warned(&machine), "");
}

static void a_battery_that_is_used_is_found_but_not_a_mouse(void **state)
{
    (void)state;
    describe("sys/class/power_supply/BAT0/status", "Charging\n");
    describe("sys/class/power_supply/mouse/status", "Discharging\n");
    describe("sys/class/power_supply/mouse/scope", "Device\n");
    assert_string_equal(warned_now(), "");
    describe("sys/class/power_supply/BAT0/status", "Discharging\n");
    assert_string_equal(warned_now(), "battery ");
}

static void the_quota_of_a_group_above_counts(void **state)
{
    (void)state;
    describe("proc/self/cgroup", "1:name=x:/elsewhere\n0::/a/b\n");
    describe("sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
    describe("sys/fs/cgroup/a/cpu.max", "400000 100000\n");
    assert_string_equal(warned_now(), "");
    describe("sys/fs/cgroup/a/cpu.max", "150000 100000\n");
    assert_string_equal(warned_now(), "quota ");
    describe("proc/self/cgroup", "0::/\n");
    assert_string_equal(warned_now(), "");
    describe("sys/fs/cgroup/cpu.max", "50000 100000\n");
    assert_string_equal(warned_now(), "quota ");
}

static void swap_matters_only_under_pressure(void **state)
{
    (void)state;
    describe("proc/meminfo", "MemTotal: 1 kB\nSwapTotal: 2000 kB\nSwapFree: 1000 kB\n");
    describe("proc/pressure/memory", "some avg10=0.00 avg60=9.00 avg300=0.00 total=0\n");
    assert_string_equal(warned_now(), "");
    describe("proc/pressure/memory", "some avg10=4.00 avg60=0.00 avg300=0.00 total=0\n");
    assert_string_equal(warned_now(), "swap ");
    describe("proc/meminfo", "MemTotal: 1 kB\nSwapTotal: 2000 kB\nSwapFree: 2000 kB\n");
    assert_string_equal(warned_now(), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nothing_is_said_of_what_is_not_known, forget),
        cmocka_unit_test_teardown(the_build_and_the_cores_are_looked_at, forget),
        cmocka_unit_test_teardown(one_core_with_another_governor_is_enough, forget),
        cmocka_unit_test_teardown(turbo_is_found_with_either_driver, forget),
        cmocka_unit_test_teardown(load_is_held_against_the_cores, forget),
        cmocka_unit_test_teardown(time_counts_as_stolen_from_the_beginning_on, forget),
        cmocka_unit_test_teardown(a_battery_that_is_used_is_found_but_not_a_mouse, forget),
        cmocka_unit_test_teardown(the_quota_of_a_group_above_counts, forget),
        cmocka_unit_test_teardown(swap_matters_only_under_pressure, forget),
    };
    if (!mkdtemp(root) || setenv("MANYHANDS_MACHINE", root, 1))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return tree_remove(root) ? 1 : failed;
}
