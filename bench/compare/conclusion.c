/* SPDX-License-Identifier: MIT */
#include "bench/compare/conclusion.h"

#include <stdio.h>
#include <string.h>

#include "bench/compare/words.h"
#include "bench/words/failure.h"

static const struct {
    const char *name;
    int status;
} conclusions[] = {[CONCLUSION_WORSE] = {"regression", DIFFERS},
                   [CONCLUSION_UNJUDGED] = {"unjudged", CANNOT_RUN},
                   [CONCLUSION_OPEN] = {"inconclusive", FINE},
                   [CONCLUSION_FINE] = {"no-regression", FINE}};

enum conclusion conclusion_of(const struct judgement *judgement, size_t counts[VERDICT_COUNT])
{
    size_t found[VERDICT_COUNT] = {0};
    for (size_t i = 0; i < judgement->count; i++)
        found[judgement->findings[i].verdict]++;
    for (int verdict = 0; counts && verdict < VERDICT_COUNT; verdict++)
        counts[verdict] = found[verdict];
    if (found[VERDICT_MORE] || found[VERDICT_FAILED])
        return CONCLUSION_WORSE;
    size_t judged = found[VERDICT_SAME] + found[VERDICT_LESS] + found[VERDICT_INCONCLUSIVE];
    if (found[VERDICT_UNJUDGED] || judgement->unmatched[0] || judged == 0)
        return CONCLUSION_UNJUDGED;
    return found[VERDICT_INCONCLUSIVE] ? CONCLUSION_OPEN : CONCLUSION_FINE;
}

const char *conclusion_name(enum conclusion conclusion)
{
    return conclusions[conclusion].name;
}

int conclusion_status(enum conclusion conclusion)
{
    return conclusions[conclusion].status;
}

/* A list of findings in a sentence; those for which there is no room are counted. */
struct list {
    char text[LINES_SIZE];
    size_t most; /* bytes, but of a first item */
    size_t left_out;
};

/* So that a sentence has room for its list, or for one of each gap. */
enum { LIST_MOST = 560, GAP_LIST_MOST = 110 };

/* Adds an item, or counts it. */
static void list_put(struct list *list, const char *item)
{
    const char *between = *list->text ? message(MESSAGE_FINDING_BETWEEN) : "";
    if (*list->text && strlen(list->text) + strlen(item) > list->most)
        list->left_out++;
    else
        text_add(list->text, sizeof list->text, "%s%s", between, item);
}

/* Adds "WHOSE, WHAT DETAIL"; of what failed, why. */
static void list_add(struct list *list, const struct finding *finding, const char *detail)
{
    char item[LINES_SIZE] = "";
    if (finding->problem[0])
        text_add(item, sizeof item, message(MESSAGE_FINDING_PROBLEM), finding->model, finding->problem);
    else
        text_add(item, sizeof item, message(MESSAGE_FINDING_ITEM), finding->model,
                 message(metrics[finding->metric].title), *detail ? " " : "", detail);
    list_put(list, item);
}

static const char *list_end(struct list *list)
{
    if (list->left_out)
        text_add(list->text, sizeof list->text, message(MESSAGE_FINDING_MORE), list->left_out);
    return list->text;
}

static const char *list_worse(struct list *list, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (finding->verdict == VERDICT_MORE || finding->verdict == VERDICT_FAILED)
            list_add(list, finding, verdict_change(&finding->ratio).text);
    }
    return list_end(list);
}

static const char *list_open(struct list *list, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        if (finding->verdict == VERDICT_INCONCLUSIVE)
            list_add(list, finding, verdict_change(&finding->ratio).text);
    }
    return list_end(list);
}

/* Adds whose times are missing, or which number of whom. */
static void list_add_missing(struct list *list, const struct finding *finding)
{
    if (metric_is_time(finding->metric) && !finding->problem[0])
        list_put(list, finding->model);
    else
        list_add(list, finding, "");
}

/* What has this gap, "only base has it (coroutine; fork-pool:4)"; nothing where nothing has. */
static void add_gap(char out[LINES_SIZE], const struct judgement *judgement, enum gap gap)
{
    struct list list = {.most = GAP_LIST_MOST};
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        bool again = i > 0 && finding->metric == METRIC_CPU && finding[-1].gap == gap; /* as its wall time */
        if (finding->verdict == VERDICT_UNJUDGED && finding->gap == gap && !again)
            list_add_missing(&list, finding);
    }
    if (*list.text)
        text_add(out, LINES_SIZE, message(MESSAGE_GAP_ITEM), *out ? message(MESSAGE_FINDING_BETWEEN) : "",
                 verdict_gap(gap), list_end(&list));
}

static void list_unjudged(char out[LINES_SIZE], const struct judgement *judgement)
{
    for (enum gap gap = GAP_NONE + 1; gap < GAP_NEW_FAILED; gap++)
        add_gap(out, judgement, gap);
    if (judgement->unmatched[0])
        text_add(out, LINES_SIZE, message(MESSAGE_GAP_ITEM), *out ? message(MESSAGE_FINDING_BETWEEN) : "",
                 message(MESSAGE_GAP_FILE), judgement->unmatched);
    if (!*out)
        text_add(out, LINES_SIZE, "%s", message(MESSAGE_GAP_NOTHING));
}

void conclusion_sentence(char out[LINES_SIZE], const struct judgement *judgement)
{
    size_t counts[VERDICT_COUNT];
    char unjudged[LINES_SIZE] = "";
    struct list list = {.most = LIST_MOST};
    enum conclusion conclusion = conclusion_of(judgement, counts);
    size_t same = counts[VERDICT_SAME];
    size_t better = counts[VERDICT_LESS];
    size_t open = counts[VERDICT_INCONCLUSIVE];
    if (conclusion == CONCLUSION_WORSE) {
        (void)snprintf(out, LINES_SIZE, message(MESSAGE_CONCLUSION_WORSE), list_worse(&list, judgement), same,
                       better, open, counts[VERDICT_UNJUDGED]);
    } else if (conclusion == CONCLUSION_UNJUDGED) {
        list_unjudged(unjudged, judgement);
        (void)snprintf(out, LINES_SIZE, message(MESSAGE_CONCLUSION_UNJUDGED), unjudged, same, better, open);
    } else if (conclusion == CONCLUSION_OPEN) {
        (void)snprintf(out, LINES_SIZE, message(MESSAGE_CONCLUSION_OPEN), list_open(&list, judgement), same,
                       better);
    } else {
        (void)snprintf(out, LINES_SIZE, message(MESSAGE_CONCLUSION_FINE), same, better);
    }
}
