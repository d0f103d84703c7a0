/* SPDX-License-Identifier: MIT */
/* `manyhands selftest`. */
#pragma once

/* The command; argv[0] is its name. Returns the exit status. */
int selftest_main(int argc, char **argv);
