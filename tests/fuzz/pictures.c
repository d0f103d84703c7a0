/* SPDX-License-Identifier: MIT */
/* A page of pictures from any server (the first line of the input is its address): each address that is added
   is one of the web that curl can take, and its name is one that is safe to show. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/task.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/utf8.h"
#include "workloads/gallery.h"
#include "workloads/picture.h"

int LLVMFuzzerInitialize(const int *argc, char ***argv);

int LLVMFuzzerInitialize(const int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    must(gallery_setup() == 0);
    return 0;
}

static void check_name(const char *url)
{
    char stem[PICTURE_STEM_SIZE];
    memset(stem, 'x', sizeof stem);
    picture_stem(stem, url);
    const char *end = memchr(stem, '\0', sizeof stem);
    must(end && end > stem && utf8_is_valid(stem, (size_t)(end - stem)));
    must(!strpbrk(stem, "/\\.:*?\"<>|$`'&;!~%@#^()[]{} \t\r\n\v\f\033\177"));
    must(!strstr(stem, "\u202e") && !strstr(stem, "\u2066") && !strstr(stem, "\u200f"));
    for (const char *at = stem; at < end; at++)
        must((unsigned char)*at > ' ');
}

static void check_address(const char *url)
{
    must(strlen(url) < TASK_ADDRESS_SIZE);
    must(strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0);
    must(!strchr(url, '#'));
    for (const char *at = url; *at; at++)
        must((unsigned char)*at > ' ' && (unsigned char)*at < 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct result result;
    struct body body = {.charset = ""};
    char address[TASK_ADDRESS_SIZE] = "";
    const uint8_t *line = size ? memchr(data, '\n', size) : NULL;
    size_t length = line ? (size_t)(line - data) : 0;
    size_t skip = line ? length + 1 : 0;
    if (length < sizeof address)
        memcpy(address, data, length);
    must(buffer_append(&body.bytes, data + skip, size - skip) == 0);
    result_init(&result, 0);
    int err = gallery_extract(address, &body, &result);
    must(err == 0 || err == -EBADMSG || err == -EILSEQ || err == -ENAMETOOLONG);
    must(result.row_count == 0);
    for (size_t at = 0; at < result.tasks.size; at += strlen(result.tasks.data + at) + 1) {
        check_address(result.tasks.data + at);
        check_name(result.tasks.data + at);
    }
    check_name(address);
    const char *extension = picture_extension(body.bytes.data, body.bytes.size);
    must(!extension || (extension[0] == '.' && body.bytes.size > 4));
    result_release(&result);
    body_release(&body);
    return 0;
}
