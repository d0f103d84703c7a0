/* SPDX-License-Identifier: MIT */
#include "core/cli/version.h"

#include <curl/curl.h>
#include <libxml/xmlversion.h>
#include <uv.h>

#if defined(__clang__)
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#elif defined(__has_feature)
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define SANITIZED false
#endif

#ifdef __OPTIMIZE__
#define OPTIMISED true
#else
#define OPTIMISED false
#endif

const struct version_libraries *version_libraries(void)
{
    static struct version_libraries libraries = {.xml2 = LIBXML_DOTTED_VERSION, .compiler = COMPILER};
    libraries.curl = curl_version_info(CURLVERSION_NOW)->version;
    libraries.uv = uv_version_string();
    return &libraries;
}

bool version_is_optimised(void)
{
    return OPTIMISED;
}

bool version_is_sanitized(void)
{
    return SANITIZED;
}

void version_print(FILE *file, const char *program)
{
    const char *how = OPTIMISED ? "optimised" : "not optimised";
    fprintf(file, "%s %s\nbuilt with %s\nbuild: %s\n", program, MANYHANDS_VERSION, COMPILER,
            SANITIZED ? "with a sanitizer" : how);
}

void version_print_libraries(FILE *file)
{
    const struct version_libraries *libraries = version_libraries();
    fprintf(file, "libcurl %s\nlibuv %s\nlibxml2 %s\n", libraries->curl, libraries->uv, libraries->xml2);
}
