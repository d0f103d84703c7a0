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

static void expand(struct html_report *report, const char *template);

/* Writes a line of a template with a part in the place of each [[NAME ARGUMENT]]; [[include NAME]] stands for
   all of another template, its line's end with it. */
static void put_line(struct html_report *report, char *line)
{
    static const char include[] = "include ";
    for (char *begin, *end; (begin = strstr(line, "[[")) && (end = strstr(begin, "]]"));) {
        fwrite(line, 1, (size_t)(begin - line), report->file);
        *end = '\0';
        line = end + 2;
        if (strncmp(begin + 2, include, sizeof include - 1) == 0) {
            expand(report, begin + 2 + sizeof include - 1);
            line += *line == '\n';
        } else {
            html_part(report, begin + 2);
        }
        if (report->err)
            return;
    }
    fputs(line, report->file);
}

static void expand(struct html_report *report, const char *template)
{
    char path[PROGRAM_PATH_SIZE];
    char *line = NULL;
    size_t size = 0;
    char name[PATH_MAX];
    snprintf(name, sizeof name, "report/%.1000s", template);
    program_data_path(path, name);
    FILE *file = fopen(path, "r");
    if (!file) {
        report->err = fail(report->why, -errno, MESSAGE_CANNOT_OPEN, path, strerror(errno));
        return;
    }
    while (!report->err && getline(&line, &size, file) != -1)
        put_line(report, line);
    free(line);
    fclose(file);
}

/* Makes and publishes it. */
static int write_file(struct html_report *report, const struct workspace *workspace)
{
    report->file = workspace_open(workspace, report_html_name, report->why);
    if (!report->file)
        return -EIO;
    expand(report, report->template);
    if (report->err) { /* and why is said */
        fclose(report->file);
        return report->err;
    }
    return workspace_close(report->file, 0, workspace, report_html_name, report->why);
}

/* Adds how the models are shown, which older results do not say, and what follows from their times, which
   those reckoned otherwise. */
static void complete_models(struct html_report *report)
{
    json_t *list = json_object_get(report->document, "models");
    for (size_t i = 0; i < report->comparison.count; i++) {
        const struct contender *contender = &report->comparison.contenders[i];
        json_t *model = json_array_get(list, i);
        json_t *look = contender_look(&contender->entrant);
        json_object_update_missing(model, look);
        json_decref(look);
        if (contender_counts(contender))
            contender_set_derived(model, contender);
    }
}

/* Loads the result of a run. Returns 0 or a negative errno with `why`; `release` is due either way. */
static int load(struct html_report *report, const char *folder, struct failure *why)
{
    char path[PATH_MAX];
    *report = (struct html_report){.folder = folder, .template = "template.html", .why = why};
    html_path(path, folder, "results.json");
    return document_load(&report->comparison, &report->document, path, why);
}

/* Loads another command's document. Returns likewise. */
static int load_other(struct html_report *report, const char *folder, const char *name, struct failure *why)
{
    char path[PATH_MAX];
    *report = (struct html_report){.folder = folder, .why = why};
    html_path(path, folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        return fail(why, -errno, MESSAGE_CANNOT_OPEN, path, strerror(errno));
    report->document = json_loadf(file, 0, NULL);
    fclose(file);
    return 0;
}

static void release(struct html_report *report)
{
    comparison_release(&report->comparison);
    json_decref(report->document);
}

/* Whether the spans are those of this comparison. */
static int check_spans(struct html_report *report)
{
    report->argument = "spans.csv";
    report->file = fopen("/dev/null", "w");
    if (!report->file)
        return fail(report->why, -errno, MESSAGE_CANNOT_OPEN, "/dev/null", strerror(errno));
    html_put_spans(report);
    fclose(report->file);
    return report->err;
}

int report_html_check(const char *folder, struct failure *why)
{
    struct html_report report;
    int err = load(&report, folder, why);
    if (!err)
        err = check_spans(&report);
    release(&report);
    return err;
}

int report_html_write(const struct workspace *workspace, struct failure *why)
{
    struct html_report report;
    int err = load(&report, workspace->out, why);
    if (!err) {
        complete_models(&report);
        err = write_file(&report, workspace);
    }
    release(&report);
    return err;
}

int report_html_write_account(const struct workspace *workspace, const char *document, const char *template,
                              struct failure *why)
{
    struct html_report report;
    int err = load_other(&report, workspace->out, document, why);
    report.template = template;
    if (!err && json_object_get(report.document, "account")) /* an older one has none */
        err = write_file(&report, workspace);
    release(&report);
    return err;
}
