/* SPDX-License-Identifier: MIT */
/* The command `manyhands run`. */
#pragma once

/* argv[0] is "run". Returns the exit status; prints what it has to say. */
int run_main(int argc, char **argv);
