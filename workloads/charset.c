/* SPDX-License-Identifier: MIT */
#include "workloads/charset.h"

#include <errno.h>
#include <string.h>

#include "workloads/legacy.h"
#include "workloads/prescan.h"

static const char replacement[] = "\ufffd";

/* Takes the character at the start of `bytes`. Returns its length or, as a negative number, that of the
   longest part of one: U+FFFD stands for such a part as a whole (Unicode 15, 3.9, "maximal subparts"). */
static int utf8_at(const unsigned char *bytes, size_t size)
{
    unsigned char first = bytes[0];
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return -1;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    unsigned char least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned char most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    for (int i = 1; i < length; i++) {
        if ((size_t)i >= size || bytes[i] < least || bytes[i] > most)
            return -i;
        least = 0x80;
        most = 0xbf;
    }
    return length;
}

/* What bytes are as UTF-8. */
struct survey {
    size_t doubles; /* characters of two bytes */
    size_t longer;  /* of three and four */
    size_t wrong;
};

static struct survey survey_utf8(const char *bytes, size_t size)
{
    struct survey survey = {0};
    for (size_t i = 0; i < size;) {
        int length = utf8_at((const unsigned char *)bytes + i, size - i);
        survey.doubles += length == 2;
        survey.longer += length > 2;
        survey.wrong += length < 0;
        i += (size_t)(length < 0 ? -length : length);
    }
    return survey;
}

bool charset_is_utf8(const char *bytes, size_t size)
{
    return survey_utf8(bytes, size).wrong == 0;
}

static bool is_utf16(const struct encoding *encoding)
{
    return encoding->kind == ENCODING_UTF16LE || encoding->kind == ENCODING_UTF16BE;
}

/* Whether the bytes are UTF-8 and not what is said. Characters of three bytes hardly are any by chance; those
   of two may be pairs of another encoding. */
static bool is_rather_utf8(const struct encoding *encoding, const char *bytes, size_t size)
{
    static const size_t typing_errors = 16; /* one in so many characters */
    if (encoding->kind == ENCODING_UTF8 || is_utf16(encoding))
        return false;
    struct survey survey = survey_utf8(bytes, size);
    if (survey.wrong)
        return survey.longer / typing_errors >= survey.wrong;
    return survey.longer || (survey.doubles && encoding->kind == ENCODING_BYTES);
}

static bool starts_with(const char *bytes, size_t size, const char *mark)
{
    return size >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

const struct encoding *charset_of(const char *bytes, size_t size, const char *label, size_t *skip)
{
    static const struct {
        const char *mark;
        const struct encoding *encoding;
    } marks[] = {
        {"\xef\xbb\xbf", &encoding_utf8}, {"\xfe\xff", &encoding_utf16be}, {"\xff\xfe", &encoding_utf16le}};
    *skip = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (starts_with(bytes, size, marks[i].mark)) {
            *skip = strlen(marks[i].mark);
            return marks[i].encoding;
        }
    }
    const struct encoding *encoding = encoding_of(label, strlen(label));
    bool no_utf16 = encoding && is_utf16(encoding) && !(size && memchr(bytes, '\0', size));
    if (!encoding || no_utf16)
        encoding = prescan(bytes, size);
    if (!encoding || is_rather_utf8(encoding, bytes, size))
        encoding = &encoding_utf8;
    return encoding;
}

static int append_replacement(struct buffer *out, struct charset_tally *tally)
{
    tally->wrong++;
    return buffer_append(out, replacement, strlen(replacement));
}

static int decode_utf8(const char *bytes, size_t size, struct buffer *out, struct charset_tally *tally)
{
    int err = 0;
    size_t pending = 0; /* valid bytes, ahead of bytes[i] */
    for (size_t i = 0; i < size && !err;) {
        int length = utf8_at((const unsigned char *)bytes + i, size - i);
        tally->right += length > 1;
        if (length > 0) {
            i += (size_t)length;
            pending += (size_t)length;
            continue;
        }
        err = buffer_append(out, bytes + i - pending, pending);
        if (!err)
            err = append_replacement(out, tally);
        i += (size_t)-length;
        pending = 0;
    }
    return err ? err : buffer_append(out, bytes + size - pending, pending);
}

static uint32_t unit_at(const unsigned char *at, bool big)
{
    return big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static int decode_utf16(const char *bytes, size_t size, bool big, struct buffer *out,
                        struct charset_tally *tally)
{
    const unsigned char *at = (const unsigned char *)bytes;
    int err = 0;
    size_t i = 0;
    while (i + 1 < size && !err) {
        uint32_t character = unit_at(at + i, big);
        uint32_t next = i + 3 < size ? unit_at(at + i + 2, big) : 0;
        i += 2;
        if (character >= 0xd800 && character < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
            character = 0x10000 + ((character - 0xd800) << 10) + (next - 0xdc00);
            i += 2;
        }
        if (character >= 0xd800 && character < 0xe000) {
            err = append_replacement(out, tally);
            continue;
        }
        tally->right += character >= 0x80;
        err = legacy_append(out, character);
    }
    return err || i == size ? err : append_replacement(out, tally);
}

static int decode_user(const char *bytes, size_t size, struct buffer *out, struct charset_tally *tally)
{
    int err = 0;
    for (size_t i = 0; i < size && !err; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        tally->right += byte >= 0x80;
        err = legacy_append(out, byte < 0x80 ? byte : 0xf700U + byte);
    }
    return err;
}

int charset_decode(const struct encoding *encoding, const char *bytes, size_t size, struct buffer *out,
                   struct charset_tally *tally)
{
    *tally = (struct charset_tally){0};
    if (size == 0)
        return 0;
    switch (encoding->kind) {
    case ENCODING_UTF8:
        return decode_utf8(bytes, size, out, tally);
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
        return decode_utf16(bytes, size, encoding->kind == ENCODING_UTF16BE, out, tally);
    case ENCODING_USER:
        return decode_user(bytes, size, out, tally);
    case ENCODING_REPLACEMENT:
        return append_replacement(out, tally);
    default:
        return legacy_decode(encoding, bytes, size, out, &tally->wrong, &tally->right);
    }
}

bool charset_is_wrong(const struct charset_tally *tally)
{
    return tally->wrong >= 8 && tally->wrong > tally->right;
}
