/* SPDX-License-Identifier: MIT */
/* The tables of an account: as a command put its numbers into words and cells, in both languages, for a
   report that is made of its document alone. */
#include "bench/page/html.h"
#include "bench/page/part.h"

/* What the account has in a language: [{"caption": TEXT, "rows": [[CELL, ...], ...]}, ...], the head first.
 */
static const json_t *table_of(const struct html_report *report, enum language language, size_t i)
{
    const json_t *account = json_object_get(report->document, "account");
    return json_array_get(json_object_get(json_object_get(account, language_tag(language)), "tables"), i);
}

static const char *text_of(const json_t *value)
{
    const char *text = json_string_value(value);
    return text ? text : "";
}

static void put_row(FILE *file, const json_t *english, const json_t *chinese, bool head)
{
    fputs("<tr>", file);
    for (size_t i = 0; i < json_array_size(english); i++) {
        bool title = head || i == 0;
        fputs(title ? (head ? "<th scope=\"col\">" : "<th scope=\"row\">") : "<td class=\"number\">", file);
        html_both(file, text_of(json_array_get(english, i)), text_of(json_array_get(chinese, i)));
        fputs(title ? "</th>" : "</td>", file);
    }
    fputs("</tr>\n", file);
}

static void put_table(FILE *file, const json_t *english, const json_t *chinese)
{
    const json_t *rows = json_object_get(english, "rows");
    fputs("<p class=\"caption\">", file);
    html_both(file, text_of(json_object_get(english, "caption")),
              text_of(json_object_get(chinese, "caption")));
    fputs("</p>\n<div class=\"scroll\" tabindex=\"0\"><table class=\"numbers\">\n", file);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        fputs(i == 0 ? "<thead>" : i == 1 ? "<tbody>" : "", file);
        put_row(file, json_array_get(rows, i), json_array_get(json_object_get(chinese, "rows"), i), i == 0);
        fputs(i == 0 ? "</thead>" : "", file);
    }
    fputs(json_array_size(rows) > 1 ? "</tbody></table></div>\n" : "</table></div>\n", file);
}

void html_put_account_tables(struct html_report *report)
{
    for (size_t i = 0; table_of(report, LANGUAGE_EN, i); i++)
        put_table(report->file, table_of(report, LANGUAGE_EN, i), table_of(report, LANGUAGE_ZH, i));
}
