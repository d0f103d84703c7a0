/* SPDX-License-Identifier: MIT */
/* The command `manyhands count`. */
#ifndef MANYHANDS_BENCH_COUNT_MAIN_H
#define MANYHANDS_BENCH_COUNT_MAIN_H

/* argv[0] is "count". Returns the exit status; prints what it has to say. */
int count_main(int argc, char **argv);

#endif
