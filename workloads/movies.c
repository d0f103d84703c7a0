/* SPDX-License-Identifier: MIT */
#include "workloads/movies.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
static int append_scalar(struct buffer *out, const json_t *value)
{
    if (json_is_string(value))
        return buffer_append(out, json_string_value(value), json_string_length(value));
    if (!json_is_number(value))
        return -EINVAL;
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)); /* 0.1 stays 0.1 */
    int err = text ? buffer_append(out, text, strlen(text)) : -ENOMEM;
    free(text);
    return err;
}

/* Joins an array, which a film may lack, with commas. */
static int append_array(const struct film *film, struct buffer *out, const json_t *array, const char *name)
{
    char why[80];
    size_t i = 0;
    const json_t *value = NULL;
    int err = 0;
    if (array && !json_is_array(array) && !json_is_null(array))
        err = -EINVAL;
    json_array_foreach(array, i, value)
    {
        if (!err && i)
            err = buffer_append(out, ",", 1);
        if (!err)
            err = append_scalar(out, value);
    }
    if (err != -EINVAL)
        return err;
    snprintf(why, sizeof why, "has %s that are no list of names", name);
    return refuse(film, why);
}

static int append_fields(struct film *film, const json_t *object)
{
    if (!json_is_object(object))
        return refuse(film, "is no object");
    int err = append_scalar(&film->fields[TITLE], json_object_get(object, columns[TITLE]));
    if (err == -EINVAL)
        return refuse(film, "has no title");
    for (int i = ACTORS; i <= TYPES && !err; i++)
        err = append_array(film, &film->fields[i], json_object_get(object, columns[i]), columns[i]);
    for (int i = TITLE; i <= TYPES && !err; i++)
        err = buffer_append(&film->fields[i], "", 1);
    return err;
}

static int extract_film(struct film *film, const json_t *object, struct result *out)
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

/* In our own words: jansson's quote the bytes they are about, which may be anything. */
static const char *explain(const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_stack_overflow:
        return "nested too deeply";
    case json_error_invalid_utf8:
        return "not UTF-8";
    case json_error_premature_end_of_input:
        return "ends too early";
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return "a NUL in a text";
    case json_error_duplicate_key:
        return "a name twice in an object";
    case json_error_numeric_overflow:
        return "too large a number";
    default:
        return "not JSON";
    }
}

int movies_extract(const struct body *body, struct result *out, char reason[RESULT_REASON_SIZE])
{
    json_error_t error;
    size_t i = 0;
    const json_t *object = NULL;
    const char *text = body->bytes.size ? body->bytes.data : "";
    json_t *list = json_loadb(text, body->bytes.size, JSON_REJECT_DUPLICATES, &error);
    if (!list && json_error_code(&error) == json_error_out_of_memory)
        return -ENOMEM;
    if (!list) {
        snprintf(reason, RESULT_REASON_SIZE, "not a list of films: %s (line %d, column %d)", explain(&error),
                 error.line, error.column);
        return -EBADMSG;
    }
    int err = 0;
    if (!json_is_array(list)) {
        snprintf(reason, RESULT_REASON_SIZE, "not a list of films: no array");
        err = -EBADMSG;
    }
    json_array_foreach(list, i, object)
    {
        struct film film = {.number = i + 1, .reason = reason};
        if (!err)
            err = extract_film(&film, object, out);
    }
    json_decref(list);
    return err;
}

/* Here, since threads are not to choose it at the same time (jansson, "Thread safety"). */
static int setup(const struct workload_settings *settings)
{
    (void)settings;
    json_object_seed(0);
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
