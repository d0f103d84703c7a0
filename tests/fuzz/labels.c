/* SPDX-License-Identifier: MIT */
/* Any bytes as a Content-Type, and as a label of an encoding: what is found is in the standard's table,
   without regard to case and blanks, and nothing but letters, digits and signs of a label makes one. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/media_type.h"
#include "tests/fuzz/must.h"
#include "workloads/encoding.h"

static void check_label(const char *label, size_t size)
{
    const struct encoding *encoding = encoding_of(label, size);
    char *other = malloc(size + 2);
    must(other != NULL);
    for (size_t i = 0; i < size; i++)
        other[i + 1] = (char)(isupper((unsigned char)label[i]) ? tolower((unsigned char)label[i])
                                                               : toupper((unsigned char)label[i]));
    other[0] = '\t';
    other[size + 1] = '\n';
    must(encoding_of(other, size + 2) == encoding);
    free(other);
    for (size_t i = 0; encoding && i < size; i++)
        must(isalnum((unsigned char)label[i]) || strchr("-_:. \t\r\n\f", label[i]));
    must(!encoding || encoding_of(encoding->name, strlen(encoding->name)) == encoding);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char charset[40];
    char *type = strndup((const char *)data, size);
    must(type != NULL);
    memset(charset, 'x', sizeof charset);
    media_type_charset(type, charset, sizeof charset);
    must(memchr(charset, 0, sizeof charset) != NULL);
    must(strstr(type, charset) != NULL);
    check_label(charset, strlen(charset));
    check_label(type, strlen(type));
    if (size)
        check_label((const char *)data, size);
    free(type);
    return 0;
}
