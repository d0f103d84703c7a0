/* SPDX-License-Identifier: MIT */
/* Which module makes what. */
#include "origin/target.h"

#include <stddef.h>

#include "origin/answer.h"
#include "origin/films.h"
#include "origin/gallery.h"
#include "origin/page.h"
#include "origin/picture.h"

const char *target_type(const struct target *target, uint64_t seed)
{
    switch (target->kind) {
    case TARGET_FILMS:
        return answer_json;
    case TARGET_PICTURE:
        return picture_is_png(seed, target->number) ? answer_png : answer_jpeg;
    case TARGET_POSTS:
    case TARGET_GALLERY:
        return answer_html;
    case TARGET_NONE:
        break;
    }
    return NULL;
}

int target_render(struct buffer *out, const struct target *target, const struct target_site *site)
{
    switch (target->kind) {
    case TARGET_POSTS:
        return page_render(out, site->seed, target->number);
    case TARGET_FILMS:
        return films_render(out, site->seed, target->start, target->limit);
    case TARGET_GALLERY:
        return gallery_render(out, site->seed, target->number, site->host);
    case TARGET_PICTURE:
        return picture_render(out, site->bank, site->seed, target->number);
    case TARGET_NONE:
        break;
    }
    return 0;
}
