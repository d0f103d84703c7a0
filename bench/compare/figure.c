/* SPDX-License-Identifier: MIT */
#include "bench/compare/figure.h"

#include <errno.h>
#include <math.h>

#include "bench/compare/words.h"
#include "bench/show/figure.h"
#include "bench/words/text.h"

static const char data[] = "compare.csv";

/* A number, or nothing where it is not known. */
static void put_cell(FILE *file, double value)
{
    if (isfinite(value))
        fprintf(file, ",%.9g", value);
    else
        fputc(',', file);
}

static int write_rows(const struct judgement *judgement, const struct workspace *workspace,
                      struct failure *why)
{
    FILE *file = workspace_open(workspace, data, why);
    if (!file)
        return -EIO;
    fputs("model,metric,ratio,ci_low,ci_high,margin,verdict\n", file);
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->findings[i];
        fprintf(file, "%s,%s", finding->model, metrics[finding->metric].name);
        put_cell(file, finding->ratio.value);
        put_cell(file, finding->ratio.interval.low);
        put_cell(file, finding->ratio.interval.high);
        fprintf(file, ",%.9g,%s\n", finding->margin,
                verdict_is_judged(finding) ? verdict_name(finding->metric, finding->verdict) : "shown");
    }
    return workspace_close(file, ferror(file) ? -EIO : 0, workspace, data, why);
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
    int err = write_rows(judgement, workspace, why);
    return err ? err : figure_draw(&verdict_figure, 1, judgement, workspace, warnings, why);
}
