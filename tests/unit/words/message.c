/* SPDX-License-Identifier: MIT */
/* The table of texts: both languages say everything, with the same arguments. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bench/words/message.h"
#include "models/model.h"
#include "workloads/registry.h"

enum { MOST_ARGUMENTS = 9, TYPE_SIZE = 8 };

/* The type of each argument of a printf format, as "zu"; "" where it takes none. */
struct arguments {
    char types[MOST_ARGUMENTS][TYPE_SIZE];
    bool positional; /* %1$s */
    size_t count;    /* conversions */
};

/* Reads a conversion behind its '%'. Returns where it ends, or NULL if it is none. */
static const char *read_conversion(const char *text, struct arguments *out)
{
    char *behind;
    size_t position = strtoul(text, &behind, 10);
    if (*behind == '$') {
        out->positional = true;
        text = behind + 1;
    } else {
        position = out->count + 1;
    }
    text += strspn(text, "-+ #0123456789.");
    size_t length = strspn(text, "hljzt") + 1;
    if (position == 0 || position > MOST_ARGUMENTS || length >= TYPE_SIZE ||
        !strchr("diuxfgsc", text[length - 1]))
        return NULL;
    snprintf(out->types[position - 1], TYPE_SIZE, "%.*s", (int)length, text);
    out->count++;
    return text + length;
}

/* Reads all conversions. A '%' that begins none may stand only in a text without arguments, which nobody
   gives to printf. Returns whether that is so. */
static bool read_format(const char *format, struct arguments *out)
{
    bool alone = false;
    *out = (struct arguments){0};
    for (const char *text = strchr(format, '%'); text; text = strchr(text, '%')) {
        if (text[1] == '%') {
            text += 2;
        } else if (!isgraph((unsigned char)text[1]) || text[1] == ',') {
            alone = true;
            text++;
        } else if (!(text = read_conversion(text + 1, out))) {
            return false;
        }
    }
    return !alone || out->count == 0;
}

static bool same_arguments(const char *one, const char *other)
{
    struct arguments a;
    struct arguments b;
    return read_format(one, &a) && read_format(other, &b) && memcmp(a.types, b.types, sizeof a.types) == 0;
}

static void the_comparison_of_formats_finds_every_difference(void **state)
{
    (void)state;
    assert_true(same_arguments("%s of %zu", "%s, %zu"));
    assert_true(same_arguments("%1$s of %2$zu", "%2$zu: %1$s"));
    assert_true(same_arguments("%s of %zu", "%2$zu: %1$s"));
    assert_true(same_arguments("100 %%", "all"));
    assert_false(same_arguments("%s of %zu", "%zu: %s"));
    assert_false(same_arguments("%s", "%zu"));
    assert_false(same_arguments("%zu", "%u"));
    assert_false(same_arguments("%s", ""));
    assert_false(same_arguments("%1$s %2$s", "%1$s %1$s"));
    assert_false(same_arguments("%y", "%y"));
    assert_true(same_arguments("2 % more", "2 %"));
    assert_true(same_arguments("2 %, more", "2 %"));
    assert_false(same_arguments("2 % of %s", "2 % of %s"));
}

static void both_languages_take_the_same_arguments(void **state)
{
    (void)state;
    for (int id = 0; id < MESSAGE_COUNT; id++) {
        const char *en = message_in(LANGUAGE_EN, (enum message)id);
        const char *zh = message_in(LANGUAGE_ZH, (enum message)id);
        if (!same_arguments(en, zh))
            fail_msg("'%s' and '%s'", en, zh);
    }
}

/* Positions must be all or none, and leave out none: printf could not know the size of what it skips. */
static void positions_are_used_whole(void **state)
{
    (void)state;
    for (int id = 0; id < MESSAGE_COUNT; id++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *text = message_in((enum language)language, (enum message)id);
            struct arguments found;
            size_t used = 0;
            size_t last = 0;
            assert_true(read_format(text, &found));
            for (size_t i = 0; i < MOST_ARGUMENTS; i++) {
                if (found.types[i][0]) {
                    used++;
                    last = i + 1;
                }
            }
            if (used != last || (found.positional && strchr(text, '%')[1] == 's'))
                fail_msg("'%s'", text);
        }
    }
}

static bool is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

static void check_wording(const char *en, const char *zh)
{
    bool words = false;
    assert_non_null(en);
    assert_non_null(zh);
    if (!en[0] || !zh[0])
        fail_msg("'%s' and '%s'", en, zh);
    if ((en[strlen(en) - 1] == '\n') != (zh[strlen(zh) - 1] == '\n'))
        fail_msg("only one ends the line: '%s' and '%s'", en, zh);
    for (const char *text = en; *text; text++)
        words = words || (islower((unsigned char)text[0]) && islower((unsigned char)text[1]));
    if (words && is_ascii(zh) && strcmp(en, zh) != 0)
        fail_msg("not Chinese: '%s'", zh);
}

