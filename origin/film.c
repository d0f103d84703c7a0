/* SPDX-License-Identifier: MIT */
/* Films, put together from titles and names with everything in them that a CSV can trip over. */
#include "origin/film.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "origin/dice.h"

enum {
    TEXT_SIZE = 200,
    FEW_MOST = 3,    /* types, regions */
    ACTORS_MOST = 8, /* of those that are named */
    NUMBERED_AMONG = 20,
    LACKING_AMONG = 10,
    EMPTY_AMONG = 20, /* of the types, and of the actors */
    FIRST_ID = 1291500,
};

struct words {
    const char *const *texts;
    size_t count;
};

#define WORDS(list)                                                                                          \
    {                                                                                                        \
        (list), sizeof(list) / sizeof *(list)                                                                \
    }

/* clang-format off: what belongs together on a line */
static const char *const titles[] = {
    "肖申克的救赎",
    "霸王别姬",
    "大红灯笼高高挂",
    "饮食男女",
    "活着",
    "花样年华",
    "我不是药神",
    "无间道",
    "这个杀手不太冷 / Léon",
    "Schindler's List",
    "The Good, the Bad and the Ugly",
    "Crouching Tiger, Hidden Dragon",
    "\"Crocodile\" Dundee",
    "I, Robot",
    "Good Night, and Good Luck.",
    "O Brother, Where Art Thou?",
    "Dr. Strangelove or:\nHow I Learned to Stop Worrying",
    "千与千寻\r\n千と千尋の神隠し",
    "Amélie & friends",
    "十二怒汉 \"12 Angry Men\"",
    "机器人总动员 WALL·E",
    "你好，李焕英",
    "𠮷野家的故事",
    "𪚥𪚥",
    "The Emoji Movie 🎬",
    "8½",
    "C:\\Films\\new",
    "=SUM(A1:A9)",
    "Se7en",
    "<Title> &amp; 其他",
    "\tTab",
    "Léon, \"the\" professional,\nagain",
};
static const json_int_t numbers[] = {1917, 2012, 300, 1984, 42, 1900, 2046};

static const char *const endings[] = {
    "",       "",  "",   "",       " 2", "：重生", ", part II", " (导演剪辑版)", " – \"uncut\"",
    "\n(续)", "…", " 🐧", "（上）",
};
static const char *const types[] = {
    "剧情",
    "犯罪",
    "爱情",
    "喜剧",
    "动作",
    "科幻",
    "动画",
    "悬疑",
    "纪录片",
    "Film-Noir",
    "Musical, comedy",
    "\"其他\"",
};
static const char *const regions[] = {
    "中国大陆", "中国香港", "中国台湾", "美国", "法国", "日本", "Korea, South", "Côte d'Ivoire",
};
static const char *const actors[] = {
    "张国荣",
    "巩俐",
    "梁朝伟",
    "张曼玉",
    "葛优",
    "周迅",
    "蒂姆·罗宾斯 Tim Robbins",
    "Robert Downey, Jr.",
    "Sammy Davis, Jr.",
    "Dwayne \"The Rock\" Johnson",
    "Lupita Nyong'o",
    "Zoë Kravitz",
    "𠮷田 一郎",
    "50 Cent",
    "Penélope Cruz",
    "王\n小明",
    "李,雷",
    "韩\"梅梅\"",
    "DJ 🚀",
    "NULL",
    "Stellan Skarsgård",
    "-1+2",
    "渡辺 謙",
    "a\\b",
};
static const char *const dates[] = {"1994-09-10", "2003-11-17", "1957",
                                    "2021-02",    "1966-12-23", "2019-09-05(中国)"};
/* clang-format on */

static const struct words all_titles = WORDS(titles);
static const struct words all_endings = WORDS(endings);
static const struct words all_types = WORDS(types);
static const struct words all_regions = WORDS(regions);
static const struct words all_actors = WORDS(actors);
static const struct words all_dates = WORDS(dates);

