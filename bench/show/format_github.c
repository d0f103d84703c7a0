/* SPDX-License-Identifier: MIT */
/* What benchmark-action/github-action-benchmark reads as `tool: customSmallerIsBetter`: a list of name, unit,
   value, and, where known, range and extra. Its charts tell series apart by name alone. */
#include <math.h>

#include "bench/show/format.h"
#include "bench/words/json.h"

static json_t *entry_of(const struct measurements *measurements, const struct measurement *it)
{
    char name[256];
    char extra[64];
    snprintf(name, sizeof name, "%s/%s %s", measurements->suite, it->name, it->metric);
    json_t *entry = json_pack("{s:s, s:s, s:f}", "name", name, "unit", it->unit, "value", it->value);
    if (isfinite(it->low) && isfinite(it->high)) {
        char range[64];
        snprintf(range, sizeof range, "± %.6f", fmax(it->high - it->value, it->value - it->low));
        json_object_set_new(entry, "range", json_string(range));
    }
    snprintf(extra, sizeof extra, "runs: %zu", it->runs);
    if (it->runs)
        json_object_set_new(entry, "extra", json_string(extra));
    return entry;
}

static int write_list(const struct measurements *measurements, FILE *file)
{
    json_t *list = json_array();
    for (size_t i = 0; i < measurements->count; i++) {
        if (isfinite(measurements->list[i].value))
            json_array_append_new(list, entry_of(measurements, &measurements->list[i]));
    }
    return json_write(list, file);
}

const struct format format_github = {.name = "github-benchmark", .write = write_list};
