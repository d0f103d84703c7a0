/* SPDX-License-Identifier: MIT */
#include "bench/page/part.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/host/program.h"
#include "bench/page/html.h"
#include "bench/page/spans.h"
#include "bench/page/tables.h"
#include "bench/words/text.h"

static const char *const languages[LANGUAGE_COUNT] = {[LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh-CN"};

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

/* The parts of a template: each writes what `argument` asks for. */

static int put_text(FILE *file, const struct html_source *source, const char *argument)
{
    const json_t *value = find(source->document, argument);
    if (json_is_string(value))
        html_text(file, json_string_value(value));
    else if (json_is_integer(value))
        fprintf(file, "%lld", (long long)json_integer_value(value));
    else
        fputs("–", file);
    return 0;
}

static int put_bytes(FILE *file, const struct html_source *source, const char *argument)
{
    fputs(text_bytes((double)json_integer_value(find(source->document, argument))).text, file);
    return 0;
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
    fprintf(file, "<p lang=\"%s\">", languages[language]);
    html_text(file, text);
    fputs("</p>\n", file);
}

/* The lines of the account under a name, a paragraph each. */
static int put_lines(FILE *file, const struct html_source *source, const char *argument)
{
    const json_t *account = json_object_get(source->document, "account");
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const json_t *words = json_object_get(account, language_tag((enum language)i));
        const json_t *lines = json_object_get(words, argument);
        size_t count = json_is_string(lines) ? 1 : json_array_size(lines);
        for (size_t j = 0; j < count; j++) {
            const char *line = json_string_value(json_is_string(lines) ? lines : json_array_get(lines, j));
            if (line && !tells_problem(line, source->comparison))
                put_paragraph(file, i, line);
        }
    }
    return 0;
}

/* What was known to disturb before anything was timed, a paragraph each. */
static int put_disturbances(FILE *file, const struct html_source *source, const char *argument)
{
    const json_t *list = find(source->document, argument);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        for (size_t j = 0; j < json_array_size(list); j++) {
            const json_t *text = json_object_get(json_array_get(list, j), language_tag((enum language)i));
            if (json_is_string(text))
                put_paragraph(file, i, json_string_value(text));
        }
    }
    return 0;
}

/* That it ended early, if it did. */
static int put_partial(FILE *file, const struct html_source *source, const char *argument)
{
    (void)argument;
    if (source->comparison->partial) {
        fputs("<p class=\"warning\">", file);
        html_message(file, MESSAGE_PARTIAL);
        fputs("</p>\n", file);
    }
    return 0;
}

/* The command it came of, where that was kept. */
static int put_command(FILE *file, const struct html_source *source, const char *argument)
{
    const json_t *words = json_object_get(source->document, "command");
    char *line = NULL;
    size_t size = 0;
    FILE *memory = json_is_array(words) ? open_memstream(&line, &size) : NULL;
    (void)argument;
    if (!memory)
        return 0;
    fputs("scripts/bench", memory);
    for (size_t i = 0; i < json_array_size(words); i++) {
        const char *word = json_string_value(json_array_get(words, i));
        text_put_shell_word(memory, word ? word : "");
    }
    if (fclose(memory) == 0)
        html_text(file, line);
    free(line);
    return 0;
}

/* A text of message.def, which is HTML, in every language; the reader's choice shows one. */
static int put_say(FILE *file, const struct html_source *source, const char *argument)
{
    int id = message_from_name(argument);
    (void)source;
    for (int i = 0; i < LANGUAGE_COUNT && id >= 0; i++)
        fprintf(file, "<span lang=\"%s\">%s</span>", languages[i],
                message_in((enum language)i, (enum message)id));
    return 0;
}

/* The same where there can be no choice. */
static int put_both(FILE *file, const struct html_source *source, const char *argument)
{
    int id = message_from_name(argument);
    (void)source;
    for (int i = 0; i < LANGUAGE_COUNT && id >= 0; i++)
        fprintf(file, "%s%s", i ? " · " : "", message_in((enum language)i, (enum message)id));
    return 0;
}

static int put_words(FILE *file, const struct html_source *source, const char *argument)
{
    (void)source;
    html_words(file, argument);
    return 0;
}

