/* SPDX-License-Identifier: MIT */
#include "bench/page/part.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/host/program.h"
#include "bench/page/html.h"
#include "bench/timeline/lane.h"
#include "bench/words/number.h"
#include "bench/words/text.h"

void html_path(char path[PATH_MAX], const char *folder, const char *name)
{
    snprintf(path, PATH_MAX, "%.3000s/%.1000s", folder, name);
}

/* What stands at "environment.cpu" of the document; NULL for nothing. */
static const json_t *find(const json_t *document, const char *keys)
{
    char key[64];
    while (document && *keys) {
        size_t length = strcspn(keys, ".");
        snprintf(key, sizeof key, "%.*s", (int)length, keys);
        document = json_object_get(document, key);
        keys += length + (keys[length] == '.');
    }
    return document;
}

/* The parts of a template: each writes what report->argument asks for. */

static void put_text(struct html_report *report)
{
    const json_t *value = find(report->document, report->argument);
    if (json_is_string(value))
        html_text(report->file, json_string_value(value));
    else if (json_is_integer(value))
        fprintf(report->file, "%lld", (long long)json_integer_value(value));
    else
        fputs("–", report->file);
}

static void put_bytes(struct html_report *report)
{
    const json_t *value = find(report->document, report->argument);
    fputs(text_bytes((double)json_integer_value(value)).text, report->file);
}

/* A moment; nothing where it is not known. */
static void put_moment(struct html_report *report)
{
    char shown[PERIOD_TEXT_SIZE];
    const char *text = json_string_value(find(report->document, report->argument));
    period_show(shown, text ? text : "–");
    html_text(report->file, shown);
}

/* Whether it tells of a model that was taken out: of those there is a list. */
static bool tells_problem(const char *line, const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        const char *problem = comparison->contenders[i].problem;
        if (*problem && strstr(line, problem))
            return true;
    }
    return false;
}

static void put_paragraph(FILE *file, int language, const char *text)
{
    fprintf(file, "<p lang=\"%s\">", html_languages[language]);
    html_text(file, text);
    fputs("</p>\n", file);
}

/* The lines of the account under a name, a paragraph each. */
static void put_lines(struct html_report *report)
{
    const json_t *account = json_object_get(report->document, "account");
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const json_t *words = json_object_get(account, language_tag((enum language)i));
        const json_t *lines = json_object_get(words, report->argument);
        size_t count = json_is_string(lines) ? 1 : json_array_size(lines);
        for (size_t j = 0; j < count; j++) {
            const char *line = json_string_value(json_is_string(lines) ? lines : json_array_get(lines, j));
            if (line && !tells_problem(line, &report->comparison))
                put_paragraph(report->file, i, line);
        }
    }
}

/* What was known to disturb before anything was timed, a paragraph each. */
static void put_disturbances(struct html_report *report)
{
    const json_t *list = find(report->document, report->argument);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        for (size_t j = 0; j < json_array_size(list); j++) {
            const json_t *text = json_object_get(json_array_get(list, j), language_tag((enum language)i));
            if (json_is_string(text))
                put_paragraph(report->file, i, json_string_value(text));
        }
    }
}

/* That it ended early, if it did. */
static void put_partial(struct html_report *report)
{
    if (!report->comparison.partial)
        return;
    fputs("<p class=\"warning\">", report->file);
    html_message(report->file, MESSAGE_PARTIAL);
    fputs("</p>\n", report->file);
}

