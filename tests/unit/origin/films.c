/* SPDX-License-Identifier: MIT */
/* The origin's films: what a reader of JSON makes of them. */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/buffer.h"
#include "origin/film.h"
#include "origin/films.h"

enum { FILMS = 2000 };

static struct buffer render(uint64_t seed, uint64_t start, uint32_t limit)
{
    struct buffer text;
    buffer_init(&text);
    assert_int_equal(films_render(&text, seed, start, limit), 0);
    return text;
}

/* The films as a reader sees them, for json_decref. */
static json_t *read_films(uint64_t seed, uint64_t start, uint32_t limit)
{
    struct buffer text = render(seed, start, limit);
    json_error_t error;
    json_t *films = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);
    if (!films)
        fail_msg("line %d: %s", error.line, error.text);
    buffer_release(&text);
    assert_int_equal(json_array_size(films), limit);
    return films;
}

/* How many films of the first FILMS `is` is true of. */
static size_t count(bool (*is)(const json_t *film))
{
    size_t found = 0;
    for (uint64_t start = 0; start < FILMS; start += FILMS_MOST) {
        json_t *films = read_films(1, start, FILMS_MOST);
        for (size_t i = 0; i < FILMS_MOST; i++)
            found += is(json_array_get(films, i));
        json_decref(films);
    }
    return found;
}

static void what_is_read_is_what_was_made(void **state)
{
    (void)state;
    for (uint64_t start = 0; start < FILMS; start += FILMS_PER_PAGE) {
        json_t *films = read_films(1, start, FILMS_PER_PAGE);
        for (size_t i = 0; i < FILMS_PER_PAGE; i++) {
            json_t *made = film_new(1, start + i);
            assert_non_null(made);
            assert_true(json_equal(json_array_get(films, i), made));
            json_decref(made);
        }
        json_decref(films);
    }
}

static void every_film_has_all_fields_but_perhaps_actors(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        json_type type;
    } fields[] = {{"rating", JSON_ARRAY},       {"rank", JSON_INTEGER},        {"cover_url", JSON_STRING},
                  {"id", JSON_STRING},          {"types", JSON_ARRAY},         {"regions", JSON_ARRAY},
                  {"url", JSON_STRING},         {"release_date", JSON_STRING}, {"actor_count", JSON_INTEGER},
                  {"vote_count", JSON_INTEGER}, {"score", JSON_STRING}};
    json_t *films = read_films(1, 0, FILMS_MOST);
    for (size_t i = 0; i < FILMS_MOST; i++) {
        json_t *film = json_array_get(films, i);
        for (size_t j = 0; j < sizeof fields / sizeof *fields; j++)
            assert_true(json_typeof(json_object_get(film, fields[j].name)) == fields[j].type);
        json_t *title = json_object_get(film, "title");
        assert_true(json_is_string(title) || json_is_integer(title));
        assert_true(json_is_boolean(json_object_get(film, "is_playable")));
        assert_true(json_is_boolean(json_object_get(film, "is_watched")));
        assert_int_equal(json_integer_value(json_object_get(film, "rank")), i + 1);
        json_t *rating = json_object_get(film, "rating");
        assert_string_equal(json_string_value(json_array_get(rating, 0)),
                            json_string_value(json_object_get(film, "score")));
    }
    json_decref(films);
}

static bool lacks_actors(const json_t *film)
{
    return !json_object_get(film, "actors");
}

static bool has_an_empty_array(const json_t *film)
{
    const json_t *film_actors = json_object_get(film, "actors");
    return json_array_size(json_object_get(film, "types")) == 0 ||
           (film_actors && json_array_size(film_actors) == 0);
}

static bool is_called_a_number(const json_t *film)
{
    return json_is_integer(json_object_get(film, "title"));
}

static void some_films_are_odd(void **state)
{
    (void)state;
    assert_in_range(count(lacks_actors), FILMS * 7 / 100, FILMS * 13 / 100);
    assert_in_range(count(has_an_empty_array), FILMS * 7 / 100, FILMS * 13 / 100);
    assert_in_range(count(is_called_a_number), FILMS * 3 / 100, FILMS * 7 / 100);
}

static void titles_and_actors_contain_what_a_csv_trips_over(void **state)
{
    (void)state;
    static const char *const hostile[] = {",", "\"", "\n", "\r\n", "\\", "&", "我", "𠮷", "🎬", "é"};
    json_t *names = json_array();
    for (uint64_t place = 0; place < FILMS; place++) {
        json_t *film = film_new(1, place);
        assert_non_null(film);
        assert_int_equal(json_array_append(names, json_object_get(film, "title")), 0);
        if (!lacks_actors(film))
            assert_int_equal(json_array_extend(names, json_object_get(film, "actors")), 0);
        json_decref(film);
    }
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        size_t found = 0;
        for (size_t j = 0; j < json_array_size(names); j++) {
            const char *name = json_string_value(json_array_get(names, j));
            found += name && strstr(name, hostile[i]);
        }
        if (!found)
            fail_msg("no name contains '%s'", hostile[i]);
    }
    json_decref(names);
}

static void some_are_written_with_escapes_and_some_without(void **state)
{
    (void)state;
    static const char *const spellings[] = {
        "\\u7F8E\\u56FD", "美国", "\\uD842\\uDFB7", "𠮷", "\\uD83C\\uDFAC", "🎬", "\\/",
        "/subject/",      "\\n",  "\\\"",           ": ["};
    struct buffer text = render(1, 0, FILMS);
    assert_int_equal(buffer_append(&text, "", 1), 0);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (!strstr(text.data, spellings[i]))
            fail_msg("no film contains '%s'", spellings[i]);
    }
    buffer_release(&text);
}

static void a_film_is_the_same_in_every_request(void **state)
{
    (void)state;
    json_t *all = read_films(1, 0, FILMS_MOST);
    json_t *some = read_films(1, 37, 7);
    for (size_t i = 0; i < 7; i++)
        assert_true(json_equal(json_array_get(all, 37 + i), json_array_get(some, i)));
    json_t *other = read_films(2, 0, FILMS_MOST);
    assert_false(json_equal(all, other));
    json_decref(all);
    json_decref(some);
    json_decref(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_what_was_made),
        cmocka_unit_test(every_film_has_all_fields_but_perhaps_actors),
        cmocka_unit_test(some_films_are_odd),
        cmocka_unit_test(titles_and_actors_contain_what_a_csv_trips_over),
        cmocka_unit_test(some_are_written_with_escapes_and_some_without),
        cmocka_unit_test(a_film_is_the_same_in_every_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
