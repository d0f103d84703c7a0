/* SPDX-License-Identifier: MIT */
/* A text in the languages manyhands speaks. */
#pragma once

struct wording {
    const char *en; /* English */
    const char *zh; /* Simplified Chinese */
};