/* The models without a time, each with the reason; nothing where there are none. */
static void put_taken_out(struct html_report *report)
{
    FILE *file = report->file;
    for (size_t i = 0; i < report->comparison.count; i++) {
        const struct contender *contender = &report->comparison.contenders[i];
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

/* The command it came of, where that was kept: the argument, and the words behind it. */
static void put_command(struct html_report *report)
{
    const json_t *words = json_object_get(report->document, "command");
    char *line = NULL;
    size_t size = 0;
    FILE *memory = json_is_array(words) ? open_memstream(&line, &size) : NULL;
    if (!memory)
        return;
    fputs(report->argument, memory);
    for (size_t i = 0; i < json_array_size(words); i++) {
        const char *word = json_string_value(json_array_get(words, i));
        text_put_shell_word(memory, word ? word : "");
    }
    if (fclose(memory) == 0)
        html_text(report->file, line);
    free(line);
}

/* A text of message.def, which is HTML, in every language; the reader's choice shows one. */
static void put_say(struct html_report *report)
{
    int id = message_from_name(report->argument);
    for (int i = 0; i < LANGUAGE_COUNT && id >= 0; i++)
        fprintf(report->file, "<span lang=\"%s\">%s</span>", html_languages[i],
                message_in((enum language)i, (enum message)id));
}

/* The same where there can be no choice. */
static void put_both(struct html_report *report)
{
    int id = message_from_name(report->argument);
    for (int i = 0; i < LANGUAGE_COUNT && id >= 0; i++)
        fprintf(report->file, "%s%s", i ? " · " : "", message_in((enum language)i, (enum message)id));
}

/* Whether one of the words begins the name. */
static bool begins_with_one(const char *name, const char *words)
{
    for (size_t length; (length = strcspn(words, " ")) > 0; words += length + (words[length] == ' ')) {
        if (strncmp(name, words, length) == 0)
            return true;
    }
    return false;
}

/* For the scripts, the texts of message.def whose names begin with a word of the argument: by language and
   name. */
static void put_words(struct html_report *report)
{
    json_t *all = json_object();
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        json_t *words = json_object();
        for (int id = 0; id < MESSAGE_COUNT; id++) {
            const char *name = message_name((enum message)id);
            if (begins_with_one(name, report->argument))
                json_object_set_new(words, name, json_string(message_in((enum language)i, (enum message)id)));
        }
        json_object_set_new(all, language_tag((enum language)i), words);
    }
    html_json(report->file, all);
    json_decref(all);
}

static void put_results(struct html_report *report)
{
    html_json(report->file, report->document);
}

/* A file that stands beside the template. */
static void put_file(struct html_report *report)
{
    char name[PATH_MAX];
    char path[PROGRAM_PATH_SIZE];
    char bytes[4096];
    snprintf(name, sizeof name, "report/%.1000s", report->argument);
    program_data_path(path, name);
    FILE *from = fopen(path, "r");
    if (!from) {
        report->err = fail(report->why, -errno, MESSAGE_CANNOT_OPEN, path, strerror(errno));
        return;
    }
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, from)) > 0;)
        fwrite(bytes, 1, n, report->file);
    fclose(from);
}

/* For the scripts, how each state of a task looks, in order: its name, colour, height, and the name of its
   words. */
static void put_states(struct html_report *report)
{
    for (int state = LANE_QUEUED; state < LANE_STATES; state++) {
        const struct lane_look *look = &lane_looks[state];
        fprintf(report->file, "%s[\"%s\",\"%s\",%g,\"%s\"]", state > LANE_QUEUED ? "," : "[", look->name,
                look->color, look->height, message_name(look->words));
    }
    fputs("]", report->file);
}

static const struct {
    const char *name;
    void (*put)(struct html_report *report);
} parts[] = {{"text", put_text},
             {"partial", put_partial},
             {"command", put_command},
             {"bytes", put_bytes},
             {"lines", put_lines},
             {"figure", html_put_picture},
             {"say", put_say},
             {"both", put_both},
             {"words", put_words},
             {"times", html_put_times},
             {"costs", html_put_costs},
             {"taken-out", put_taken_out},
             {"results", put_results},
             {"spans", html_put_spans},
             {"file", put_file},
             {"disturbances", put_disturbances},
             {"budgets", html_put_budgets},
             {"states", put_states},
             {"moment", put_moment},
             {"account-tables", html_put_account_tables},
             {"account", html_put_account}};

void html_part(struct html_report *report, char *words)
{
    size_t length = strcspn(words, " ");
    report->argument = words + length + (words[length] == ' ');
    words[length] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].name, words) == 0)
            parts[i].put(report);
    }
}
