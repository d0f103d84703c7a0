/* SPDX-License-Identifier: MIT */
#include "workloads/encoding.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define PATCHES(list) .patches = (list), .patch_count = sizeof(list) / sizeof *(list)

static const struct encoding_patch koi8_u[] = {{0xae, 0x45e}, {0xbe, 0x40e}};
static const struct encoding_patch macintosh[] = {{0xc6, 0x2206}, {0xf0, 0xf8ff}};
static const struct encoding_patch mac_cyrillic[] = {{0xff, 0x20ac}};
static const struct encoding_patch windows_1255[] = {{0xca, 0x5ba}};
static const struct encoding_patch shift_jis[] = {{0x80, 0x80}};
static const struct encoding_patch gb18030[] = {{0x80, 0x20ac},   {0xa3a0, 0x3000}, {0xfe51, 0xe816},
                                                {0xfe52, 0xe817}, {0xfe53, 0xe818}, {0xfe6c, 0xe831},
                                                {0xfe76, 0xe83b}, {0xfe91, 0xe855}};

const struct encoding encoding_utf8 = {
    "UTF-8",       "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 ",
    ENCODING_UTF8, NULL,
    NULL,          0};
const struct encoding encoding_utf16le = {
    "UTF-16LE",
    "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le ",
    ENCODING_UTF16LE,
    NULL,
    NULL,
    0};
const struct encoding encoding_utf16be = {"UTF-16BE", "unicodefffe utf-16be ", ENCODING_UTF16BE, NULL, NULL,
                                          0};
const struct encoding encoding_windows_1252 = {"windows-1252",
                                               "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 "
                                               "iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
                                               "iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 ",
                                               ENCODING_BYTES,
                                               "CP1252",
                                               NULL,
                                               0};

