/* SPDX-License-Identifier: MIT */
/* The table of summary.md alone, for a comment on a pull request. */
#include "bench/show/format.h"

static int write_table(const struct measurements *measurements, FILE *file)
{
    return measurements->put_table(measurements->subject, file);
}

const struct format format_markdown = {.name = "markdown", .write = write_table};
