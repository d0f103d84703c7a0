/* SPDX-License-Identifier: MIT */
/* `manyhands compare`. */
#ifndef MANYHANDS_BENCH_COMPARE_MAIN_H
#define MANYHANDS_BENCH_COMPARE_MAIN_H

/* The command; argv[0] is its name. Returns the exit status. */
int compare_main(int argc, char **argv);

#endif
