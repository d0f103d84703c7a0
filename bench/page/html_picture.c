/* SPDX-License-Identifier: MIT */
#include "bench/page/html_picture.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "bench/page/html.h"

static const struct {
    const char *name;
    const char *files[LANGUAGE_COUNT];
    enum message about;
} pictures[] = {
    {"headline", {"headline.en.svg", "headline.zh.svg"}, MESSAGE_SUMMARY_FIGURE},
    {"timeline", {"timeline.en.svg", "timeline.zh.svg"}, MESSAGE_SUMMARY_TIMELINE},
    {"race", {"race.animated.svg", "race.animated.zh-CN.svg"}, MESSAGE_RACE_ABOUT},
    {"cost", {"cost.en.svg", "cost.zh.svg"}, MESSAGE_COST_TITLE},
    {"ecdf", {"ecdf.en.svg", "ecdf.zh.svg"}, MESSAGE_ECDF_TITLE},
};

static int put_picture(FILE *file, const struct html_source *source, size_t picture, enum language language)
{
    char path[PATH_MAX];
    html_path(path, source->folder, pictures[picture].files[language]);
    if (access(path, R_OK) != 0)
        return 0;
    fprintf(file, "<img lang=\"%s\" alt=\"%s\" src=\"", language == LANGUAGE_ZH ? "zh-CN" : "en",
            message_in(language, pictures[picture].about));
    int err = html_data(file, path, "image/svg+xml");
    fputs("\">\n", file);
    return err ? fail(source->why, err, MESSAGE_CANNOT_OPEN, path, strerror(-err)) : 0;
}

int html_picture(FILE *file, const struct html_source *source, const char *name)
{
    int err = 0;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        if (strcmp(pictures[i].name, name) != 0)
            continue;
        for (int language = 0; language < LANGUAGE_COUNT && !err; language++)
            err = put_picture(file, source, i, (enum language)language);
    }
    return err;
}