static void every_text_is_there_in_both_languages(void **state)
{
    (void)state;
    for (int id = 0; id < MESSAGE_COUNT; id++)
        check_wording(message_in(LANGUAGE_EN, (enum message)id), message_in(LANGUAGE_ZH, (enum message)id));
    for (const struct model *const *model = models; *model; model++)
        check_wording((*model)->about.en, (*model)->about.zh);
    for (const struct workload *const *workload = workloads; *workload; workload++)
        check_wording((*workload)->about.en, (*workload)->about.zh);
}

/* Where a percent sign is printed, what stands before it: '\0' where there is none. */
static char before_percent(const char **text)
{
    const char *sign = *text;
    while ((sign = strchr(sign, '%')) && sign[1] != '%' && sign[1] && isgraph((unsigned char)sign[1]) &&
           sign[1] != ',')
        sign++;
    char before = '\0';
    if (sign && sign == *text)
        before = ' ';
    else if (sign)
        before = sign[-1];
    *text = !sign ? NULL : sign[1] == '%' ? sign + 2 : sign + 1;
    return before;
}

/* "95 %" and "95%": what a person types as "5%" stands in the help alone. */
static void a_percent_sign_stands_as_its_language_has_it(void **state)
{
    (void)state;
    for (int id = 0; id < MESSAGE_COUNT; id++) {
        const char *en = message_in(LANGUAGE_EN, (enum message)id);
        const char *zh = message_in(LANGUAGE_ZH, (enum message)id);
        bool typed = strncmp(message_name((enum message)id), "HELP_", strlen("HELP_")) == 0;
        for (char before; en && (before = before_percent(&en)) && !typed;) {
            if (before != ' ')
                fail_msg("'%s'", message_in(LANGUAGE_EN, (enum message)id));
        }
        for (char before; zh && (before = before_percent(&zh));) {
            if (before == ' ' && zh - 1 != message_in(LANGUAGE_ZH, (enum message)id))
                fail_msg("'%s'", message_in(LANGUAGE_ZH, (enum message)id));
        }
    }
}

static void set_or_unset(const char *name, const char *value)
{
    assert_int_equal(value ? setenv(name, value, 1) : unsetenv(name), 0);
}

static enum language language_of(const char *all, const char *messages, const char *lang)
{
    set_or_unset("LC_ALL", all);
    set_or_unset("LC_MESSAGES", messages);
    set_or_unset("LANG", lang);
    return language_from_environment();
}

static void the_first_variable_that_is_set_decides(void **state)
{
    (void)state;
    assert_int_equal(language_of(NULL, NULL, NULL), LANGUAGE_EN);
    assert_int_equal(language_of(NULL, NULL, "zh_CN.UTF-8"), LANGUAGE_ZH);
    assert_int_equal(language_of(NULL, "en_US.UTF-8", "zh_CN.UTF-8"), LANGUAGE_EN);
    assert_int_equal(language_of(NULL, "zh", "en_US.UTF-8"), LANGUAGE_ZH);
    assert_int_equal(language_of("C", "zh_CN", "zh_CN"), LANGUAGE_EN);
    assert_int_equal(language_of("zh_TW.UTF-8", "C", "C"), LANGUAGE_ZH);
    assert_int_equal(language_of("", "", "zh_CN"), LANGUAGE_ZH); /* POSIX: empty is as good as unset */
    assert_int_equal(language_of("fr_FR.UTF-8", NULL, "zh_CN"), LANGUAGE_EN);
}

static void tags_and_languages_belong_together(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        assert_int_equal(language_from_tag(language_tag((enum language)language)), language);
    assert_int_equal(language_from_tag("fr"), -1);
    assert_int_equal(language_from_tag(""), -1);
    assert_int_equal(language_from_tag("ZH"), -1);
}

static void names_and_texts_belong_together(void **state)
{
    (void)state;
    for (int id = 0; id < MESSAGE_COUNT; id++)
        assert_int_equal(message_from_name(message_name((enum message)id)), id);
    assert_string_equal(message_name(MESSAGE_COLUMN_MODEL), "COLUMN_MODEL");
    assert_int_equal(message_from_name("COLUMN"), -1);
    assert_int_equal(message_from_name(""), -1);
}

static void the_language_set_is_the_one_spoken(void **state)
{
    (void)state;
    message_language(LANGUAGE_ZH);
    assert_int_equal(message_language_set(), LANGUAGE_ZH);
    assert_string_equal(message(MESSAGE_COLUMN_MODEL), "模型");
    message_language(LANGUAGE_EN);
    assert_string_equal(message(MESSAGE_COLUMN_MODEL), "model");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_comparison_of_formats_finds_every_difference),
        cmocka_unit_test(both_languages_take_the_same_arguments),
        cmocka_unit_test(positions_are_used_whole),
        cmocka_unit_test(every_text_is_there_in_both_languages),
        cmocka_unit_test(a_percent_sign_stands_as_its_language_has_it),
        cmocka_unit_test(the_first_variable_that_is_set_decides),
        cmocka_unit_test(tags_and_languages_belong_together),
        cmocka_unit_test(names_and_texts_belong_together),
        cmocka_unit_test(the_language_set_is_the_one_spoken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
