/* SPDX-License-Identifier: MIT */
#include "bench/show/languages.h"

#include <errno.h>

int languages_write(const char *const names[LANGUAGE_COUNT], void (*put)(FILE *file, const void *about),
                    const void *about, const struct workspace *workspace, struct failure *why)
{
    int err = 0;
    enum language shown = message_language_set();
    for (int language = 0; language < LANGUAGE_COUNT && !err; language++) {
        FILE *file = workspace_open(workspace, names[language], why);
        if (!file) {
            err = -EIO;
            break;
        }
        message_language((enum language)language);
        put(file, about);
        err = workspace_close(file, ferror(file) ? -EIO : 0, workspace, names[language], why);
    }
    message_language(shown);
    return err;
}
