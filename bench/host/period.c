/* SPDX-License-Identifier: MIT */
#include "bench/host/period.h"

#include <stdio.h>
#include <string.h>

#include "bench/words/json.h"

void period_begin(struct period *period)
{
    *period = (struct period){.began = time(NULL)};
}

void period_end(struct period *period)
{
    period->ended = time(NULL);
}

void period_write(char out[PERIOD_TEXT_SIZE], time_t moment)
{
    struct tm parts;
    out[0] = '\0';
    if (moment > 0 && gmtime_r(&moment, &parts))
        (void)strftime(out, PERIOD_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

void period_show(char out[PERIOD_TEXT_SIZE], const char *text)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    (void)snprintf(out, PERIOD_TEXT_SIZE, "%s", text);
    if (strlen(text) != sizeof form - 1 || text[strcspn(form, "T")] != 'T')
        return;
    out[strcspn(form, "T")] = ' ';
    out[strcspn(form, "Z")] = '\0';
}

void period_put(json_t *document, const struct period *period)
{
    char text[PERIOD_TEXT_SIZE];
    period_write(text, period->began);
    json_object_set_new(document, "started_at", known_text(text));
    period_write(text, period->ended);
    json_object_set_new(document, "ended_at", known_text(text));
}
