/* SPDX-License-Identifier: MIT */
/* Posts, put together from phrases. */
#include "origin/post.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "origin/dice.h"
#include "origin/phrases.h"

enum { SENTENCES_LEAST = 2, SENTENCES_MOST = 4, MINUTES_A_MONTH = 28 * 24 * 60 };

static_assert(POST_TITLE_SIZE > 3 * PHRASE_SIZE_MAX, "a title has room for its three phrases");
static_assert((int)POST_AUTHOR_SIZE > PHRASE_SIZE_MAX, "an author has room for one");
static_assert(POST_SUMMARY_SIZE > (SENTENCES_MOST + 1) * PHRASE_SIZE_MAX,
              "a summary has room for its sentences");

/* Copies one of `phrases` with its NUL and returns where that is. */
static char *put_one_of(const struct phrases *phrases, struct dice *dice, char *to)
{
    const char *text = phrases->texts[dice_roll(dice, phrases->count)];
    size_t length = strlen(text);
    memcpy(to, text, length + 1);
    return to + length;
}

static void make_title(struct dice *dice, char *title)
{
    char *end = put_one_of(&phrases_openings, dice, title);
    end = put_one_of(&phrases_subjects, dice, end);
    put_one_of(&phrases_endings, dice, end);
}

static void make_summary(struct dice *dice, char *summary)
{
    char *end = put_one_of(&phrases_sentences, dice, summary);
    unsigned sentences = SENTENCES_LEAST + dice_roll(dice, SENTENCES_MOST - SENTENCES_LEAST + 1);
    for (unsigned i = 1; i < sentences; i++) {
        end = put_one_of(&phrases_joints, dice, end);
        end = put_one_of(&phrases_sentences, dice, end);
    }
}

static void make_avatar(struct dice *dice, uint32_t user, char *avatar)
{
    avatar[0] = '\0';
    if (dice_roll(dice, 10) > 0)
        (void)snprintf(avatar, POST_AVATAR_SIZE, "https://pic.example/face/%u/20211029.png?s=48&v=%u", user,
                       1 + dice_roll(dice, 9));
}

void post_generate(struct post *post, uint64_t seed, uint64_t page, unsigned index)
{
    struct dice dice = dice_for(DICE_POST, seed, page, index);
    make_title(&dice, post->title);
    make_summary(&dice, post->summary);
    put_one_of(&phrases_authors, &dice, post->author);
    post->user = 1000 + dice_roll(&dice, 2000000);
    make_avatar(&dice, post->user, post->avatar);
    post->id = 15000000 + dice_roll(&dice, 1000000);
    post->minute = dice_roll(&dice, MINUTES_A_MONTH);
    post->likes = dice_roll(&dice, 40);
    post->comments = dice_roll(&dice, 20);
    post->views = 100 + dice_roll(&dice, 5000);
}
