/* SPDX-License-Identifier: MIT */
#include "bench/words/json.h"

#include <errno.h>
#include <math.h>

json_t *known_real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *known_pair(struct interval interval)
{
    if (!isfinite(interval.low) || !isfinite(interval.high))
        return json_null();
    return json_pack("[f, f]", interval.low, interval.high);
}

json_t *known_count(size_t count)
{
    return count ? json_integer((json_int_t)count) : json_null();
}

json_t *known_text(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

double json_number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

size_t json_count(const json_t *object, const char *key)
{
    json_int_t value = json_integer_value(json_object_get(object, key));
    return value > 0 ? (size_t)value : 0;
}

/* Both ends of an interval, or NaN. */
static struct interval pair_of(const json_t *object, const char *key)
{
    const json_t *ends = json_object_get(object, key);
    const json_t *low = json_array_get(ends, 0);
    const json_t *high = json_array_get(ends, 1);
    if (json_array_size(ends) != 2 || !json_is_number(low) || !json_is_number(high))
        return (struct interval){NAN, NAN};
    return (struct interval){json_number_value(low), json_number_value(high)};
}

static json_t *value_of(const struct json_field *field)
{
    if (field->real)
        return known_real(*field->real);
    if (field->interval)
        return known_pair(*field->interval);
    return json_integer(field->count ? (json_int_t)*field->count : *field->integer);
}

void json_set_fields(json_t *object, const struct json_field *fields, bool known)
{
    for (const struct json_field *field = fields; field->key; field++)
        json_object_set_new(object, field->key, known ? value_of(field) : json_null());
}

void json_get_fields(const json_t *object, const struct json_field *fields)
{
    for (const struct json_field *field = fields; field->key; field++) {
        if (field->real)
            *field->real = json_number(object, field->key);
        else if (field->interval)
            *field->interval = pair_of(object, field->key);
        else if (field->count)
            *field->count = json_count(object, field->key);
        else
            *field->integer = (long)json_count(object, field->key);
    }
}

int json_write(json_t *root, FILE *file)
{
    bool written = root && json_dumpf(root, file, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) == 0 &&
                   fputc('\n', file) != EOF;
    json_decref(root);
    return written ? 0 : -EIO;
}
