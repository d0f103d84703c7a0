/* SPDX-License-Identifier: MIT */
/* `manyhands selftest`. */
#ifndef MANYHANDS_BENCH_SELFTEST_MAIN_H
#define MANYHANDS_BENCH_SELFTEST_MAIN_H

/* The command; argv[0] is its name. Returns the exit status. */
int selftest_main(int argc, char **argv);

#endif
