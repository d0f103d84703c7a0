/* SPDX-License-Identifier: MIT */
/* Writes films in the different ways that JSON allows. */
#include "origin/films.h"

#include <errno.h>
#include <jansson.h>
#include <stddef.h>

#include "origin/dice.h"
#include "origin/film.h"

static int append(const char *text, size_t size, void *out)
{
    return buffer_append(out, text, size);
}

/* How the film at `place` is written. */
static size_t style_of(uint64_t seed, uint64_t place)
{
    static const size_t styles[] = {JSON_COMPACT, JSON_COMPACT | JSON_ENSURE_ASCII,
                                    JSON_COMPACT | JSON_ESCAPE_SLASH,
                                    JSON_COMPACT | JSON_ENSURE_ASCII | JSON_ESCAPE_SLASH, JSON_INDENT(2)};
    struct dice dice = dice_for(DICE_FILM, seed, place, 1);
    return styles[dice_roll(&dice, sizeof styles / sizeof *styles)];
}

static int append_film(struct buffer *out, uint64_t seed, uint64_t place)
{
    json_t *film = film_new(seed, place);
    int err = film ? json_dump_callback(film, append, out, style_of(seed, place)) : -1;
    json_decref(film);
    return err ? -ENOMEM : 0;
}

int films_render(struct buffer *out, uint64_t seed, uint64_t start, uint32_t limit)
{
    int err = 0;
    for (uint32_t i = 0; i < limit && !err; i++) {
        err = buffer_append(out, i ? "," : "[", 1);
        if (!err)
            err = append_film(out, seed, start + i);
    }
    return err ? err : buffer_append(out, "]", 1);
}
