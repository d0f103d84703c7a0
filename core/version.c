/* SPDX-License-Identifier: MIT */
#include "core/version.h"

#include <curl/curl.h>
#include <libxml/xmlversion.h>
#include <uv.h>

#if defined(__clang__)
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

const struct version_libraries *version_libraries(void)
{
    static struct version_libraries libraries = {.xml2 = LIBXML_DOTTED_VERSION, .compiler = COMPILER};
    libraries.curl = curl_version_info(CURLVERSION_NOW)->version;
    libraries.uv = uv_version_string();
    return &libraries;
}

void version_print(FILE *file, const char *program)
{
    fprintf(file, "%s %s\nbuilt with %s\n", program, MANYHANDS_VERSION, COMPILER);
}

void version_print_libraries(FILE *file)
{
    const struct version_libraries *libraries = version_libraries();
    fprintf(file, "libcurl %s\nlibuv %s\nlibxml2 %s\n", libraries->curl, libraries->uv, libraries->xml2);
}
