/* SPDX-License-Identifier: MIT */
#include "bench/options/reproduce.h"

#include <string.h>

#include "bench/options/table.h"

/* The row of the option that a word is, in full or as far as it is unambiguous; NULL when it is none. */
static const struct option_row *find_row(const char *word, unsigned takes)
{
    const struct option_row *abbreviated = NULL;
    size_t length = strcspn(word, "=");
    if (strncmp(word, "--", 2) != 0 || length == 2)
        return NULL;
    for (const struct option_row *row = option_table; row->takers || row->told; row++) {
        if (!(row->takers & takes) || strncmp(row->name, word, length) != 0)
            continue;
        if (!row->name[length])
            return row;
        abbreviated = row;
    }
    return abbreviated;
}

size_t reproduce_words(const char **out, const char *const *words, size_t count, unsigned takes)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct option_row *row = find_row(words[i], takes);
        size_t span = row && !row->flag && !strchr(words[i], '=') && i + 1 < count ? 2 : 1;
        for (size_t j = 0; j < span && !(row && row->aside); j++)
            out[kept++] = words[i + j];
        i += span - 1;
    }
    return kept;
}
