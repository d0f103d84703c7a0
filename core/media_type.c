/* SPDX-License-Identifier: MIT */
#include "core/media_type.h"

#include <string.h>
#include <strings.h>

static const char blanks[] = " \t\r\n";

/* The end of the parameter that begins at `text`: a semicolon that is not within double quotes, or the end.
 */
static const char *end_of(const char *text)
{
    for (; *text && *text != ';'; text++) {
        if (*text != '"')
            continue;
        for (text++; *text && *text != '"'; text++)
            text += *text == '\\' && text[1];
        if (!*text)
            break;
    }
    return text;
}

static void trim(const char **from, const char **to, const char *what)
{
    while (*from < *to && strchr(what, **from))
        ++*from;
    while (*from < *to && strchr(what, (*to)[-1]))
        --*to;
}

void media_type_charset(const char *type, char *out, size_t size)
{
    out[0] = '\0';
    for (const char *end = end_of(type); *end;) {
        const char *name = end + 1;
        end = end_of(name);
        const char *equals = memchr(name, '=', (size_t)(end - name));
        const char *name_end = equals ? equals : end;
        trim(&name, &name_end, blanks);
        if (!equals || name_end - name != 7 || strncasecmp(name, "charset", 7) != 0)
            continue;
        const char *value = equals + 1;
        const char *value_end = end;
        trim(&value, &value_end, " \t\r\n\"'");
        if (value == value_end || (size_t)(value_end - value) >= size)
            continue;
        memcpy(out, value, (size_t)(value_end - value));
        out[value_end - value] = '\0';
        return;
    }
}
