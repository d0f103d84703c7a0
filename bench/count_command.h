/* SPDX-License-Identifier: MIT */
/* The command `manyhands count`. */
#pragma once

/* argv[0] is "count". Returns the exit status; prints what it has to say. */
int count_main(int argc, char **argv);
