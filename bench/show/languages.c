/* SPDX-License-Identifier: MIT */
#include "bench/show/languages.h"

int languages_write(const char *const names[LANGUAGE_COUNT], void (*put)(FILE *file, const void *about),
                    const void *about, const struct workspace *workspace, struct failure *why)
{
    int err = 0;
    enum language shown = message_language_set();
    for (int language = 0; language < LANGUAGE_COUNT && !err; language++) {
        message_language((enum language)language);
        err = workspace_publish_file(workspace, names[language], put, about, why);
    }
    message_language(shown);
    return err;
}