static const char *draw(const struct words *words, struct dice *dice)
{
    return words->texts[dice_roll(dice, words->count)];
}

/* An array of `count` different words. Returns NULL without memory. */
static json_t *draw_some(const struct words *words, struct dice *dice, size_t count)
{
    json_t *some = json_array();
    size_t first = dice_roll(dice, words->count);
    size_t step = 1 + dice_roll(dice, words->count / count);
    for (size_t i = 0; some && i < count; i++) {
        if (json_array_append_new(some, json_string(words->texts[(first + i * step) % words->count]))) {
            json_decref(some);
            some = NULL;
        }
    }
    return some;
}

static json_t *make_title(struct dice *dice)
{
    if (dice_roll(dice, NUMBERED_AMONG) == 0)
        return json_integer(numbers[dice_roll(dice, sizeof numbers / sizeof *numbers)]);
    char title[TEXT_SIZE];
    const char *beginning = draw(&all_titles, dice);
    (void)snprintf(title, sizeof title, "%s%s", beginning, draw(&all_endings, dice));
    return json_string(title);
}

/* Adds an array of up to `most` words, or with `may_be_empty` now and then an empty one. Returns 0 or -1. */
static int add_some(json_t *film, const char *name, const struct words *words, struct dice *dice, size_t most,
                    bool may_be_empty)
{
    bool empty = may_be_empty && dice_roll(dice, EMPTY_AMONG) == 0;
    size_t count = 1 + dice_roll(dice, most);
    return json_object_set_new(film, name, empty ? json_array() : draw_some(words, dice, count));
}

/* How good it is. Returns 0 or -1. */
static int add_rating(json_t *film, struct dice *dice, uint64_t place)
{
    unsigned tenths = 80 + dice_roll(dice, 18);
    return json_object_set_new(film, "rating",
                               json_pack("[o, s]", json_sprintf("%u.%u", tenths / 10, tenths % 10),
                                         tenths >= 90 ? "50" : "45")) ||
           json_object_set_new(film, "score", json_sprintf("%u.%u", tenths / 10, tenths % 10)) ||
           json_object_set_new(film, "vote_count", json_integer(1000 + dice_roll(dice, 3000000))) ||
           json_object_set_new(film, "rank", json_integer((json_int_t)place + 1));
}

/* Where it is. Returns 0 or -1. */
static int add_addresses(json_t *film, uint64_t place)
{
    unsigned long id = FIRST_ID + place;
    return json_object_set_new(film, "id", json_sprintf("%lu", id)) ||
           json_object_set_new(film, "url", json_sprintf("https://movie.example/subject/%lu/", id)) ||
           json_object_set_new(
               film, "cover_url",
               json_sprintf("https://img.example/view/photo/s_ratio_poster/public/p%lu.jpg", id));
}

/* What is in it. Returns 0 or -1. */
static int add_contents(json_t *film, struct dice *dice)
{
    if (add_some(film, "types", &all_types, dice, FEW_MOST, true) ||
        add_some(film, "regions", &all_regions, dice, FEW_MOST, false) ||
        json_object_set_new(film, "title", make_title(dice)) ||
        json_object_set_new(film, "release_date", json_string(draw(&all_dates, dice))) ||
        json_object_set_new(film, "actor_count", json_integer(1 + dice_roll(dice, 40))))
        return -1;
    if (dice_roll(dice, LACKING_AMONG) == 0)
        return 0;
    return add_some(film, "actors", &all_actors, dice, ACTORS_MOST, true);
}

json_t *film_new(uint64_t seed, uint64_t place)
{
    struct dice dice = dice_for(DICE_FILM, seed, place, 0);
    json_t *film = json_pack("{s:b, s:b}", "is_playable", dice_roll(&dice, 2), "is_watched", 0);
    if (film && !add_rating(film, &dice, place) && !add_addresses(film, place) && !add_contents(film, &dice))
        return film;
    json_decref(film);
    return NULL;
}
