/* SPDX-License-Identifier: MIT */
#include "workloads/picture.h"

#include <ctype.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/utf8.h"
#include "workloads/charset.h"

/* How a kind of picture begins and ends. */
struct kind {
    const char *extension;
    const char *start;
    size_t start_size;
    const char *end;
    size_t end_size;
};

#define BYTES(text) (text), sizeof(text) - 1

static const struct kind kinds[] = {
    {".png", BYTES("\x89PNG\r\n\x1a\n"), BYTES("\0\0\0\0IEND\xae\x42\x60\x82")},
    {".jpg", BYTES("\xff\xd8\xff"), BYTES("\xff\xd9")},
    {".gif", BYTES("GIF87a"), BYTES(";")},
    {".gif", BYTES("GIF89a"), BYTES(";")},
};

/* A RIFF file says itself how long it is, without its first 8 bytes. */
static bool is_webp(const char *bytes, size_t size)
{
    if (size < 12 || memcmp(bytes, "RIFF", 4) != 0 || memcmp(bytes + 8, "WEBP", 4) != 0)
        return false;
    const unsigned char *length = (const unsigned char *)bytes + 4;
    return size - 8 ==
           ((size_t)length[0] | (size_t)length[1] << 8 | (size_t)length[2] << 16 | (size_t)length[3] << 24);
}

const char *picture_extension(const char *bytes, size_t size)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind *kind = &kinds[i];
        if (size >= kind->start_size + kind->end_size && memcmp(bytes, kind->start, kind->start_size) == 0 &&
            memcmp(bytes + size - kind->end_size, kind->end, kind->end_size) == 0)
            return kind->extension;
    }
    return is_webp(bytes, size) ? ".webp" : NULL;
}

void picture_digest(char out[PICTURE_DIGEST_SIZE], const char *bytes, size_t size)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, size, (const uint8_t *)bytes);
    sha256_digest(&context, sizeof digest, digest);
    base16_encode_update(out, sizeof digest, digest);
    out[PICTURE_DIGEST_SIZE - 1] = '\0';
}

/* Characters that are not seen, or that change how others are seen (Unicode 15, categories C and Z, and the
   noncharacters at the end of each plane): first and last. */
static const uint32_t unseen[][2] = {
    {0x80, 0xa0},     {0xad, 0xad},     {0x34f, 0x34f},     {0x600, 0x605},     {0x61c, 0x61c},
    {0x6dd, 0x6dd},   {0x70f, 0x70f},   {0x115f, 0x1160},   {0x1680, 0x1680},   {0x17b4, 0x17b5},
    {0x180b, 0x180f}, {0x2000, 0x200f}, {0x2028, 0x202f},   {0x205f, 0x206f},   {0x3000, 0x3000},
    {0x3164, 0x3164}, {0xe000, 0xf8ff}, {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
    {0xffa0, 0xffa0}, {0xfff0, 0xfffd}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0x10ffff},
};

static bool is_seen(uint32_t character)
{
    if ((character & 0xfffe) == 0xfffe)
        return false;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
        if (character >= unseen[i][0] && character <= unseen[i][1])
            return false;
    }
    return true;
}

/* How many bytes the first character has, or an invalid byte (1), and whether a name may have it. */
static size_t character_at(const char *bytes, size_t size, bool *kept)
{
    unsigned char first = (unsigned char)bytes[0];
    size_t length = utf8_size(first);
    *kept = first < 0x80 && (isalnum(first) || first == '-' || first == '_');
    if (length == 1 || length > size || !charset_is_utf8(bytes, length))
        return 1;
    *kept = is_seen(utf8_character(bytes, length));
    return length;
}

/* The last segment of a URL's path: behind the authority, before the query. */
static const char *last_segment(const char *url, size_t *length)
{
    const char *authority = strstr(url, "://");
    const char *path = authority ? authority + 3 + strcspn(authority + 3, "/?#") : url;
    const char *end = path + strcspn(path, "?#");
    const char *start = end;
    while (start > path && start[-1] != '/')
        start--;
    *length = (size_t)(end - start);
    return start;
}

static int hex(int digit)
{
    return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}

/* Decodes up to `room` bytes, all that can become part of a name. Returns how many there are. */
static size_t decode(char *out, size_t room, const char *text, size_t length)
{
    size_t used = 0;
    for (size_t i = 0; i < length && used < room; i++) {
        int byte = (unsigned char)text[i];
        bool encoded = byte == '%' && length - i > 2 && isxdigit((unsigned char)text[i + 1]) &&
                       isxdigit((unsigned char)text[i + 2]);
        if (encoded)
            byte = hex(text[i + 1]) << 4 | hex(text[i + 2]);
        out[used++] = (char)(unsigned char)byte;
        i += encoded ? 2 : 0;
    }
    return used;
}

void picture_stem(char out[PICTURE_STEM_SIZE], const char *url)
{
    char bytes[PICTURE_STEM_SIZE + 256] = "";
    size_t length = 0;
    size_t used = 0;
    bool readable = false;
    const char *segment = last_segment(url, &length);
    size_t size = decode(bytes, sizeof bytes, segment, length);
    const char *dot = memrchr(bytes, '.', size);
    size = dot ? (size_t)(dot - bytes) : size;
    for (size_t i = 0; i < size;) {
        bool kept = false;
        size_t bytes_read = character_at(bytes + i, size - i, &kept);
        size_t bytes_kept = kept ? bytes_read : 1;
        if (used + bytes_kept >= PICTURE_STEM_SIZE)
            break;
        memcpy(out + used, kept ? bytes + i : "_", bytes_kept);
        readable = readable || (kept && bytes[i] != '_');
        used += bytes_kept;
        i += bytes_read;
    }
    out[used] = '\0';
    if (!readable)
        memcpy(out, "picture", sizeof "picture");
}
