/* SPDX-License-Identifier: MIT */
/* The pictures of a result, in the page itself. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "bench/page/html.h"
#include "bench/page/part.h"

static const struct {
    const char *name;
    const char *files[LANGUAGE_COUNT];
    enum message about;
} pictures[] = {
    {"headline", {"headline.en.svg", "headline.zh.svg"}, MESSAGE_SUMMARY_FIGURE},
    {"budget", {"budget.en.svg", "budget.zh.svg"}, MESSAGE_BUDGET_TITLE},
    {"timeline", {"timeline.en.svg", "timeline.zh.svg"}, MESSAGE_SUMMARY_TIMELINE},
    {"race", {"race.animated.svg", "race.animated.zh-CN.svg"}, MESSAGE_RACE_ABOUT},
    {"cost", {"cost.en.svg", "cost.zh.svg"}, MESSAGE_COST_SHOWS},
    {"ecdf", {"ecdf.en.svg", "ecdf.zh.svg"}, MESSAGE_ECDF_SHOWS},
    {"scaling", {"scaling.en.svg", "scaling.zh.svg"}, MESSAGE_SCALING_TITLE},
    {"winners", {"winners.en.svg", "winners.zh.svg"}, MESSAGE_WINNERS_TITLE},
    {"forest", {"forest.en.svg", "forest.zh.svg"}, MESSAGE_FOREST_TITLE},
};

enum { PICTURES = sizeof pictures / sizeof *pictures };

void html_put_picture(struct html_report *report)
{
    char path[PATH_MAX];
    size_t i = 0;
    while (i < PICTURES && strcmp(pictures[i].name, report->argument) != 0)
        i++;
    for (int language = 0; language < LANGUAGE_COUNT && i < PICTURES; language++) {
        html_path(path, report->folder, pictures[i].files[language]);
        if (access(path, R_OK) != 0)
            continue;
        fprintf(report->file, "<img lang=\"%s\" alt=\"%s\" src=\"", html_languages[language],
                message_in((enum language)language, pictures[i].about));
        int err = html_data(report->file, path, "image/svg+xml");
        fputs("\">\n", report->file);
        if (err) {
            report->err = fail(report->why, err, MESSAGE_CANNOT_OPEN, path, strerror(-err));
            return;
        }
    }
}
