/* SPDX-License-Identifier: MIT */
#include "bench/words/choice.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "bench/words/text.h"

enum { MOST = 63, MOST_WRONG = 3 };

static const char between[] = ", ";

/* Copies the name at `*names` and goes on to the next. Returns whether there was one. */
static bool next_name(const char **names, char name[MOST + 1])
{
    size_t length = strcspn(*names, ",");
    if (!length)
        return false;
    (void)snprintf(name, MOST + 1, "%.*s", (int)length, *names);
    *names += length;
    *names += **names ? strlen(between) : 0;
    return true;
}

void choice_add(char names[CHOICE_SIZE], const char *name)
{
    text_add(names, CHOICE_SIZE, "%s%s", *names ? between : "", name);
}

int choice_find(const char *names, const char *word)
{
    char name[MOST + 1];
    for (int i = 0; next_name(&names, name); i++) {
        if (strcmp(name, word) == 0)
            return i;
    }
    return -1;
}

const char *choice_list(char out[CHOICE_SIZE], const char *names)
{
    char name[MOST + 1];
    out[0] = '\0';
    while (next_name(&names, name))
        text_add(out, CHOICE_SIZE, "%s%s", *out ? message(MESSAGE_COMMA) : "", name);
    return out;
}

static bool same(char one, char other)
{
    return tolower((unsigned char)one) == tolower((unsigned char)other);
}

static size_t least(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* Row i of the table has the distances of the first i characters of `one` from each beginning of `other`;
   three rows at a time are enough. The recurrence is that of "optimal string alignment". */
size_t choice_distance(const char *one, const char *other)
{
    size_t rows[3][MOST + 1];
    size_t height = strnlen(one, MOST);
    size_t width = strnlen(other, MOST);
    for (size_t j = 0; j <= width; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= height; i++) {
        size_t *now = rows[i % 3];
        const size_t *before = rows[(i - 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t replaced = before[j - 1] + !same(one[i - 1], other[j - 1]);
            now[j] = least(replaced, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && same(one[i - 1], other[j - 2]) && same(one[i - 2], other[j - 1]))
                now[j] = least(now[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[height % 3][width];
}

/* Copies what stands before a value, as in "workers=1..4" or "fork-pool:4", and returns its length. */
static size_t copy_name(char name[MOST + 1], const char *word)
{
    (void)snprintf(name, MOST + 1, "%.*s", (int)strcspn(word, "=:"), word);
    return strlen(name);
}

const char *choice_question(char out[CHOICE_SIZE], const char *names, const char *word)
{
    char name[MOST + 1];
    char one[MOST + 1];
    char other[MOST + 1];
    size_t length = copy_name(one, word);
    size_t nearest = length > 2 ? least((length + 2) / 3, MOST_WRONG) + 1 : 0;
    out[0] = '\0';
    while (next_name(&names, name)) {
        (void)copy_name(other, name);
        size_t distance = choice_distance(one, other);
        if (distance >= nearest)
            continue;
        nearest = distance;
        (void)snprintf(out, CHOICE_SIZE, message(MESSAGE_DID_YOU_MEAN), name);
    }
    return out;
}

int choice_refuse(struct failure *why, enum message id, const char *subject, const char *names,
                  const char *word)
{
    char question[CHOICE_SIZE];
    char list[CHOICE_SIZE];
    return fail(why, -EINVAL, id, subject, word, choice_question(question, names, word),
                choice_list(list, names));
}
