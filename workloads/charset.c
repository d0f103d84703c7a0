/* SPDX-License-Identifier: MIT */
#include "workloads/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { META_WITHIN = 1024 }; /* bytes from the start: what the HTML standard demands of pages */

static const char replacement[] = "\ufffd";
static const char name_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:";

/* The bytes of the UTF-8 character that begins at `at`, or 0 when none does. RFC 3629, section 4. */
static size_t utf8_length(const unsigned char *at, size_t size)
{
    unsigned char first = at[0];
    if (first < 0x80)
        return 1;
    size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || length > size)
        return 0;
    unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (at[1] < least || at[1] > most)
        return 0;
    for (size_t i = 2; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    }
    return length;
}

bool charset_is_utf8(const char *bytes, size_t size)
{
    const unsigned char *at = (const unsigned char *)bytes;
    while (size > 0) {
        size_t length = utf8_length(at, size);
        if (!length)
            return false;
        at += length;
        size -= length;
    }
    return true;
}

void charset_of_page(const char *bytes, size_t size, char name[CHARSET_NAME_SIZE])
{
    static const char key[] = "charset=";
    char start[META_WITHIN + 1];
    if (size > META_WITHIN)
        size = META_WITHIN;
    for (size_t i = 0; i < size; i++)
        start[i] = (char)(bytes[i] ? bytes[i] : ' ');
    start[size] = '\0';
    name[0] = '\0';
    const char *found = strcasestr(start, key);
    if (!found)
        return;
    found += strlen(key);
    found += strspn(found, "\"' ");
    size_t length = strspn(found, name_characters);
    if (length >= CHARSET_NAME_SIZE)
        return;
    memcpy(name, found, length);
    name[length] = '\0';
}

/* Pages that say GB2312 or GBK are taken for what holds both, GB18030, as browsers do (WHATWG Encoding, 4.2).
 */
static const char *true_name(const char *name)
{
    bool chinese = strcasecmp(name, "gb2312") == 0 || strcasecmp(name, "gbk") == 0;
    return chinese ? "GB18030" : name;
}

/* Puts U+FFFD for whatever is not UTF-8: iconv lets some of it through, as surrogates from UTF-7. Returns 0
   or -ENOMEM. */
static int replace_invalid(struct buffer *text)
{
    struct buffer valid;
    int err = 0;
    buffer_init(&valid);
    for (size_t i = 0, length = 0; i < text->size && !err; i += length ? length : 1) {
        length = utf8_length((const unsigned char *)text->data + i, text->size - i);
        err = length ? buffer_append(&valid, text->data + i, length)
                     : buffer_append(&valid, replacement, strlen(replacement));
    }
    struct buffer old = *text;
    *text = err ? old : valid;
    buffer_release(err ? &valid : &old);
    return err;
}

int charset_to_utf8(const char *name, const char *bytes, size_t size, struct buffer *out)
{
    if (!*name || name[strspn(name, name_characters)]) /* a "/" would be options to iconv */
        return -EINVAL;
    iconv_t converter = iconv_open("UTF-8", true_name(name));
    if ((intptr_t)converter == -1)
        return errno == ENOMEM ? -ENOMEM : -EINVAL;
    int err = 0;
    bool replaced = false;
    char *from = (char *)bytes; /* iconv only reads it */
    while (size > 0 && !err) {
        char *to = buffer_reserve(out, size + 64);
        if (!to) {
            err = -ENOMEM;
            break;
        }
        size_t room = out->capacity - out->size;
        size_t converted = iconv(converter, &from, &size, &to, &room);
        out->size = (size_t)(to - out->data);
        if (converted == (size_t)-1 && errno != E2BIG) {
            err = buffer_append(out, replacement, strlen(replacement));
            replaced = true;
            from++;
            size--;
        }
    }
    iconv_close(converter);
    if (!err && !charset_is_utf8(out->data, out->size)) {
        err = replace_invalid(out);
        replaced = true;
    }
    return err ? err : replaced;
}
