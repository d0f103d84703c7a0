/* SPDX-License-Identifier: MIT */
/* Reads the rules, and draws. */
#include "origin/faults.h"

#include <errno.h>
#include <string.h>

#include "core/cli/number.h"
#include "origin/dice.h"

enum { TEXT_SIZE = 80, ATTEMPTS_MOST = 1000000 };

/* Ends the field that starts at `text` and returns the next one, or NULL. */
static char *split(char *text)
{
    char *colon = strchr(text, ':');
    if (!colon)
        return NULL;
    *colon = '\0';
    return colon + 1;
}

static const struct fault *find(const char *name)
{
    for (const struct fault *const *at = fault_list; *at; at++) {
        if (strcmp((*at)->name, name) == 0)
            return *at;
    }
    return NULL;
}

static int read_share(char *text, uint32_t *share)
{
    double all = 1;
    size_t length = strlen(text);
    if (length > 0 && text[length - 1] == '%') {
        text[length - 1] = '\0';
        all = 100;
    }
    double number = 0;
    int err = number_parse_decimal(text, &number);
    if (err)
        return err;
    if (number > all)
        return -ERANGE;
    *share = (uint32_t)(number / all * (double)FAULTS_ALL_PAGES + 0.5);
    return 0;
}

static int read_rule(struct fault_rule *rule, const char *text)
{
    char fields[TEXT_SIZE];
    if (strlen(text) >= sizeof fields)
        return -ENOENT;
    strcpy(fields, text); /* NOLINT(clang-analyzer-security.insecureAPI.strcpy): it fits */
    char *rate = split(fields);
    char *attempts = rate ? split(rate) : NULL;
    *rule = (struct fault_rule){find(fields), FAULTS_ALL_PAGES, 1};
    if (!rule->fault)
        return -ENOENT;
    int err = rate ? read_share(rate, &rule->share) : 0;
    if (!err && attempts)
        err = number_parse_count(attempts, 0, ATTEMPTS_MOST, &rule->attempts);
    if (!err && rule->fault->check)
        err = rule->fault->check();
    return err;
}

int faults_add(struct faults *faults, const char *text)
{
    struct fault_rule rule;
    int err = read_rule(&rule, text);
    if (err)
        return err;
    if (faults->count == FAULTS_MOST)
        return -E2BIG;
    uint64_t shared = rule.share;
    for (size_t i = 0; i < faults->count; i++)
        shared += faults->rules[i].share;
    if (shared > FAULTS_ALL_PAGES)
        return -EDOM;
    faults->rules[faults->count++] = rule;
    return 0;
}

/* The fault that `attempt` meets with what throws `dice`. */
static const struct fault *draw(const struct faults *faults, struct dice dice, uint64_t attempt)
{
    uint32_t drawn = dice_roll(&dice, FAULTS_ALL_PAGES);
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault_rule *rule = &faults->rules[i];
        if (drawn < rule->share)
            return rule->attempts == 0 || attempt <= rule->attempts ? rule->fault : NULL;
        drawn -= rule->share;
    }
    return NULL;
}

const struct fault *faults_met(const struct faults *faults, uint64_t seed, uint64_t page, uint64_t attempt)
{
    return draw(faults, dice_for(DICE_FAULT, seed, page, 0), attempt);
}

const struct fault *faults_met_by_picture(const struct faults *faults, uint64_t seed, uint64_t id,
                                          uint64_t attempt)
{
    return draw(faults, dice_for(DICE_PICTURE_FAULT, seed, id, 0), attempt);
}
