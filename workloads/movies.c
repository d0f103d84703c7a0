/* SPDX-License-Identifier: MIT */
#include "workloads/movies.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "workloads/charset.h"
#include "workloads/json.h"

enum { TITLE, ACTORS, TYPES, FIELDS };

/* A film under way: the field it is at, and what the row is made of. */
struct film {
    size_t number;                /* from 1 */
    struct buffer fields[FIELDS]; /* each ends with a NUL */
    char *reason;                 /* borrowed: RESULT_REASON_SIZE bytes, why it is none */
};

static const char *const columns[FIELDS] = {[TITLE] = "title", [ACTORS] = "actors", [TYPES] = "types"};

static int refuse(const struct film *film, const char *why)
{
    snprintf(film->reason, RESULT_REASON_SIZE, "not a list of films: film %zu %s", film->number, why);
    return -EBADMSG;
}

/* Appends a string as it is or a number in decimal. Returns 0, -EINVAL for anything else, or -ENOMEM. */
static int append_scalar(struct buffer *out, struct json *value)
{
    enum json_kind kind = json_peek(value);
    return kind == JSON_STRING || kind == JSON_NUMBER ? json_read(value, out) : -EINVAL;
}

/* Joins an array, which a film may lack, with commas. */
static int append_array(const struct film *film, struct buffer *out, struct json *array, const char *name)
{
    char why[80];
    int err = 0;
    enum json_kind kind = array->at ? json_peek(array) : JSON_NULL;
    if (kind == JSON_NULL)
        return 0;
    if (kind == JSON_ARRAY)
        json_enter(array);
    else
        err = -EINVAL;
    for (bool first = true; !err && json_next(array, NULL) > 0; first = false) {
        if (!first)
            err = buffer_append(out, ",", 1);
        if (!err)
            err = append_scalar(out, array);
    }
    if (err != -EINVAL)
        return err;
    snprintf(why, sizeof why, "has %s that are no list of names", name);
    return refuse(film, why);
}

/* Finds the values of what is asked for. As in Python, the last counts where there are several. */
static int find_fields(struct json *object, struct json values[FIELDS])
{
    struct buffer name;
    int more = 0;
    buffer_init(&name);
    json_enter(object);
    while ((more = json_next(object, &name)) > 0) {
        for (int i = TITLE; i <= TYPES; i++) {
            if (name.size == strlen(columns[i]) && memcmp(name.data, columns[i], name.size) == 0)
                values[i] = *object;
        }
        json_skip(object);
    }
    buffer_release(&name);
    return more;
}

static int append_fields(struct film *film, struct json *object)
{
    struct json values[FIELDS] = {{.at = NULL}};
    if (json_peek(object) != JSON_OBJECT)
        return refuse(film, "is no object");
    int err = find_fields(object, values);
    if (!err)
        err = values[TITLE].at ? append_scalar(&film->fields[TITLE], &values[TITLE]) : -EINVAL;
    if (err == -EINVAL)
        return refuse(film, "has no title");
    for (int i = ACTORS; i <= TYPES && !err; i++)
        err = append_array(film, &film->fields[i], &values[i], columns[i]);
    for (int i = TITLE; i <= TYPES && !err; i++)
        err = buffer_append(&film->fields[i], "", 1);
    return err;
}

static int extract_film(struct film *film, struct json *object, struct result *out)
{
    int err = append_fields(film, object);
    if (!err) {
        const char *const row[] = {film->fields[TITLE].data, film->fields[ACTORS].data,
                                   film->fields[TYPES].data};
        err = result_add_row(out, row, FIELDS);
    }
    for (int i = TITLE; i <= TYPES; i++)
        buffer_release(&film->fields[i]);
    return err;
}

static int extract_films(struct json *list, struct result *out, char reason[RESULT_REASON_SIZE])
{
    struct film film = {.reason = reason};
    int err = 0;
    if (json_peek(list) != JSON_ARRAY) {
        snprintf(reason, RESULT_REASON_SIZE, "not a list of films: no array");
        return -EBADMSG;
    }
    json_enter(list);
    while (!err && (err = json_next(list, NULL)) > 0) {
        film.number++;
        err = extract_film(&film, list, out);
    }
    return err;
}

/* JSON is UTF-8, whatever it is called (RFC 8259, 8.1); but with a mark, or a NUL beside its first sign, it
   is UTF-16, as for requests (guess_json_utf). Makes it UTF-8, with U+FFFD for what is invalid. */
static int decode(const struct buffer *bytes, struct buffer *text)
{
    struct charset_tally tally;
    size_t skip = 0;
    const char *at = bytes->data;
    const struct encoding *encoding = charset_of(at, bytes->size, "utf-8", &skip);
    if (bytes->size > 1 && at[0] && !at[1])
        encoding = &encoding_utf16le;
    else if (bytes->size > 1 && !at[0] && at[1])
        encoding = &encoding_utf16be;
    int err = charset_decode(encoding, at + skip, bytes->size - skip, text, &tally);
    return !err && charset_is_wrong(&tally) ? -EILSEQ : err;
}

int movies_extract(const struct body *body, struct result *out, char reason[RESULT_REASON_SIZE])
{
    struct json list;
    struct buffer text;
    size_t line = 0;
    size_t column = 0;
    buffer_init(&text);
    int err = body->bytes.size ? decode(&body->bytes, &text) : 0;
    if (err == -EILSEQ) {
        snprintf(reason, RESULT_REASON_SIZE, "not a list of films: not UTF-8");
        err = -EBADMSG;
    } else if (!err) {
        err = json_open(&list, text.size ? text.data : "", text.size);
        if (err == -EBADMSG) {
            json_place(&list, &line, &column);
            snprintf(reason, RESULT_REASON_SIZE, "not a list of films: %s (line %zu, column %zu)", list.fault,
                     line, column);
        }
        if (!err)
            err = extract_films(&list, out, reason);
    }
    buffer_release(&text);
    return err;
}

static int setup(const struct workload_settings *settings)
{
    (void)settings;
    return 0;
}

static int run(const struct task *task, struct io *io, struct result *out)
{
    struct body body;
    char reason[RESULT_REASON_SIZE] = "";
    int err = io_get(io, task->address, &body); /* the only place that waits */
    if (!err)
        err = movies_extract(&body, out, reason);
    io_explain(io, reason);
    body_release(&body);
    return err;
}

const struct workload workload_movies = {
    .name = "movies",
    .about = {"fetch JSON lists, extract every film to CSV", "抓取 JSON 榜单，把每部电影写入 CSV"},
    .output = "movies.csv",
    .addresses = "/j/chart/top_list?type=11&interval_id=100%3A90&action=&start={start}&limit=20",
    .tasks = 50,
    .columns = columns,
    .column_count = FIELDS,
    .setup = setup,
    .run = run,
};
