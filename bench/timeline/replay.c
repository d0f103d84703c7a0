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
#include "bench/timeline/player.h"
#include "bench/timeline/screen.h"
#include "bench/timeline/telling.h"
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
static int show(const struct player *player, struct frame_style *style)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    if (!file)
        return -ENOMEM;
    measure_terminal(style);
    style->speed = player->speed;
    style->paused = player->paused;
    fputs("\033[H", file);
    frame_draw(file, player->race, player->at_ns, style);
    fputs("\033[J", file);
    int err = fclose(file) ? -ENOMEM : 0;
    if (!err && fwrite(text, 1, size, stdout) != size)
        err = -EIO;
    free(text);
    return fflush(stdout) ? -EIO : err;
}

/* Waits for the next frame, or until keys have been pressed. */
static void wait_frame(struct player *player, bool *keys)
{
    char bytes[64];
    struct pollfd ready = {.fd = *keys ? STDIN_FILENO : -1, .events = POLLIN};
    if (poll(&ready, 1, FRAME_MS) <= 0)
        return;
    ssize_t size = read(STDIN_FILENO, bytes, sizeof bytes);
    *keys = size > 0;
    for (ssize_t i = 0; i < size; i++)
        player_key(player, bytes[i]);
}

/* Without keys it is never paused. */
static int play(const struct timeline *race, struct frame_style *style)
{
    struct player player = {.race = race, .speed = style->speed};
    bool keys = isatty(STDIN_FILENO);
    for (uint64_t last_ns = span_now_ns();;) {
        int err = show(&player, style);
        if (err || player.over)
            return err;
        wait_frame(&player, &keys);
        player.taken = player.taken && keys;
        player.paused = player.paused && keys;
        uint64_t now_ns = span_now_ns();
        player_pass(&player, now_ns - last_ns);
        last_ns = now_ns;
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
                                .states = frame_states(race),
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
