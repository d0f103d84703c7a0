/* SPDX-License-Identifier: MIT */
/* A base (the first line of the input) and a reference: what they come to is an address of the web that curl
   can take, without dots in its path, and the same when it is resolved again, from anywhere. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/url.h"
#include "tests/fuzz/must.h"

static void check_path(const char *url)
{
    const char *path = strchr(strstr(url, "://") + 3, '/');
    must(path != NULL);
    size_t size = strcspn(path, "?");
    for (const char *at = path; at < path + size; at++) {
        size_t left = size - (size_t)(at - path);
        must(!(left >= 3 && strncmp(at, "/./", 3) == 0) && !(left >= 4 && strncmp(at, "/../", 4) == 0));
        must(!(left == 2 && strncmp(at, "/.", 2) == 0) && !(left == 3 && strncmp(at, "/..", 3) == 0));
    }
}

static void check(const struct buffer *out)
{
    const char *url = out->data;
    must(strlen(url) + 1 == out->size);
    must(strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0);
    for (const char *at = url; *at; at++)
        must(*at > ' ' && *at < 0x7f && *at != '#' && *at != '\\' && *at != '"' && *at != '<' && *at != '>');
    check_path(url);
    static const char *const bases[] = {"http://other/a/b", "https://other", ""};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        struct buffer again = {0};
        must(url_resolve(&again, bases[i], url) == 0 && strcmp(again.data, url) == 0);
        buffer_release(&again);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer out = {0};
    char *base = strndup((const char *)data, size);
    must(base != NULL);
    char *reference = strchr(base, '\n');
    if (reference) {
        *reference++ = '\0';
        int err = url_resolve(&out, base, reference);
        must(err == 0 || err == -EINVAL);
        must(err == 0 || out.size == 0);
        if (!err)
            check(&out);
    }
    buffer_release(&out);
    free(base);
    return 0;
}
