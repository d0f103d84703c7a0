/* SPDX-License-Identifier: MIT */
/* The bytes of any page: what it says of its encoding is one of the standard's that a page can say, the same
   however much follows; and as UTF-8 it is UTF-8, in whatever encoding. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/must.h"
#include "tests/fuzz/utf8.h"
#include "workloads/attributes.h"
#include "workloads/charset.h"
#include "workloads/prescan.h"

/* A copy of just its size, for asan to watch. */
static char *copy_of(const uint8_t *data, size_t size)
{
    char *copy = malloc(size ? size : 1);
    must(copy != NULL);
    if (size)
        memcpy(copy, data, size);
    return copy;
}

static void check_meta(const char *text, size_t size)
{
    const struct encoding *found = prescan(text, size);
    must(!found || encoding_of(found->name, strlen(found->name)) == found);
    must(!found ||
         (found != &encoding_utf16le && found != &encoding_utf16be && found->kind != ENCODING_USER));
    struct buffer longer = {0};
    must(buffer_append(&longer, text, size) == 0 && buffer_append(&longer, "<meta charset=ibm866>", 21) == 0);
    must(!found || prescan(longer.data, longer.size) == found);
    buffer_release(&longer);
    const struct encoding *content = prescan_content(text, size);
    must(!content || encoding_of(content->name, strlen(content->name)) == content);
}

static void check_bytes(const char *text, size_t size, const struct encoding *encoding)
{
    struct buffer out = {0};
    struct charset_tally tally;
    must(charset_decode(encoding, text, size, &out, &tally) == 0);
    must(utf8_is_valid(out.data ? out.data : "", out.size));
    must(tally.wrong + tally.right <= size + 1);
    if (encoding == &encoding_utf8 && tally.wrong == 0)
        must(out.size == size && (size == 0 || (out.data && memcmp(out.data, text, size) == 0)));
    buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const labels[] = {"utf-8",  "utf-16le",     "utf-16be",       "gbk",
                                         "big5",   "shift_jis",    "euc-jp",         "iso-2022-jp",
                                         "euc-kr", "windows-1255", "x-user-defined", ""};
    size_t skip = 0;
    if (size == 0)
        return 0;
    const char *label = labels[data[0] % (sizeof labels / sizeof *labels)];
    char *text = copy_of(data + 1, size - 1);
    check_meta(text, size - 1);
    const struct encoding *encoding = charset_of(text, size - 1, label, &skip);
    must(encoding && skip <= size - 1);
    check_bytes(text + skip, size - 1 - skip, encoding);
    encoding = encoding_of(label, strlen(label));
    if (encoding)
        check_bytes(text, size - 1, encoding);
    must(!attributes_exceed(text, size - 1, size));
    (void)attributes_exceed(text, size - 1, 3);
    free(text);
    return 0;
}
