/* SPDX-License-Identifier: MIT */
#include "bench/options/setters.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/cli/number.h"

int set_workload(struct options *options, const char *text, struct failure *why)
{
    options->workload = workload_find(text);
    return options->workload ? 0 : fail(why, -EINVAL, MESSAGE_UNKNOWN_WORKLOAD, text);
}

int set_url(struct options *options, const char *text, struct failure *why)
{
    int loopback = io_url_is_loopback(text);
    if (loopback < 0 || (!strstr(text, "{page}") && !strstr(text, "{start}")) ||
        strlen(text) > TASK_ADDRESS_SIZE - 16)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--url", text, "https://host/p/{page}");
    options->url = text;
    options->remote = !loopback;
    return 0;
}

int set_over(struct options *options, const char *text, struct failure *why)
{
    if (options->over_count == OPTIONS_MOST_AXES)
        return fail(why, -EINVAL, MESSAGE_TOO_MANY_AXES, OPTIONS_MOST_AXES);
    options->over[options->over_count++] = text;
    return 0;
}

int set_slow_downs(struct options *options, const char *text, struct failure *why)
{
    options->slow_down_count = 0;
    for (const char *from = text; from; from = strchr(from, ',') ? strchr(from, ',') + 1 : NULL) {
        char word[32];
        double part = 0;
        (void)snprintf(word, sizeof word, "%.*s", (int)strcspn(from, ","), from);
        if (options->slow_down_count == OPTIONS_MOST_SLOW_DOWNS || number_parse_percent(word, &part) ||
            !(part > 0))
            return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--slow-down", text, "1%,2%,3%,5%,10%");
        options->slow_downs[options->slow_down_count++] = part;
    }
    return 0;
}

int set_color(struct options *options, const char *text, struct failure *why)
{
    static const char *const words[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(text, words[i]) == 0) {
            options->color = (enum color)i;
            return 0;
        }
    }
    return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--color", text, "auto, always, never");
}

int set_language(struct options *options, const char *text, struct failure *why)
{
    int language = language_from_tag(text);
    (void)options;
    if (language < 0)
        return fail(why, -EINVAL, MESSAGE_BAD_VALUE, "--lang", text, "en, zh");
    message_language((enum language)language);
    return 0;
}
