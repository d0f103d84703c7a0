/* SPDX-License-Identifier: MIT */
#include "bench/show/budget.h"

#include <math.h>

#include "bench/words/number.h"
#include "bench/words/text.h"

static const double least_shown = 0.0005; /* of the time: less is 0.0 % */

const struct budget_word budget_words[BUDGET_PARTS] = {
    [BUDGET_LATENCY] = {"latency_s", MESSAGE_BUDGET_LATENCY},
    [BUDGET_COMPUTING] = {"computing_s", MESSAGE_BUDGET_COMPUTING},
    [BUDGET_QUEUEING] = {"queueing_s", MESSAGE_BUDGET_QUEUEING},
    [BUDGET_WORKERS] = {"workers_s", MESSAGE_BUDGET_WORKERS},
    [BUDGET_LOCK] = {"lock_s", MESSAGE_BUDGET_LOCK},
    [BUDGET_RATE] = {"rate_s", MESSAGE_BUDGET_RATE},
    [BUDGET_FAULTS] = {"faults_s", MESSAGE_BUDGET_FAULTS},
    [BUDGET_STARTUP] = {"startup_s", MESSAGE_BUDGET_STARTUP},
    [BUDGET_LATE] = {"late_s", MESSAGE_BUDGET_LATE},
    [BUDGET_REST] = {"rest_s", MESSAGE_BUDGET_REST}};

bool budget_known(const struct budget *budget)
{
    return isfinite(budget->part_s[BUDGET_REST]);
}

static void put_title(struct grid_cell *cell, enum message title)
{
    cell->sgr = "2";
    cell->side = title == MESSAGE_COLUMN_MODEL ? TEXT_LEFT : TEXT_RIGHT;
    grid_set(cell, "%s", message(title));
}

static void fill(struct grid_cell *cells, const struct grid *grid, size_t row)
{
    const struct budget_grid *report = grid->subject;
    const struct contender *contender = row ? report->rows[row - 1] : NULL;
    if (!contender) {
        put_title(&cells[0], MESSAGE_COLUMN_MODEL);
        put_title(&cells[1], MESSAGE_BUDGET_TIME);
    } else {
        grid_set(&cells[0], "%s", contender->entrant.label);
        grid_set(&cells[1], "%s", text_seconds(contender->wall.value).text);
    }
    for (size_t i = 2; i < grid->columns; i++) {
        enum budget_part part = report->parts[i - 2];
        if (!contender) {
            put_title(&cells[i], budget_words[part].title);
            continue;
        }
        double seconds = contender->budget.part_s[part];
        grid_set(&cells[i], "%s (%s)", text_seconds(seconds).text,
                 text_percent(seconds / contender->wall.value).text);
    }
}

/* Whether the part is something somewhere. */
static bool occurs(const struct budget_grid *report, enum budget_part part)
{
    for (size_t i = 0; i < report->grid.rows; i++) {
        const struct contender *contender = report->rows[i];
        if (contender->budget.part_s[part] >= least_shown * contender->wall.value)
            return true;
    }
    return false;
}

void budget_grid_init(struct budget_grid *out, const struct comparison *comparison)
{
    *out = (struct budget_grid){.grid = {.fill = fill, .subject = out, .columns = 2}};
    for (size_t i = 0; i < comparison->count; i++) {
        const struct contender *contender = &comparison->contenders[i];
        if (contender_counts(contender) && budget_known(&contender->budget))
            out->rows[out->grid.rows++] = contender;
    }
    for (int part = 0; part < BUDGET_PARTS; part++) {
        if (occurs(out, (enum budget_part)part))
            out->parts[out->grid.columns++ - 2] = (enum budget_part)part;
    }
}
