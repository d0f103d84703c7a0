/* SPDX-License-Identifier: MIT */
/* The command `manyhands run`. */
#ifndef MANYHANDS_BENCH_RUN_MAIN_H
#define MANYHANDS_BENCH_RUN_MAIN_H

/* argv[0] is "run". Returns the exit status; prints what it has to say. */
int run_main(int argc, char **argv);

#endif
