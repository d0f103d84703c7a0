/* SPDX-License-Identifier: MIT */
/* A text in the languages manyhands speaks. */
#ifndef MANYHANDS_CORE_CLI_WORDING_H
#define MANYHANDS_CORE_CLI_WORDING_H

struct wording {
    const char *en; /* English */
    const char *zh; /* Simplified Chinese */
};

#endif
