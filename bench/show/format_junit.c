/* SPDX-License-Identifier: MIT */
/* JUnit's XML, as Jenkins, GitLab and others read it: a test case for each measurement, which passes, fails,
   is an error or is skipped as the measurement's state says. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "bench/show/format.h"

/* Bytes of U+FFFE or U+FFFF at `text`, which XML 1.0 forbids as it does control characters; else 0. */
static size_t noncharacter(const char *text)
{
    return strncmp(text, "\xEF\xBF\xBE", 3) == 0 || strncmp(text, "\xEF\xBF\xBF", 3) == 0 ? 3 : 0;
}

/* Writes UTF-8 text for an attribute's value or an element's content. */
static void put_escaped(FILE *file, const char *text)
{
    for (; *text; text++) {
        static const char special[] = "&<>\"'\t\n\r";
        size_t length = noncharacter(text);
        if (strchr(special, *text))
            fprintf(file, "&#%d;", *text);
        else if (length || (unsigned char)*text < ' ' || *text == 0x7f)
            fputc('?', file);
        else
            fputc(*text, file);
        text += length ? length - 1 : 0;
    }
}

static void put_attribute(FILE *file, const char *name, const char *value)
{
    fprintf(file, " %s=\"", name);
    put_escaped(file, value);
    fputc('"', file);
}

/* The element that says so in a test case, and the attribute that counts them in a suite. */
static const struct {
    const char *element, *counted;
} states[] = {[MEASUREMENT_PASSED] = {"system-out", NULL},
              [MEASUREMENT_FAILED] = {"failure", "failures"},
              [MEASUREMENT_ERROR] = {"error", "errors"},
              [MEASUREMENT_SKIPPED] = {"skipped", "skipped"}};

enum { STATES = sizeof states / sizeof *states };

/* Why it has not passed; an element `skipped` has no type. */
static void put_problem(FILE *file, const struct measurement *it)
{
    fprintf(file, "<%s", states[it->state].element);
    if (it->state != MEASUREMENT_SKIPPED)
        put_attribute(file, "type", it->verdict ? it->verdict : "no-time");
    put_attribute(file, "message", it->problem);
    fputc('>', file);
    put_escaped(file, it->problem);
}

static void put_number(FILE *file, const struct measurement *it)
{
    fprintf(file, "<%s>", states[it->state].element);
    if (isfinite(it->value))
        fprintf(file, "%.9g %s", it->value, it->unit);
    if (isfinite(it->low) && isfinite(it->high))
        fprintf(file, " [%.9g, %.9g]", it->low, it->high);
    if (it->verdict)
        fprintf(file, "%s%s", isfinite(it->value) ? ", " : "", it->verdict);
}

static void put_case(FILE *file, const struct measurements *measurements, const struct measurement *it)
{
    char name[256];
    snprintf(name, sizeof name, "%s: %s", it->name, it->metric);
    fputs("    <testcase", file);
    put_attribute(file, "classname", measurements->suite);
    put_attribute(file, "name", name);
    fprintf(file, " time=\"%.9f\">\n      ", isfinite(it->seconds) ? it->seconds : 0);
    if (it->state != MEASUREMENT_PASSED)
        put_problem(file, it);
    else
        put_number(file, it);
    fprintf(file, "</%s>\n    </testcase>\n", states[it->state].element);
}

int format_write_junit(const struct measurements *measurements, FILE *file)
{
    size_t counts[STATES] = {0};
    for (size_t i = 0; i < measurements->count; i++)
        counts[measurements->list[i].state]++;
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite", file);
    put_attribute(file, "name", measurements->suite);
    fprintf(file, " tests=\"%zu\"", measurements->count);
    for (size_t i = 0; i < STATES; i++) {
        if (states[i].counted)
            fprintf(file, " %s=\"%zu\"", states[i].counted, counts[i]);
    }
    fprintf(file, " time=\"%.3f\">\n", measurements->total_s);
    for (size_t i = 0; i < measurements->count; i++)
        put_case(file, measurements, &measurements->list[i]);
    fputs("  </testsuite>\n</testsuites>\n", file);
    return ferror(file) ? -EIO : 0;
}
