/* SPDX-License-Identifier: MIT */
/* Everything, as results.json has it (docs/results.schema.json). */
#include "bench/show/format.h"

static int write_document(const struct measurements *measurements, FILE *file)
{
    return format_put_json(json_incref(measurements->document), file);
}

const struct format format_json = {.name = "json", .write = write_document};
