/* SPDX-License-Identifier: MIT */
/* The command `manyhands report`. */
#pragma once

/* argv[0] is "report". Returns the exit status; prints what it has to say. */
int report_main(int argc, char **argv);
