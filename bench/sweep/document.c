/* SPDX-License-Identifier: MIT */
#include "bench/sweep/document.h"

#include "bench/host/environment.h"
#include "bench/show/document.h"
#include "bench/sweep/advice.h"
#include "bench/words/json.h"

enum { SCHEMA_VERSION = 1 };

static json_t *number_of(const struct axis *axis, size_t i)
{
    return axis_is_time(axis->kind) ? json_real(axis_number(axis, i))
                                    : json_integer((json_int_t)axis->values[i]);
}

static json_t *over_of(const struct sweep *sweep)
{
    json_t *list = json_array();
    for (size_t i = 0; i < sweep->axis_count; i++) {
        const struct axis *axis = &sweep->axes[i];
        json_t *values = json_array();
        for (size_t j = 0; j < axis->count; j++)
            json_array_append_new(values, number_of(axis, j));
        json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "name", axis_column(axis->kind), "unit",
                                              axis_is_time(axis->kind) ? "s" : "1", "values", values));
    }
    return list;
}

static json_t *winner_of(const struct sweep *sweep, const struct point *point)
{
    const struct winner *winner = &point->winner;
    if (!winner->first)
        return json_null();
    json_t *second = winner->second ? json_string(sweep_series(sweep, point, winner->second)) : json_null();
    return json_pack("{s:s, s:o, s:o, s:b}", "model", sweep_series(sweep, point, winner->first), "second",
                     second, "factor", known_real(winner->factor), "tie", winner->tie);
}

static json_t *point_of(const struct sweep *sweep, const struct point *point)
{
    json_t *at = json_object();
    json_t *series = json_array();
    for (size_t i = 0; i < sweep->axis_count; i++)
        json_object_set_new(at, axis_column(sweep->axes[i].kind), number_of(&sweep->axes[i], point->at[i]));
    for (size_t i = 0; i < point->comparison.count; i++)
        json_array_append_new(series, json_string(sweep->series[point->series[i]]));
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "at", at, "scenario",
                     document_scenario(&point->comparison), "reference",
                     document_reference(&point->comparison), "series", series, "models",
                     document_models(&point->comparison), "winner", winner_of(sweep, point));
}

static json_t *formula_of(const struct sweep *sweep)
{
    static const char *const words[] = {[ADVICE_HOLDS] = "holds",
                                        [ADVICE_TOO_FEW] = "too-few",
                                        [ADVICE_TOO_MANY] = "too-many",
                                        [ADVICE_UNSURE] = "unsure",
                                        [ADVICE_OPEN] = "open"};
    json_t *list = json_array();
    for (size_t series = 0; series < sweep->series_count; series++) {
        struct formula_check check;
        if (!advice_find(&check, sweep, series))
            continue;
        json_array_append_new(list,
                              json_pack("{s:s, s:I, s:f, s:o, s:o, s:I, s:s}", "model", sweep->series[series],
                                        "best_workers", (json_int_t)check.best, "tasks_per_s",
                                        check.rate.value, "tasks_per_s_ci95", known_pair(check.rate.interval),
                                        "formula", known_real(check.formula), "advised_workers",
                                        (json_int_t)check.advised, "verdict", words[check.verdict]));
    }
    return list;
}

json_t *sweep_document_new(const struct sweep *sweep)
{
    const struct comparison *first = &sweep->points[0].comparison;
    double timed_s = 0;
    double untimed_s = 0;
    json_t *points = json_array();
    for (size_t i = 0; i < sweep->count; i++) {
        json_array_append_new(points, point_of(sweep, &sweep->points[i]));
        timed_s += sweep->points[i].comparison.timed_s;
        untimed_s += sweep->points[i].comparison.untimed_s;
    }
    json_t *spent =
        json_pack("{s:f, s:f, s:f}", "timed", timed_s, "untimed", untimed_s, "total", sweep->total_s);
    return json_pack("{s:i, s:b, s:o, s:o, s:I, s:o, s:o, s:o}", "schema_version", SCHEMA_VERSION, "partial",
                     sweep->partial, "environment", environment_new(first->cores, &first->warnings), "over",
                     over_of(sweep), "rounds", (json_int_t)sweep->rounds, "spent_s", spent, "formula",
                     formula_of(sweep), "points", points);
}
