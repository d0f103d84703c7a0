/* SPDX-License-Identifier: MIT */
#include "bench/timeline/replay.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "bench/host/workspace.h"
#include "bench/timeline/frame.h"
#include "bench/timeline/screen.h"
#include "bench/words/sheet.h"
#include "core/span.h"

enum { FRAME_MS = 33, DEFAULT_COLUMNS = 100, DEFAULT_ROWS = 40 };

static const double default_s = 15; /* for the slowest */

static void measure_terminal(struct frame_style *style)
{
    struct winsize size;
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    style->columns = known ? size.ws_col : DEFAULT_COLUMNS;
    style->rows = known ? size.ws_row : DEFAULT_ROWS;
}

/* One write a frame, so that none is seen half drawn. */
static int show(const struct timeline *race, uint64_t at_ns, const struct frame_style *style)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    if (!file)
        return -ENOMEM;
    fputs("\033[H", file);
    frame_draw(file, race, at_ns, style);
    fputs("\033[J", file);
    int err = fclose(file) ? -ENOMEM : 0;
    if (!err && fwrite(text, 1, size, stdout) != size)
        err = -EIO;
    free(text);
    return fflush(stdout) ? -EIO : err;
}

/* Waits for the next frame. Returns whether to go on: not after q. */
static bool wait_frame(bool *keys)
{
    char key = '\0';
    struct pollfd ready = {.fd = *keys ? STDIN_FILENO : -1, .events = POLLIN};
    if (poll(&ready, 1, FRAME_MS) > 0)
        *keys = read(STDIN_FILENO, &key, 1) == 1;
    return key != 'q' && key != 'Q';
}

static int play(const struct timeline *race, struct frame_style *style)
{
    bool keys = isatty(STDIN_FILENO);
    uint64_t start_ns = span_now_ns();
    for (uint64_t at_ns = 0;;) {
        measure_terminal(style);
        int err = show(race, at_ns, style);
        if (err || at_ns >= race->end_ns || !wait_frame(&keys))
            return err;
        at_ns = (uint64_t)((double)(span_now_ns() - start_ns) * style->speed);
        at_ns = at_ns < race->end_ns ? at_ns : race->end_ns;
    }
}

/* On the terminal's other screen, without a cursor; both are given back whatever happens. */
static int play_on_terminal(const struct timeline *race, struct frame_style *style)
{
    int err = screen_enter();
    if (err)
        return err;
    err = play(race, style);
    screen_leave();
    return err;
}

/* Why its times are not those of the table, and its places need not follow from them. */
static void say_what_it_is(const struct timeline *race, const struct frame_style *style)
{
    const struct sheet sheet = {.file = stdout, .columns = style->columns, .color = style->color};
    sheet_paragraph(&sheet, "2",
                    message(timeline_has_places(race) ? MESSAGE_RACE_NOTE_PLACES : MESSAGE_RACE_NOTE));
}

/* Replays, and leaves the last moment to be read. What stdout does not take is told in main. */
static int replay(const struct options *options, const struct timeline *race)
{
    double end_s = (double)race->end_ns / 1e9;
    struct frame_style style = {.color = sheet_wants_color(stdout, options->color),
                                .ascii = options->ascii,
                                .live = true,
                                .speed = options->speed > 0 ? options->speed : end_s / default_s};
    int err = isatty(STDOUT_FILENO) ? play_on_terminal(race, &style) : 0;
    if (err)
        return ferror(stdout) ? 0 : err;
    measure_terminal(&style);
    style.live = false;
    frame_draw(stdout, race, race->end_ns, &style);
    say_what_it_is(race, &style);
    return 0;
}

int replay_run(const struct options *options, const char *folder, const struct comparison *comparison,
               struct failure *why)
{
    char path[WORKSPACE_PATH_SIZE];
    struct timeline timeline;
    snprintf(path, sizeof path, "%.3840s/spans.csv", folder);
    int err = timeline_read(&timeline, path);
    timeline_set_places(&timeline, comparison);
    if (!err)
        err = replay(options, &timeline);
    timeline_release(&timeline);
    return err ? fail(why, err, MESSAGE_CANNOT_REPLAY, path, strerror(-err)) : 0;
}
