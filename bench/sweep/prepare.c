/* SPDX-License-Identifier: MIT */
#include "bench/sweep/prepare.h"

#include <errno.h>
#include <string.h>

#include "bench/measure/prepare.h"
#include "bench/measure/progress.h"
#include "bench/measure/reference.h"

static bool same_work(const struct options *a, const struct options *b)
{
    return a->tasks == b->tasks && a->work_ns == b->work_ns;
}

/* The first point before this one with the same work, and with the same latency; NULL when there is none. */
static const struct point *find_earlier(const struct sweep *sweep, const struct point *point, bool work,
                                        bool latency)
{
    for (const struct point *earlier = sweep->points; earlier < point; earlier++) {
        if ((!work || same_work(&earlier->options, &point->options)) &&
            (!latency || earlier->options.latency_ns == point->options.latency_ns))
            return earlier;
    }
    return NULL;
}

static int adopt(struct point *point, const struct point *other)
{
    return comparison_adopt(&point->comparison, &other->comparison)
               ? fail(point->measuring.why, -ENOMEM, MESSAGE_TEXT, strerror(ENOMEM))
               : 0;
}

/* Finds out what everything at a point is held against, as far as no earlier point has. An origin serves all
   points of its latency, a workspace those of them with the same work. */
static int prepare_point(const struct sweep *sweep, struct point *point, const struct workspace *workspace)
{
    struct comparison *comparison = &point->comparison;
    struct measuring *measuring = &point->measuring;
    const struct point *served = find_earlier(sweep, point, false, true);
    const struct point *worked = find_earlier(sweep, point, true, false);
    const struct point *same = find_earlier(sweep, point, true, true);
    int err = 0;
    if (served) {
        memcpy(comparison->url, served->comparison.url, sizeof comparison->url);
        measuring->origin = served->measuring.origin;
    } else {
        err = prepare_scene(measuring);
    }
    if (same) {
        memcpy(comparison->from, same->comparison.from, sizeof comparison->from);
        memcpy(comparison->urls, same->comparison.urls, sizeof comparison->urls);
        measuring->workspace = same->measuring.workspace;
        return adopt(point, same);
    }
    measuring->workspace = &point->workspace;
    if (!err)
        err = workspace_init_inside(&point->workspace, workspace, (size_t)(point - sweep->points),
                                    measuring->why);
    if (!err)
        err = prepare_work(measuring);
    if (!err)
        err = worked ? adopt(point, worked) : reference_run(measuring);
    if (!err && origin_runs(measuring->origin))
        err = reference_probe(measuring);
    return err;
}

int sweep_prepare(struct sweep *sweep, const struct workspace *workspace)
{
    progress_step(&sweep->options, MESSAGE_PROGRESS_REFERENCE, "");
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        int err = prepare_point(sweep, point, workspace);
        if (!err && point->options.advise)
            err = comparison_advise(&point->comparison, point->measuring.why);
        if (err)
            return err;
    }
    return 0;
}
