/* SPDX-License-Identifier: MIT */
#include "bench/page/page.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/host/program.h"
#include "bench/page/part.h"
#include "bench/show/contender.h"
#include "bench/show/document.h"

const char report_html_name[] = "report.html";

/* Writes a line of the template with a part in the place of each [[NAME ARGUMENT]]. */
static int put_line(FILE *file, const struct html_source *source, char *line)
{
    for (char *begin, *end; (begin = strstr(line, "[[")) && (end = strstr(begin, "]]")); line = end + 2) {
        fwrite(line, 1, (size_t)(begin - line), file);
        *end = '\0';
        int err = html_part(file, source, begin + 2);
        if (err)
            return err;
    }
    fputs(line, file);
    return 0;
}

static int expand(FILE *file, const struct html_source *source)
{
    char path[PROGRAM_PATH_SIZE];
    char *line = NULL;
    size_t size = 0;
    int err = 0;
    program_data_path(path, "report/template.html");
    FILE *template = fopen(path, "r");
    if (!template)
        return fail(source->why, -errno, MESSAGE_CANNOT_OPEN, path, strerror(errno));
    while (!err && getline(&line, &size, template) != -1)
        err = put_line(file, source, line);
    free(line);
    fclose(template);
    return err;
}

/* Makes and publishes it. */
static int write_file(const struct html_source *source)
{
    FILE *file = workspace_open(source->workspace, report_html_name, source->why);
    if (!file)
        return -EIO;
    int err = expand(file, source);
    if (err) { /* and why is said */
        fclose(file);
        return err;
    }
    return workspace_close(file, ferror(file) ? -EIO : 0, source->workspace, report_html_name, source->why);
}

/* Adds how the models are shown, which older results do not say. */
static void add_looks(json_t *document, const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++) {
        json_t *look = contender_look(&comparison->contenders[i].entrant);
        json_object_update_missing(json_array_get(json_object_get(document, "models"), i), look);
        json_decref(look);
    }
}

static int load(struct html_source *source)
{
    char path[PATH_MAX];
    html_path(path, source->folder, "results.json");
    FILE *file = fopen(path, "r");
    if (!file)
        return fail(source->why, -errno, MESSAGE_CANNOT_OPEN, path, strerror(errno));
    source->document = json_loadf(file, 0, NULL);
    fclose(file);
    int err = document_recall(source->comparison, source->document);
    return err ? fail(source->why, err, MESSAGE_NOT_A_RESULT, path) : 0;
}

/* Loads the result and gives it to `use`. */
static int with_source(const char *folder, const struct workspace *workspace, struct failure *why,
                       int (*use)(const struct html_source *source))
{
    struct html_source source = {.folder = folder,
                                 .workspace = workspace,
                                 .why = why,
                                 .comparison = calloc(1, sizeof *source.comparison)};
    if (!source.comparison)
        return fail(why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM));
    int err = load(&source);
    if (!err)
        err = use(&source);
    comparison_release(source.comparison);
    free(source.comparison);
    json_decref(source.document);
    return err;
}

static int write_report(const struct html_source *source)
{
    add_looks(source->document, source->comparison);
    return write_file(source);
}

/* Whether the spans are those of this comparison. */
static int check_spans(const struct html_source *source)
{
    char words[] = "spans spans.csv";
    FILE *nowhere = fopen("/dev/null", "w");
    if (!nowhere)
        return fail(source->why, -errno, MESSAGE_CANNOT_OPEN, "/dev/null", strerror(errno));
    int err = html_part(nowhere, source, words);
    fclose(nowhere);
    return err;
}

int report_html_check(const char *folder, struct failure *why)
{
    return with_source(folder, NULL, why, check_spans);
}

int report_html_write(const struct workspace *workspace, struct failure *why)
{
    return with_source(workspace->out, workspace, why, write_report);
}
