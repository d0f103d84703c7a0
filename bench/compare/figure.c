/* SPDX-License-Identifier: MIT */
#include "bench/compare/figure.h"

#include "bench/compare/words.h"
#include "bench/show/figure.h"
#include "bench/words/text.h"

static const char data[] = "compare.csv";

static void put_rows(FILE *file, const void *about)
{
    const struct judgement *judgement = about;
    fputs("model,metric,ratio,ci_low,ci_high,margin,verdict\n", file);
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        const struct estimate *ratio = &finding->ratio;
        fprintf(file, "%s,%s,%s,%s,%s,%.9g,%s\n", finding->model, metrics[finding->metric].name,
                text_digits(ratio->value, 9).text, text_digits(ratio->interval.low, 9).text,
                text_digits(ratio->interval.high, 9).text, finding->margin,
                verdict_is_judged(finding) ? verdict_name(finding->metric, finding->verdict) : "shown");
    }
}

/* The words for what compare.csv has: metrics, then verdicts. */
static void put_words(FILE *file, const void *about)
{
    static const enum message verdicts[] = {
        MESSAGE_VERDICT_INCONCLUSIVE, MESSAGE_VERDICT_SAME, MESSAGE_VERDICT_FASTER, MESSAGE_VERDICT_SLOWER,
        MESSAGE_VERDICT_LESS,         MESSAGE_VERDICT_MORE, MESSAGE_VERDICT_SHOWN};
    const struct judgement *judgement = about;
    struct text_number margin = text_percent(judgement->margin);
    fprintf(file, "%s\n", message(MESSAGE_FOREST_TITLE));
    fprintf(file, message(judgement->timed ? MESSAGE_FOREST_ABOUT : MESSAGE_FOREST_ABOUT_COUNTS),
            margin.text);
    fprintf(file, "\n%s\n", message(MESSAGE_FOREST_AXIS));
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        fprintf(file, "%s\n", message(metrics[metric].title));
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
        fprintf(file, "%s\n", message(verdicts[i]));
}

const struct figure verdict_figure = {"forest", data, put_words};

int verdict_figure_draw(const struct judgement *judgement, const struct workspace *workspace,
                        struct lines *warnings, struct failure *why)
{
    figure_remove(&verdict_figure, 1, workspace);
    int err = workspace_publish_file(workspace, data, put_rows, judgement, why);
    return err ? err : figure_draw(&verdict_figure, 1, judgement, workspace, warnings, why);
}
