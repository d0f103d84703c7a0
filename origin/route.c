/* SPDX-License-Identifier: MIT */
/* Paths and methods, and what they stand for. */
#include "origin/route.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { PAGE_DIGITS_MAX = 9 };

const char route_moved_prefix[] = "/sitehome/moved/";
const char route_loop_prefix[] = "/sitehome/loop/";
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

/* A route with a page's number in its path, or ROUTE_NOT_FOUND. */
static struct route with_number(const char *path)
{
    static const struct {
        const char *prefix;
        enum route_kind kind;
    } kinds[] = {
        {page_prefix, ROUTE_PAGE}, {route_moved_prefix, ROUTE_MOVED}, {route_loop_prefix, ROUTE_LOOP}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].prefix);
        uint64_t page = strncmp(path, kinds[i].prefix, length) == 0 ? page_number(path + length) : 0;
        if (page)
            return (struct route){.kind = kinds[i].kind, .page = page};
    }
    return (struct route){.kind = ROUTE_NOT_FOUND};
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
    struct route route = with_number(path);
    return route.page ? for_reading(route, method) : route;
}
