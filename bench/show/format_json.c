/* SPDX-License-Identifier: MIT */
/* Everything, as results.json has it (docs/results.schema.json). */
#include "bench/show/format.h"
#include "bench/words/json.h"

static int write_document(const struct measurements *measurements, FILE *file)
{
    return json_write(json_incref(measurements->document), file);
}

const struct format format_json = {.name = "json", .write = write_document};
