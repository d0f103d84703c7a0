/* SPDX-License-Identifier: MIT */
#include "bench/words/language.h"

#include <errno.h>
#include <string.h>

int language_set(const char *tag, struct failure *why)
{
    int language = language_from_tag(tag);
    if (language < 0)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--lang", tag, "en, zh");
    message_language((enum language)language);
    return 0;
}

int language_choose(int argc, char **argv, struct failure *why)
{
    int err = 0;
    message_language(language_from_environment());
    for (int i = 1; i < argc && !err; i++) {
        if (language_words(argv[i]) == 1)
            err = language_set(strchr(argv[i], '=') + 1, why);
        else if (language_words(argv[i]) == 2)
            err = language_set(i + 1 < argc ? argv[i + 1] : "", why);
    }
    return err;
}

int language_words(const char *word)
{
    if (strcmp(word, "--lang") == 0)
        return 2;
    return strncmp(word, "--lang=", strlen("--lang=")) == 0;
}

char **language_next_word(int argc, char **argv)
{
    for (int i = 1, words; i < argc; i += words) {
        words = language_words(argv[i]);
        if (words == 0)
            return argv + i;
    }
    return NULL;
}