static int put_times(FILE *file, const struct html_source *source, const char *argument)
{
    (void)argument;
    html_table_times(file, source->comparison);
    return 0;
}

static int put_costs(FILE *file, const struct html_source *source, const char *argument)
{
    (void)argument;
    html_table_costs(file, source->comparison, source->document);
    return 0;
}

static int put_taken_out(FILE *file, const struct html_source *source, const char *argument)
{
    (void)argument;
    html_list_taken_out(file, source->comparison);
    return 0;
}

static int put_results(FILE *file, const struct html_source *source, const char *argument)
{
    (void)argument;
    html_json(file, source->document);
    return 0;
}

static int put_spans(FILE *file, const struct html_source *source, const char *argument)
{
    char path[PATH_MAX];
    html_path(path, source->folder, argument);
    int err = html_spans(file, path, source->comparison);
    return err ? fail(source->why, err, MESSAGE_CANNOT_READ, path) : 0;
}

/* A file that stands beside the template. */
static int put_file(FILE *file, const struct html_source *source, const char *argument)
{
    char name[PATH_MAX];
    char path[PROGRAM_PATH_SIZE];
    char bytes[4096];
    snprintf(name, sizeof name, "report/%.1000s", argument);
    program_data_path(path, name);
    FILE *from = fopen(path, "r");
    if (!from)
        return fail(source->why, -errno, MESSAGE_CANNOT_OPEN, path, strerror(errno));
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, from)) > 0;)
        fwrite(bytes, 1, n, file);
    fclose(from);
    return 0;
}

static const struct {
    const char *name;
    const char *files[LANGUAGE_COUNT];
    enum message about;
} pictures[] = {
    {"headline", {"headline.en.svg", "headline.zh.svg"}, MESSAGE_SUMMARY_FIGURE},
    {"timeline", {"timeline.en.svg", "timeline.zh.svg"}, MESSAGE_SUMMARY_TIMELINE},
    {"race", {"race.animated.svg", "race.animated.zh-CN.svg"}, MESSAGE_RACE_ABOUT},
    {"cost", {"cost.en.svg", "cost.zh.svg"}, MESSAGE_COST_TITLE},
    {"ecdf", {"ecdf.en.svg", "ecdf.zh.svg"}, MESSAGE_ECDF_TITLE},
};

enum { PICTURES = sizeof pictures / sizeof *pictures };

/* Writes the picture `name` ("timeline") of the result's folder in every language, or nothing where there is
   none. Returns 0 or a negative errno, and then source->why says why. */
static int put_picture(FILE *file, const struct html_source *source, const char *name)
{
    char path[PATH_MAX];
    size_t i = 0;
    while (i < PICTURES && strcmp(pictures[i].name, name) != 0)
        i++;
    for (int language = 0; language < LANGUAGE_COUNT && i < PICTURES; language++) {
        html_path(path, source->folder, pictures[i].files[language]);
        if (access(path, R_OK) != 0)
            continue;
        fprintf(file, "<img lang=\"%s\" alt=\"%s\" src=\"", languages[language],
                message_in((enum language)language, pictures[i].about));
        int err = html_data(file, path, "image/svg+xml");
        fputs("\">\n", file);
        if (err)
            return fail(source->why, err, MESSAGE_CANNOT_OPEN, path, strerror(-err));
    }
    return 0;
}

static const struct {
    const char *name;
    int (*put)(FILE *file, const struct html_source *source, const char *argument);
} parts[] = {{"text", put_text},       {"partial", put_partial},
             {"command", put_command}, {"bytes", put_bytes},
             {"lines", put_lines},     {"figure", put_picture},
             {"say", put_say},         {"both", put_both},
             {"words", put_words},     {"times", put_times},
             {"costs", put_costs},     {"taken-out", put_taken_out},
             {"results", put_results}, {"spans", put_spans},
             {"file", put_file},       {"disturbances", put_disturbances}};

int html_part(FILE *file, const struct html_source *source, char *words)
{
    size_t length = strcspn(words, " ");
    char *argument = words + length + (words[length] == ' ');
    words[length] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].name, words) == 0)
            return parts[i].put(file, source, argument);
    }
    return 0;
}
