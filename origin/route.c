/* SPDX-License-Identifier: MIT */
/* Paths and methods, and what they stand for. */
#include "origin/route.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { PAGE_DIGITS_MAX = 9 };

static const char page_prefix[] = "/sitehome/p/";
static const char only_read[] = "GET, HEAD";
static const char read_and_reset[] = "GET, HEAD, DELETE";

static bool is_read(const char *method)
{
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

/* Returns the number, or 0 when the text is not one a page can have. */
static uint64_t page_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > PAGE_DIGITS_MAX || text[digits] || text[0] == '0')
        return 0;
    uint64_t number = 0;
    for (size_t i = 0; i < digits; i++)
        number = 10 * number + (uint64_t)(text[i] - '0');
    return number;
}

static struct route for_reading(struct route route, const char *method)
{
    return is_read(method) ? route : (struct route){.kind = ROUTE_NOT_ALLOWED, .allowed = only_read};
}

struct route route_of(const char *path, const char *method)
{
    if (strcmp(path, "/") == 0)
        return for_reading((struct route){.kind = ROUTE_INDEX}, method);
    if (strcmp(path, "/stats") == 0) {
        if (strcmp(method, "DELETE") == 0)
            return (struct route){.kind = ROUTE_RESET};
        if (is_read(method))
            return (struct route){.kind = ROUTE_STATS};
        return (struct route){.kind = ROUTE_NOT_ALLOWED, .allowed = read_and_reset};
    }
    if (strncmp(path, page_prefix, strlen(page_prefix)) == 0) {
        uint64_t page = page_number(path + strlen(page_prefix));
        if (page)
            return for_reading((struct route){.kind = ROUTE_PAGE, .page = page}, method);
    }
    return (struct route){.kind = ROUTE_NOT_FOUND};
}
