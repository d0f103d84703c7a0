/* SPDX-License-Identifier: MIT */
/* The command `manyhands race`. */
#ifndef MANYHANDS_BENCH_RACE_MAIN_H
#define MANYHANDS_BENCH_RACE_MAIN_H

/* argv[0] is "race". Returns the exit status; prints what it has to say. */
int race_main(int argc, char **argv);

#endif
