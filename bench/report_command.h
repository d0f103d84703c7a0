/* SPDX-License-Identifier: MIT */
/* The command `manyhands report`. */
#ifndef MANYHANDS_BENCH_REPORT_MAIN_H
#define MANYHANDS_BENCH_REPORT_MAIN_H

/* argv[0] is "report". Returns the exit status; prints what it has to say. */
int report_main(int argc, char **argv);

#endif
