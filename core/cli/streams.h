/* SPDX-License-Identifier: MIT */
/* The standard streams, as whoever started the program left them: maybe closed, maybe full. */
#pragma once

/* First thing in a main: opens /dev/null in the place of each of the descriptors 0, 1 and 2 that is closed,
   as in `program <&- >&-`: else the next file opened would be taken for it. And too large a file (ulimit -f)
   is from now on an error of write, -EFBIG, not a signal. Returns 0 or a negative errno. */
int streams_open(void);

/* Last thing in a main: sends on what is left of stdout. Returns 0, or a negative errno when anything that
   was printed on it since the start did not get through: -ENOSPC, -EPIPE and the like. May be called
   before, where something is to be seen at once. */
int streams_finish(void);
