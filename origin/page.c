/* SPDX-License-Identifier: MIT */
/* Fills the holes of the page's templates. */
#include "origin/page.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "origin/dice.h"
#include "origin/html.h"
#include "origin/markup.h"
#include "origin/post.h"

enum { PAGE_SIZE_EXPECTED = 32 * 1024 };

struct view {
    struct html html;
    uint32_t page;
    struct post post; /* the one being written */
};

/* White space that belongs to no value, as any of it may stand round one. */
static const char *const margins[] = {"",       "",       "\n        ",     " ",
                                      "\r\n\t", "&nbsp;", "\n\u3000\u3000", "&#8195;\n"};

/* What ends a summary that goes on elsewhere. */
static const char *const ellipses[] = {"...", "...", " ...", "\n...", "&nbsp;...", "\u3000...", "&#46;.."};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void margin(struct html *html)
{
    html_markup(html, margins[dice_roll(&html->dice, COUNT(margins))]);
}

static int ends_open(const char *text)
{
    size_t length = strlen(text);
    return length >= 3 && strcmp(text + length - 3, "...") == 0;
}

static void write_title(struct view *view)
{
    margin(&view->html);
    html_rich_text(&view->html, view->post.title);
    margin(&view->html);
}

static void write_summary(struct view *view)
{
    struct html *html = &view->html;
    margin(html);
    html_rich_text(html, view->post.summary);
    /* One "..." is not the summary's own. If it has one of its own, that must not be the last. */
    if (dice_roll(&html->dice, 8) || ends_open(view->post.summary))
        html_markup(html, ellipses[dice_roll(&html->dice, COUNT(ellipses))]);
    margin(html);
}

/* The date, in a month of our own choosing. */
static void write_date(struct view *view)
{
    uint32_t minute = view->post.minute;
    html_markup(&view->html, "2021-10-");
    html_number(&view->html, 1 + minute / 1440, 2);
    html_markup(&view->html, " ");
    html_number(&view->html, minute / 60 % 24, 2);
    html_markup(&view->html, ":");
    html_number(&view->html, minute % 60, 2);
}

static void write_author(struct view *view)
{
    html_markup(&view->html, "<span>");
    margin(&view->html);
    html_rich_text(&view->html, view->post.author);
    margin(&view->html);
    html_markup(&view->html, "</span>");
}

static void fill(struct view *view, const char *template);

static void write_avatar(struct view *view)
{
    if (view->post.avatar[0])
        fill(view, markup_avatar);
}

/* Writes `markup` for one post in `posts`. */
static void write_sometimes(struct view *view, const char *markup, uint32_t posts)
{
    if (dice_roll(&view->html.dice, posts) == 0)
        html_markup(&view->html, markup);
}

static void fill_text(struct view *view, char hole)
{
    switch (hole) {
    case 't':
        write_title(view);
        break;
    case 's':
        write_summary(view);
        break;
    case 'w':
        write_author(view);
        break;
    case 'a':
        write_avatar(view);
        break;
    case 'f':
        html_text(&view->html, view->post.avatar);
        break;
    case 'd':
        write_date(view);
        break;
    case 'p':
        write_sometimes(view, markup_pinned, 6);
        break;
    case 'q':
        write_sometimes(view, markup_source, 6);
        break;
    default:
        break;
    }
}

static uint32_t number_for(const struct view *view, char hole)
{
    switch (hole) {
    case 'n':
        return view->page;
    case 'm':
        return view->page + 1;
    case 'i':
        return view->post.id;
    case 'u':
        return view->post.user;
    case 'g':
        return view->post.likes;
    case 'c':
        return view->post.comments;
    default:
        return view->post.views;
    }
}

static void fill(struct view *view, const char *template)
{
    for (const char *hole; (hole = strchr(template, '{')); template = hole + strlen("{x}")) {
        html_markup_part(&view->html, template, (size_t)(hole - template));
        if (strchr("nmiugcv", hole[1]))
            html_number(&view->html, number_for(view, hole[1]), 1);
        else
            fill_text(view, hole[1]);
    }
    html_markup(&view->html, template);
}

int page_render(struct buffer *out, uint64_t seed, uint64_t page)
{
    if (!buffer_reserve(out, PAGE_SIZE_EXPECTED))
        return -ENOMEM;
    struct view view;
    view.page = (uint32_t)page;
    html_init(&view.html, out, dice_for(DICE_MARKUP, seed, page, 0));
    html_markup(&view.html, markup_head);
    fill(&view, markup_page_start);
    unsigned advertised = dice_roll(&view.html.dice, POSTS_PER_PAGE);
    for (unsigned i = 0; i < POSTS_PER_PAGE; i++) {
        post_generate(&view.post, seed, page, i);
        fill(&view, markup_post);
        if (i == advertised)
            html_markup(&view.html, markup_advertisement);
    }
    fill(&view, markup_page_end);
    return view.html.error;
}
