/* SPDX-License-Identifier: MIT */
#include "bench/measure/work_log.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static size_t number(const json_t *report, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(report, key));
    return value > 0 ? (size_t)value : 0;
}

static void read_report(struct work_log *log, const char *line)
{
    json_t *report = json_loads(line, 0, NULL);
    log->retries = number(report, "retries");
    log->rows = number(report, "rows");
    log->bytes = number(report, "bytes");
    json_decref(report);
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

void work_log_read(struct work_log *log, const char *path, bool ours)
{
    char line[1024];
    *log = (struct work_log){0};
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (ours && line[0] == '{')
            read_report(log, line);
        else if (line[0] && (!ours || !log->complaint[0]) && !begins(line, "manyhands-work: warning:") &&
                 !begins(line, "Error: Command terminated")) /* hyperfine says less than the command did */
            snprintf(log->complaint, sizeof log->complaint, "%.*s", (int)sizeof log->complaint - 1, line);
    }
    fclose(file);
}