static const struct encoding others[] = {
    {"IBM866", "866 cp866 csibm866 ibm866 ", ENCODING_BYTES, "IBM866", NULL, 0},
    {"ISO-8859-2",
     "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 ",
     ENCODING_BYTES, "ISO-8859-2", NULL, 0},
    {"ISO-8859-3",
     "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 ",
     ENCODING_BYTES, "ISO-8859-3", NULL, 0},
    {"ISO-8859-4",
     "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 ",
     ENCODING_BYTES, "ISO-8859-4", NULL, 0},
    {"ISO-8859-5",
     "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 ",
     ENCODING_BYTES, "ISO-8859-5", NULL, 0},
    {"ISO-8859-6",
     "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
     "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 ",
     ENCODING_BYTES, "ISO-8859-6", NULL, 0},
    {"ISO-8859-7",
     "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 sun_eu_greek ",
     ENCODING_BYTES, "ISO-8859-7", NULL, 0},
    {"ISO-8859-8",
     "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
     "iso_8859-8:1988 visual ",
     ENCODING_BYTES, "ISO-8859-8", NULL, 0},
    {"ISO-8859-8-I", "csiso88598i iso-8859-8-i logical ", ENCODING_BYTES, "ISO-8859-8", NULL, 0},
    {"ISO-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 ", ENCODING_BYTES,
     "ISO-8859-10", NULL, 0},
    {"ISO-8859-13", "iso-8859-13 iso8859-13 iso885913 ", ENCODING_BYTES, "ISO-8859-13", NULL, 0},
    {"ISO-8859-14", "iso-8859-14 iso8859-14 iso885914 ", ENCODING_BYTES, "ISO-8859-14", NULL, 0},
    {"ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 ", ENCODING_BYTES,
     "ISO-8859-15", NULL, 0},
    {"ISO-8859-16", "iso-8859-16 ", ENCODING_BYTES, "ISO-8859-16", NULL, 0},
    {"KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r ", ENCODING_BYTES, "KOI8-R", NULL, 0},
    {"KOI8-U", "koi8-ru koi8-u ", ENCODING_BYTES, "KOI8-U", PATCHES(koi8_u)},
    {"macintosh", "csmacintosh mac macintosh x-mac-roman ", ENCODING_BYTES, "MACINTOSH", PATCHES(macintosh)},
    {"windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 ", ENCODING_BYTES, "CP874",
     NULL, 0},
    {"windows-1250", "cp1250 windows-1250 x-cp1250 ", ENCODING_BYTES, "CP1250", NULL, 0},
    {"windows-1251", "cp1251 windows-1251 x-cp1251 ", ENCODING_BYTES, "CP1251", NULL, 0},
    {"windows-1253", "cp1253 windows-1253 x-cp1253 ", ENCODING_BYTES, "CP1253", NULL, 0},
    {"windows-1254",
     "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 "
     "windows-1254 x-cp1254 ",
     ENCODING_BYTES, "CP1254", NULL, 0},
    {"windows-1255", "cp1255 windows-1255 x-cp1255 ", ENCODING_BYTES, "CP1255", PATCHES(windows_1255)},
    {"windows-1256", "cp1256 windows-1256 x-cp1256 ", ENCODING_BYTES, "CP1256", NULL, 0},
    {"windows-1257", "cp1257 windows-1257 x-cp1257 ", ENCODING_BYTES, "CP1257", NULL, 0},
    {"windows-1258", "cp1258 windows-1258 x-cp1258 ", ENCODING_BYTES, "CP1258", NULL, 0},
    {"x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian ", ENCODING_BYTES, "MAC-CYRILLIC",
     PATCHES(mac_cyrillic)},
    {"GBK", "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk ", ENCODING_PAIRS,
     "GB18030", PATCHES(gb18030)},
    {"gb18030", "gb18030 ", ENCODING_PAIRS, "GB18030", PATCHES(gb18030)},
    {"Big5", "big5 big5-hkscs cn-big5 csbig5 x-x-big5 ", ENCODING_PAIRS, "BIG5-HKSCS", encoding_big5_patches,
     ENCODING_BIG5_PATCHES},
    {"EUC-JP", "cseucpkdfmtjapanese euc-jp x-euc-jp ", ENCODING_PAIRS, "EUC-JP-MS", NULL, 0},
    {"ISO-2022-JP", "csiso2022jp iso-2022-jp ", ENCODING_ESCAPES, "ISO-2022-JP", NULL, 0},
    {"Shift_JIS", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis ",
     ENCODING_PAIRS_KANA, "CP932", PATCHES(shift_jis)},
    {"EUC-KR",
     "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
     "windows-949 ",
     ENCODING_PAIRS, "UHC", NULL, 0},
    {"replacement", "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement ",
     ENCODING_REPLACEMENT, NULL, NULL, 0},
    {"x-user-defined", "x-user-defined ", ENCODING_USER, NULL, NULL, 0},
};

static bool has_label(const struct encoding *encoding, const char *label, size_t length)
{
    const char *at = encoding->labels;
    for (size_t size = 0; (size = strcspn(at, " ")) > 0; at += size + 1) {
        if (size == length && strncasecmp(at, label, length) == 0)
            return true;
    }
    return false;
}

static bool is_blank(char character)
{
    return character && strchr(" \t\n\f\r", character);
}

const struct encoding *encoding_of(const char *label, size_t length)
{
    static const struct encoding *const first[] = {&encoding_utf8, &encoding_windows_1252, &encoding_utf16le,
                                                   &encoding_utf16be};
    for (; length > 0 && is_blank(*label); label++)
        length--;
    while (length > 0 && is_blank(label[length - 1]))
        length--;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        if (has_label(first[i], label, length))
            return first[i];
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (has_label(&others[i], label, length))
            return &others[i];
    }
    return NULL;
}

const struct encoding_patch *encoding_patch_of(const struct encoding *encoding, unsigned bytes)
{
    size_t low = 0;
    size_t high = encoding->patch_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (encoding->patches[middle].bytes == bytes)
            return &encoding->patches[middle];
        if (encoding->patches[middle].bytes < bytes)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
