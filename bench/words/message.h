/* SPDX-License-Identifier: MIT */
/* Everything manyhands says to a person, in every language it speaks: the one table is message.def. */
#pragma once

#include "core/cli/wording.h"

enum message {
#define MESSAGE(name, en, zh) MESSAGE_##name,
#include "bench/words/message.def"
#undef MESSAGE
    MESSAGE_COUNT
};

enum language { LANGUAGE_EN, LANGUAGE_ZH, LANGUAGE_COUNT };

/* The tag of a language as in file names and --lang: "en", "zh". */
const char *language_tag(enum language language);

/* The language of a tag, or -1. */
int language_from_tag(const char *tag);

/* What LC_ALL, else LC_MESSAGES, else LANG asks for; English unless that is Chinese. */
enum language language_from_environment(void);

/* The language of message() and wording(): English until set. */
void message_language(enum language language);
enum language message_language_set(void);

/* A text in the language set, most of them printf formats; lives as long as the program. */
const char *message(enum message id);
const char *wording(const struct wording *text);

/* The same in a given language. */
const char *message_in(enum language language, enum message id);
const char *wording_in(enum language language, const struct wording *text);

/* What message.def calls a text: "TEXT" is that of MESSAGE_TEXT; and the text of a name, or -1. */
const char *message_name(enum message id);
int message_from_name(const char *name);
