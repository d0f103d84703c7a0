/* SPDX-License-Identifier: MIT */
#include "bench/show/account.h"

#include "bench/show/sentences.h"

static json_t *list_of(const struct lines *lines)
{
    json_t *list = json_array();
    for (size_t i = 0; i < lines->count; i++)
        json_array_append_new(list, json_string(lines->text[i]));
    return list;
}

/* In the language set. */
static json_t *words_new(const struct comparison *comparison)
{
    struct report_words words;
    report_words(&words, comparison);
    return json_pack("{s:s, s:o, s:o, s:o}", "scenario", words.scenario, "warnings", list_of(&words.warnings),
                     "meaning", list_of(&words.meaning), "notes", list_of(&words.notes));
}

json_t *account_new(const struct comparison *comparison)
{
    enum language shown = message_language_set();
    json_t *account = json_object();
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        message_language((enum language)language);
        json_object_set_new(account, language_tag((enum language)language), words_new(comparison));
    }
    message_language(shown);
    return account;
}
