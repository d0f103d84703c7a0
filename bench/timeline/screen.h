/* SPDX-License-Identifier: MIT */
/* The terminal's other screen, and what is typed as it is typed. */
#pragma once

/* Shows the other screen of stdout, without a cursor; keys of stdin come at once and are not shown. Any
   signal that ends the process, or stops it, first gives back the terminal as it was; after a stop it is
   taken again. To be left before it is entered again. Returns 0 or a negative errno. */
int screen_enter(void);

/* Gives back the terminal, and meets signals as before. */
void screen_leave(void);
