/* SPDX-License-Identifier: MIT */
/* Addresses and methods, and what they stand for. */
#include "origin/route.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "origin/films.h"
#include "origin/picture.h"

enum { DIGITS_MAX = 18, PAGE_MOST = 999999999 };

const char route_moved_prefix[] = "/moved-";
const char route_loop_prefix[] = "/loop-";
static const char only_read[] = "GET, HEAD";
static const char read_and_reset[] = "GET, HEAD, DELETE";

static bool is_read(const char *method)
{
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

/* Whether an address has this path, with whatever query. */
static bool is_path(const char *address, const char *path)
{
    size_t length = strlen(path);
    return strncmp(address, path, length) == 0 && (address[length] == '\0' || address[length] == '?');
}

/* Whether all characters are such as an address can have (RFC 3986, 2). */
static bool is_address(const char *text)
{
    for (; *text; text++) {
        if (*text <= ' ' || *text > '~')
            return false;
    }
    return true;
}

/* Reads decimal digits. Returns what follows them, or NULL without digits or beyond `most`. */
static const char *read_number(const char *text, uint64_t most, uint64_t *number)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX)
        return NULL;
    *number = 0;
    for (size_t i = 0; i < digits; i++)
        *number = 10 * *number + (uint64_t)(text[i] - '0');
    return *number <= most ? text + digits : NULL;
}

/* Reads the number in a target's path, if `address` begins with `prefix`. Returns what follows, or NULL. */
static const char *read_path(const char *address, const char *prefix, uint64_t most, uint64_t *number)
{
    size_t length = strlen(prefix);
    if (strncmp(address, prefix, length) != 0 || address[length] == '0')
        return NULL;
    return read_number(address + length, most, number);
}

/* Reads `name`=NUMBER of a query that begins at `at`, if that is there. Returns whether it is not wrong. */
static bool read_parameter(const char *at, const char *name, uint64_t most, uint64_t *number)
{
    size_t length = strlen(name);
    if (strncmp(at, name, length) != 0)
        return true;
    const char *end = read_number(at + length, most, number);
    return end && (*end == '\0' || *end == '&');
}

/* Reads the query of the films. Returns false when it makes no sense. */
static bool read_films(struct target *target, const char *address)
{
    uint64_t start = 0;
    uint64_t limit = FILMS_PER_PAGE;
    for (const char *at = strchr(address, '?'); at; at = strchr(at, '&')) {
        at++;
        if (!read_parameter(at, "start=", PAGE_MOST, &start) ||
            !read_parameter(at, "limit=", FILMS_MOST, &limit))
            return false;
    }
    *target = (struct target){.kind = TARGET_FILMS,
                              .number = start / FILMS_PER_PAGE + 1,
                              .start = (uint32_t)start,
                              .limit = (uint32_t)limit};
    return limit > 0;
}

/* Finds out which target is at an address without its first "/". Returns ROUTE_TARGET, or what is wrong. */
static enum route_kind read_target(struct target *target, const char *address)
{
    static const struct {
        const char *prefix;
        enum target_kind kind;
        uint64_t most;
        char next; /* what follows the number; NUL also stands for a query */
    } all[] = {{"sitehome/p/", TARGET_POSTS, PAGE_MOST, '\0'},
               {"pictures/p/", TARGET_GALLERY, PAGE_MOST, '\0'},
               {"picture/", TARGET_PICTURE, PICTURE_ID_MOST, '/'}};
    if (is_path(address, "j/chart/top_list"))
        return read_films(target, address) ? ROUTE_TARGET : ROUTE_BAD;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        uint64_t number = 0;
        const char *next = read_path(address, all[i].prefix, all[i].most, &number);
        if (next && (*next == all[i].next || (!all[i].next && *next == '?'))) {
            *target = (struct target){.kind = all[i].kind, .number = number};
            return ROUTE_TARGET;
        }
    }
    return ROUTE_NOT_FOUND;
}

static struct route for_reading(struct route route, const char *method)
{
    return is_read(method) ? route : (struct route){.kind = ROUTE_NOT_ALLOWED, .allowed = only_read};
}

/* The route to a target, or what is wrong. */
static struct route to_target(const char *address)
{
    static const struct {
        const char *prefix;
        enum route_kind kind;
    } ways[] = {{route_moved_prefix, ROUTE_MOVED}, {route_loop_prefix, ROUTE_LOOP}, {"/", ROUTE_TARGET}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t length = strlen(ways[i].prefix);
        if (strncmp(address, ways[i].prefix, length) != 0)
            continue;
        struct route route = {.kind = ways[i].kind, .rest = address + length};
        enum route_kind found = read_target(&route.target, route.rest);
        return found == ROUTE_TARGET ? route : (struct route){.kind = found};
    }
    return (struct route){.kind = ROUTE_NOT_FOUND};
}

struct route route_of(const char *address, const char *method)
{
    if (!is_address(address))
        return (struct route){.kind = ROUTE_BAD};
    if (is_path(address, "/"))
        return for_reading((struct route){.kind = ROUTE_INDEX}, method);
    if (is_path(address, "/stats")) {
        if (strcmp(method, "DELETE") == 0)
            return (struct route){.kind = ROUTE_RESET};
        if (is_read(method))
            return (struct route){.kind = ROUTE_STATS};
        return (struct route){.kind = ROUTE_NOT_ALLOWED, .allowed = read_and_reset};
    }
    struct route route = to_target(address);
    return route.target.kind ? for_reading(route, method) : route;
}
