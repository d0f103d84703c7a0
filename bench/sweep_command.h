/* SPDX-License-Identifier: MIT */
/* The command `manyhands sweep`. */
#ifndef MANYHANDS_BENCH_SWEEP_MAIN_H
#define MANYHANDS_BENCH_SWEEP_MAIN_H

/* argv[0] is "sweep". Returns the exit status; prints what it has to say. */
int sweep_main(int argc, char **argv);

#endif
