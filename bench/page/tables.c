/* SPDX-License-Identifier: MIT */
#include "bench/page/tables.h"

#include <math.h>

#include "bench/page/html.h"
#include "bench/show/sentences.h"
#include "bench/words/text.h"

/* The name of a model with its colour, as the head of a row. */
static void put_name(FILE *file, const struct entrant *entrant)
{
    const struct model_look *look = entrant_look(entrant);
    fprintf(file, "<tr><th scope=\"row\"><span class=\"chip %s\" style=\"--color:%s\"></span>", look->pattern,
            look->color);
    html_text(file, entrant->label);
    fputs("</th>", file);
}

static void put_heading(FILE *file, enum report_column column)
{
    message_language(LANGUAGE_ZH);
    const char *chinese = report_title(column);
    message_language(LANGUAGE_EN);
    fputs("<th scope=\"col\">", file);
    html_both(file, report_title(column), chinese);
    fputs("</th>", file);
}

static void put_cell(FILE *file, const struct contender *contender, enum report_column column)
{
    char english[REPORT_CELL_SIZE];
    char chinese[REPORT_CELL_SIZE];
    message_language(LANGUAGE_ZH);
    report_cell(chinese, contender, column);
    message_language(LANGUAGE_EN);
    report_cell(english, contender, column);
    fputs(column == COLUMN_LIMIT ? "<td>" : "<td class=\"number\">", file);
    html_both(file, english, chinese);
    fputs("</td>", file);
}

void html_table_times(FILE *file, const struct comparison *comparison)
{
    enum language shown = message_language_set();
    fputs("<table><thead><tr>", file);
    for (int i = 0; i < REPORT_COLUMNS; i++) {
        if (report_has(comparison, (enum report_column)i))
            put_heading(file, (enum report_column)i);
    }
    fputs("</tr></thead>\n<tbody>", file);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (!contender_counts(contender))
            continue;
        put_name(file, &contender->entrant);
        for (int j = COLUMN_MODEL + 1; j < REPORT_COLUMNS; j++) {
            if (report_has(comparison, (enum report_column)j))
                put_cell(file, contender, (enum report_column)j);
        }
        fputs("</tr>\n", file);
    }
    fputs("</tbody></table>\n", file);
    message_language(shown);
}

/* What results.json counts of a model. */
static const struct {
    const char *key;
    enum message title;
} counts[] = {{"processes", MESSAGE_COST_PROCESSES},
              {"threads", MESSAGE_COST_THREADS},
              {"context_switches", MESSAGE_COST_SWITCHES},
              {"requests", MESSAGE_COST_REQUESTS},
              {"connections", MESSAGE_COST_CONNECTIONS},
              {"peak_in_flight", MESSAGE_COST_IN_FLIGHT},
              {"retries", MESSAGE_COST_RETRIES}};

enum { COUNTS = sizeof counts / sizeof *counts };

static void put_costs_head(FILE *file)
{
    static const enum message titles[] = {MESSAGE_COLUMN_MODEL, MESSAGE_COST_CPU, MESSAGE_COST_CPU_EACH,
                                          MESSAGE_COST_MEMORY};
    fputs("<table><thead><tr>", file);
    for (size_t i = 0; i < sizeof titles / sizeof *titles + COUNTS; i++) {
        size_t measured = sizeof titles / sizeof *titles;
        fputs("<th scope=\"col\">", file);
        html_message(file, i < measured ? titles[i] : counts[i - measured].title);
        fputs("</th>", file);
    }
    fputs("</tr></thead>\n<tbody>", file);
}

static void put_costs(FILE *file, const struct contender *contender, const json_t *model)
{
    double cpu_s = contender->user_s + contender->system_s;
    double tasks = (double)json_integer_value(json_object_get(model, "tasks"));
    const struct observation *observed = &contender->observed;
    put_name(file, &contender->entrant);
    fprintf(file, "<td class=\"number\">%s</td>", text_seconds(cpu_s).text);
    fprintf(file, "<td class=\"number\">%s</td>", text_seconds(tasks > 0 ? cpu_s / tasks * 1000 : NAN).text);
    fprintf(file, "<td class=\"number\">%s</td>",
            text_bytes(observed->present ? (double)observed->peak_memory_bytes : NAN).text);
    for (size_t i = 0; i < COUNTS; i++) {
        const json_t *value = json_object_get(model, counts[i].key);
        fputs("<td class=\"number\">", file);
        if (json_is_integer(value))
            fprintf(file, "%lld", (long long)json_integer_value(value));
        else
            fputs("–", file);
        fputs("</td>", file);
    }
    fputs("</tr>\n", file);
}

void html_table_costs(FILE *file, const struct comparison *comparison, const json_t *document)
{
    put_costs_head(file);
    for (size_t i = 0; i < comparison->count; i++) {
        if (contender_counts(&comparison->contenders[i]))
            put_costs(file, &comparison->contenders[i],
                      json_array_get(json_object_get(document, "models"), i));
    }
    fputs("</tbody></table>\n", file);
}

void html_list_taken_out(FILE *file, const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender))
            continue;
        fputs("<p class=\"warning\"><b>", file);
        html_text(file, contender->entrant.label);
        fputs("</b>: ", file);
        if (contender->problem[0])
            html_text(file, contender->problem);
        else
            html_message(file, MESSAGE_NOT_REACHED);
        fputs("</p>\n", file);
    }
}
