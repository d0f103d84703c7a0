/* SPDX-License-Identifier: MIT */
/* How many attributes tags have, before anybody parses them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Whether some tag of the HTML has more than `most` attributes. Only what is one counts: no words in its
   value, in a comment, a script or a style sheet. */
bool attributes_exceed(const char *html, size_t size, size_t most);
