/* SPDX-License-Identifier: MIT */
/* Twenty figures, and what stands around them. */
#include "origin/gallery.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "origin/dice.h"
#include "origin/html.h"
#include "origin/phrases.h"
#include "origin/picture.h"

enum { PAGE_SIZE_EXPECTED = 16 * 1024, HOSTILE_AMONG = 10, LONG_NAME = 296, QUERIED_AMONG = 5 };

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Up to the first figure. */
static const char page_start[] =
    "<!DOCTYPE html>\n"
    "<html lang=\"zh-CN\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<title>图库 &amp; pictures</title>\n"
    "<link rel=\"icon\" href=\"/favicon.ico\">\n"
    "</head>\n"
    "<body>\n"
    "<header><a href=\"/\"><img src=\"/static/logo.png\" alt=\"logo\"></a></header>\n"
    "<aside id=\"pictures_side\" class=\"pictures\">\n"
    "<figure><a href=\"/u/1\"><img src=\"/avatar/1.png\" "
    "alt=\"李雷\"></a><figcaption>李雷</figcaption></figure>\n"
    "<figure><a href=\"/u/2\"><img src=\"../../avatar/2.jpg\" alt=\"O'Brien\"></a>"
    "<figcaption>O&#39;Brien</figcaption></figure>\n"
    "</aside>\n"
    "<!-- <div id=\"pictures\"><figure><a href=\"#\"><img src=\"/old/1.png\" alt=\"\"></a></figure></div> "
    "-->\n"
    "<div id=\"pictures\">\n";

/* From the last figure to the end. */
static const char page_end[] =
    "</div>\n"
    "<div class=\"pictures\" id=\"pictures-more\">\n"
    "<figure><a href=\"/more\"><img src=\"/static/more.png\" alt=\"更多\"></a>"
    "<figcaption>更多</figcaption></figure>\n"
    "</div>\n"
    "<footer><img src=\"/static/icon-1.png\" alt=\"\"><img src=\"//pic.example/icon-2.png\" alt=\"\">"
    "<img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=\" alt=\"\"></footer>\n"
    "</body>\n"
    "</html>\n";

/* Few, so that many pictures have the same. */
static const char *const names[] = {
    "cover",      "IMG_0001", "photo-1", "%E5%9B%BE%E7%89%87", "a%20b",   "thumb_large", "DSC00042", "1",
    "screenshot", "IMG_0002", "photo-2", "%F0%9F%90%A7",       "a%26b+c", "index.final", "x%22y",    "COVER"};

static const char *const queries[] = {"?w=640&h=480", "?size=large", "?v=2&amp=1&lt=2", "?from=list&t=%20"};

/* Which of a page's pictures is of the page before; GALLERY_PICTURES for none. */
static unsigned index_again(uint64_t seed, uint64_t page)
{
    struct dice dice = dice_for(DICE_GALLERY_AGAIN, seed, page, 0);
    return page > 1 ? dice_roll(&dice, GALLERY_PICTURES) : GALLERY_PICTURES;
}

static uint64_t own_picture(uint64_t page, unsigned index)
{
    return (page - 1) * GALLERY_PICTURES + index + 1;
}

uint64_t gallery_picture(uint64_t seed, uint64_t page, unsigned index)
{
    if (index != index_again(seed, page))
        return own_picture(page, index);
    struct dice dice = dice_for(DICE_GALLERY_AGAIN, seed, page, 1);
    unsigned before = dice_roll(&dice, GALLERY_PICTURES);
    if (before == index_again(seed, page - 1))
        before = (before + 1) % GALLERY_PICTURES;
    return own_picture(page - 1, before);
}

/* Puts a last segment without its ending. */
static void put_hostile_name(char name[GALLERY_ADDRESS_SIZE], struct dice *dice)
{
    static const char *const hostile[] = {"..%2f..%2fetc%2fpasswd", "%00", "C%3A%5Cx", ""};
    uint32_t which = dice_roll(dice, COUNT(hostile) + 1);
    if (which < COUNT(hostile)) {
        (void)snprintf(name, GALLERY_ADDRESS_SIZE, "%s", hostile[which]);
        return;
    }
    memset(name, 'n', LONG_NAME);
    name[LONG_NAME] = '\0';
}

void gallery_address(char address[GALLERY_ADDRESS_SIZE], uint64_t seed, uint64_t id)
{
    struct dice dice = dice_for(DICE_PICTURE_NAME, seed, id, 0);
    char name[GALLERY_ADDRESS_SIZE];
    if (dice_roll(&dice, HOSTILE_AMONG) == 0)
        put_hostile_name(name, &dice);
    else
        (void)snprintf(name, sizeof name, "%s", names[dice_roll(&dice, COUNT(names))]);
    const char *query = dice_roll(&dice, QUERIED_AMONG) ? "" : queries[dice_roll(&dice, COUNT(queries))];
    (void)snprintf(address, GALLERY_ADDRESS_SIZE, "/picture/%" PRIu64 "/%.300s%s%s", id, name,
                   picture_is_png(seed, id) ? ".png" : ".jpg", query);
}

/* Writes an address in one of its forms, as seen from /pictures/p/{page}. */
static void write_source(struct html *html, const char *address, const char *host)
{
    static const char *const before_host[] = {"http://", "//"};
    uint32_t form = dice_roll(&html->dice, 4);
    if (host && form < COUNT(before_host)) {
        html_markup(html, before_host[form]);
        html_text(html, host);
    } else if (form == 2) {
        html_markup(html, "../..");
    }
    html_text(html, address);
}

static const char *one_of(const struct phrases *phrases, struct dice *dice)
{
    return phrases->texts[dice_roll(dice, phrases->count)];
}

static void write_figure(struct html *html, uint64_t seed, uint64_t id, const char *host)
{
    char address[GALLERY_ADDRESS_SIZE];
    gallery_address(address, seed, id);
    char link[GALLERY_ADDRESS_SIZE];
    (void)snprintf(link, sizeof link,
                   "<figure><a class=\"big\" href=\"/pictures/show/%" PRIu64 "\"><img src=\"", id);
    html_markup(html, link);
    write_source(html, address, host);
    html_markup(html, "\" alt=\"");
    html_text(html, one_of(&phrases_subjects, &html->dice));
    html_markup(html, "\"></a><figcaption>");
    html_rich_text(html, one_of(&phrases_sentences, &html->dice));
    html_markup(html, "</figcaption></figure>\n");
}

int gallery_render(struct buffer *out, uint64_t seed, uint64_t page, const char *host)
{
    if (!buffer_reserve(out, PAGE_SIZE_EXPECTED))
        return -ENOMEM;
    struct html html;
    html_init(&html, out, dice_for(DICE_GALLERY, seed, page, 0));
    html_markup(&html, page_start);
    for (unsigned i = 0; i < GALLERY_PICTURES; i++)
        write_figure(&html, seed, gallery_picture(seed, page, i), host);
    html_markup(&html, page_end);
    return html.error;
}
