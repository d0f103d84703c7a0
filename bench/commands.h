/* SPDX-License-Identifier: MIT */
/* The commands of manyhands, a file each, in the order --help has them. */
#pragma once

#include "bench/options/command.h"

extern const struct command run_command, count_command, sweep_command, compare_command, selftest_command,
    race_command, list_command, report_command, version_command, help_command;

static const struct command *const commands[] = {
    &run_command,  &count_command, &sweep_command,  &compare_command, &selftest_command,
    &race_command, &list_command,  &report_command, &version_command, &help_command,
    NULL};
