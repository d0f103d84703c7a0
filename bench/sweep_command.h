/* SPDX-License-Identifier: MIT */
/* The command `manyhands sweep`. */
#pragma once

/* argv[0] is "sweep". Returns the exit status; prints what it has to say. */
int sweep_main(int argc, char **argv);
