/* SPDX-License-Identifier: MIT */
#include "bench/words/message.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    struct wording text;
} table[MESSAGE_COUNT] = {
#define MESSAGE(name, en, zh) [MESSAGE_##name] = {#name, {en, zh}},
#include "bench/words/message.def"
#undef MESSAGE
};

static const char *const tags[LANGUAGE_COUNT] = {[LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh"};

static enum language current = LANGUAGE_EN;

const char *language_tag(enum language language)
{
    return tags[language];
}

int language_from_tag(const char *tag)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(tags[i], tag) == 0)
            return i;
    }
    return -1;
}

enum language language_from_environment(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0 ? LANGUAGE_ZH : LANGUAGE_EN;
    }
    return LANGUAGE_EN;
}

void message_language(enum language language)
{
    current = language;
}

enum language message_language_set(void)
{
    return current;
}

const char *message(enum message id)
{
    return message_in(current, id);
}

const char *wording(const struct wording *text)
{
    return wording_in(current, text);
}

const char *message_in(enum language language, enum message id)
{
    return wording_in(language, &table[id].text);
}

const char *wording_in(enum language language, const struct wording *text)
{
    return language == LANGUAGE_ZH ? text->zh : text->en;
}

const char *message_name(enum message id)
{
    return table[id].name;
}

int message_from_name(const char *name)
{
    for (int i = 0; i < MESSAGE_COUNT; i++) {
        if (strcmp(table[i].name, name) == 0)
            return i;
    }
    return -1;
}
