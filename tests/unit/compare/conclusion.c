/* SPDX-License-Identifier: MIT */
/* What all findings come to: every branch of the rule, and what is said by it in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "bench/compare/conclusion.h"
#include "bench/words/failure.h"

#include <cmocka.h> /* after bench/words/failure.h: it makes a macro of fail */

static struct judgement judgement;

/* A judgement with a wall time of each of these verdicts, "!=?" and so on: the symbols of the table, and f
   for what failed. */
static const struct judgement *judged(const char *verdicts)
{
    static const char symbols[] = "?=-+.!f";
    judgement = (struct judgement){.margin = 0.03, .timed = true};
    for (size_t i = 0; verdicts[i]; i++) {
        char name[] = {(char)('a' + i), '\0'};
        enum verdict verdict = (enum verdict)(strchr(symbols, verdicts[i]) - symbols);
        bool failed = verdict == VERDICT_FAILED;
        struct finding *finding = verdict_add(&judgement, name, METRIC_WALL);
        finding->verdict = verdict;
        finding->ratio = (struct estimate){1.1, {1.08, 1.12}};
        if (failed || verdict == VERDICT_UNJUDGED)
            finding->gap = failed ? GAP_NEW_FAILED : GAP_ONLY_BASE;
        if (failed)
            (void)snprintf(finding->problem, sizeof finding->problem, "its output differs");
    }
    return &judgement;
}

/* All sets of verdicts, 2^7 of them. */
static void the_worst_verdict_decides(void **state)
{
    static const char symbols[] = "?=-+.!f";
    (void)state;
    for (unsigned set = 0; set < 1U << VERDICT_COUNT; set++) {
        char verdicts[VERDICT_COUNT + 1] = "";
        for (size_t i = 0; i < VERDICT_COUNT; i++) {
            if (set & 1U << i)
                strncat(verdicts, &symbols[i], 1);
        }
        enum conclusion expected = strpbrk(verdicts, "+f")     ? CONCLUSION_WORSE
                                   : strchr(verdicts, '!')     ? CONCLUSION_UNJUDGED
                                   : !strpbrk(verdicts, "?=-") ? CONCLUSION_UNJUDGED
                                   : strchr(verdicts, '?')     ? CONCLUSION_OPEN
                                                               : CONCLUSION_FINE;
        assert_int_equal(conclusion_of(judged(verdicts), NULL), expected);
    }
}

static void what_is_not_judged_has_not_passed(void **state)
{
    (void)state;
    assert_int_equal(conclusion_status(conclusion_of(judged("=-"), NULL)), FINE);
    assert_int_equal(conclusion_status(conclusion_of(judged("=?."), NULL)), FINE);
    assert_int_equal(conclusion_status(conclusion_of(judged("=!"), NULL)), CANNOT_RUN);
    assert_int_equal(conclusion_status(conclusion_of(judged(""), NULL)), CANNOT_RUN);
    assert_int_equal(conclusion_status(conclusion_of(judged("..."), NULL)), CANNOT_RUN);
    assert_int_equal(conclusion_status(conclusion_of(judged("!+"), NULL)), DIFFERS);
    assert_int_equal(conclusion_status(conclusion_of(judged("!f"), NULL)), DIFFERS);
    judged("=");
    (void)snprintf(judgement.unmatched, sizeof judgement.unmatched, "counts.json");
    assert_int_equal(conclusion_of(&judgement, NULL), CONCLUSION_UNJUDGED);
}

static void it_counts_every_verdict(void **state)
{
    size_t counts[VERDICT_COUNT];
    (void)state;
    (void)conclusion_of(judged("==-?..!"), counts);
    assert_int_equal(counts[VERDICT_SAME], 2);
    assert_int_equal(counts[VERDICT_SHOWN], 2);
    assert_int_equal(counts[VERDICT_MORE], 0);
    assert_int_equal(counts[VERDICT_UNJUDGED], 1);
}

