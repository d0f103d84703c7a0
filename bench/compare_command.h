/* SPDX-License-Identifier: MIT */
/* `manyhands compare`. */
#pragma once

/* The command; argv[0] is its name. Returns the exit status. */
int compare_main(int argc, char **argv);
