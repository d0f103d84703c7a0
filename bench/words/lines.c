/* SPDX-License-Identifier: MIT */
#include "bench/words/lines.h"

#include <stdarg.h>
#include <stdio.h>

void lines_add(struct lines *lines, enum message id, ...)
{
    if (lines->count == LINES_MOST)
        return;
    va_list arguments;
    va_start(arguments, id);
    vsnprintf(lines->text[lines->count++], LINES_SIZE, message(id), arguments);
    va_end(arguments);
}

void lines_say(const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        fprintf(stderr, "manyhands: %s\n", lines->text[i]);
}

void warning_add(struct warnings *warnings, const char *kind, enum message id, ...)
{
    if (warnings->count == WARNINGS_MOST)
        return;
    struct warning *warning = &warnings->list[warnings->count++];
    warning->kind = kind;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        va_list arguments;
        va_start(arguments, id);
        vsnprintf(warning->text[language], WARNING_SIZE, message_in((enum language)language, id), arguments);
        va_end(arguments);
    }
}

void warning_print(const struct warnings *warnings)
{
    for (size_t i = 0; i < warnings->count; i++)
        fprintf(stderr, "manyhands: %s\n", warnings->list[i].text[message_language_set()]);
}

json_t *warning_document(const struct warnings *warnings)
{
    json_t *list = json_array();
    for (size_t i = 0; i < warnings->count; i++) {
        const struct warning *warning = &warnings->list[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "kind", warning->kind,
                                              language_tag(LANGUAGE_EN), warning->text[LANGUAGE_EN],
                                              language_tag(LANGUAGE_ZH), warning->text[LANGUAGE_ZH]));
    }
    return list;
}