static void its_sentence_leads_with_the_worst_word(void **state)
{
    static const struct {
        const char *verdicts, *english, *chinese;
    } cases[] = {
        {"==-.", "No regression found: 2 the same, 1 better.", "未发现退化：相同 2 项，变好 1 项。"},
        {"=?", "Inconclusive: b, wall time +10.0 % [+8.0, +12.0]. The rest: 1 the same, 0 better.",
         "尚无定论：b 用时 +10.0% [+8.0, +12.0]。其余：相同 1 项，变好 0 项。"},
        {"=!!?",
         "Not judged: only base has it (b; c). The rest: 1 the same, 0 better, "
         "1 inconclusive.",
         "无法判断：只有基准有（b；c）。其余：相同 1 项，变好 0 项，尚无定论 1 项。"},
        {"+=!f",
         "Regression: a, wall time +10.0 % [+8.0, +12.0]; d: its output differs. Besides: 1 the same, 0 "
         "better, "
         "0 inconclusive, 1 not judged.",
         "退化：a 用时 +10.0% [+8.0, +12.0]；d：its output differs。其余：相同 1 项，变好 0 项，尚无定论 0 "
         "项，"
         "无法判断 1 项。"},
        {"", "Not judged: there is nothing to judge. The rest: 0 the same, 0 better, 0 inconclusive.",
         "无法判断：没有可判断的数据。其余：相同 0 项，变好 0 项，尚无定论 0 项。"}};
    char said[LINES_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        message_language(LANGUAGE_EN);
        conclusion_sentence(said, judged(cases[i].verdicts));
        assert_string_equal(said, cases[i].english);
        message_language(LANGUAGE_ZH);
        conclusion_sentence(said, &judgement);
        assert_string_equal(said, cases[i].chinese);
    }
    message_language(LANGUAGE_EN);
}

/* So that no name is cut in two, and none is left out silently. */
static void a_long_list_ends_with_how_many_more(void **state)
{
    char said[LINES_SIZE];
    (void)state;
    judged("++++++++++++++++");
    for (size_t i = 0; i < judgement.count; i++)
        (void)snprintf(judgement.findings[i].model, sizeof judgement.findings[i].model,
                       "a-model-of-a-long-name-%zu", i);
    conclusion_sentence(said, &judgement);
    assert_non_null(strstr(said, " and 7 more. Besides: 0 the same"));
    assert_non_null(strstr(said, "a-model-of-a-long-name-8, wall time +10.0 % [+8.0, +12.0] and"));
}

/* Every gap, of as many models as there can be, in both languages: there is room for the whole sentence. */
static void a_sentence_is_never_cut_off(void **state)
{
    char said[LINES_SIZE];
    (void)state;
    judgement = (struct judgement){.margin = 0.03, .unmatched = "counts.json"};
    for (size_t i = 0; i < (size_t)16 * (GAP_NEW_FAILED - 1); i++) {
        char name[ENTRANT_LABEL_SIZE];
        (void)snprintf(name, sizeof name, "a-model-of-a-long-name-%zu", i);
        verdict_add_gap(&judgement, name, METRIC_SYSCALLS,
                        (enum gap)(GAP_NONE + 1 + i % (GAP_NEW_FAILED - 1)), NULL);
    }
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        message_language((enum language)language);
        conclusion_sentence(said, &judgement);
        assert_non_null(
            strstr(said, language == LANGUAGE_ZH ? "（counts.json）。其余" : "(counts.json). The rest"));
    }
    message_language(LANGUAGE_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_worst_verdict_decides),
        cmocka_unit_test(what_is_not_judged_has_not_passed),
        cmocka_unit_test(it_counts_every_verdict),
        cmocka_unit_test(its_sentence_leads_with_the_worst_word),
        cmocka_unit_test(a_long_list_ends_with_how_many_more),
        cmocka_unit_test(a_sentence_is_never_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
