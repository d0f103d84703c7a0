/* SPDX-License-Identifier: MIT */
/* The command `manyhands race`. */
#pragma once

/* argv[0] is "race". Returns the exit status; prints what it has to say. */
int race_main(int argc, char **argv);
