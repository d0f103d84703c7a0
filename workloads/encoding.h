/* SPDX-License-Identifier: MIT */
/* The encodings of the web and the labels that stand for them: https://encoding.spec.whatwg.org/ */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* A character that the C library's iconv takes for another one, or for none. */
struct encoding_patch {
    uint16_t bytes; /* one, or two with the lead byte first */
    uint16_t character;
};

struct encoding {
    const char *name;   /* as the standard has it */
    const char *labels; /* in lower case, a space behind each */
    enum encoding_kind {
        ENCODING_UTF8,
        ENCODING_UTF16LE,
        ENCODING_UTF16BE,
        ENCODING_BYTES,       /* each byte is a character: by iconv, one at a time */
        ENCODING_PAIRS,       /* a byte of 0x81 and more begins two or, in gb18030, four: by iconv */
        ENCODING_PAIRS_KANA,  /* the same, but 0xa0 to 0xdf and 0xfd to 0xff stand alone */
        ENCODING_ESCAPES,     /* escape sequences change what follows: by iconv */
        ENCODING_USER,        /* x-user-defined: 0x80 is U+F780 */
        ENCODING_REPLACEMENT, /* what is too dangerous to decode: one U+FFFD */
    } kind;
    const char *iconv; /* its name there */
    const struct encoding_patch *patches;
    size_t patch_count;
};

extern const struct encoding encoding_utf8;
extern const struct encoding encoding_utf16le;
extern const struct encoding encoding_utf16be;
extern const struct encoding encoding_windows_1252;

/* "Get an encoding" (4.2): what a label means, without regard to case and to blanks around it, or NULL. */
const struct encoding *encoding_of(const char *label, size_t length);

/* The patch for `bytes`, or NULL. */
const struct encoding_patch *encoding_patch_of(const struct encoding *encoding, unsigned bytes);

/* What glibc 2.36 has otherwise in Big5 (encoding_big5.c). */
enum { ENCODING_BIG5_PATCHES = 142 };
extern const struct encoding_patch encoding_big5_patches[ENCODING_BIG5_PATCHES];
