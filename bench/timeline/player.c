/* SPDX-License-Identifier: MIT */
#include "bench/timeline/player.h"
#include "bench/timeline/telling.h"

static const uint64_t most_at_once_ns = 250000000;
static const double slowest = 1e-6;
static const double fastest = 1e6;

static void stop_at_end(struct player *player)
{
    if (player->at_ns < player->race->end_ns)
        return;
    player->at_ns = player->race->end_ns;
    player->paused = player->taken;
    player->over = !player->taken;
}

void player_pass(struct player *player, uint64_t elapsed_ns)
{
    if (player->paused)
        return;
    double left_ns = (double)(player->race->end_ns - player->at_ns);
    double more_ns = (double)(elapsed_ns < most_at_once_ns ? elapsed_ns : most_at_once_ns) * player->speed;
    player->at_ns = more_ns < left_ns ? player->at_ns + (uint64_t)more_ns : player->race->end_ns;
    stop_at_end(player);
}

/* To where the next task of any model ends, or the last before. */
static void step(struct player *player, bool on)
{
    uint64_t to_ns = on ? player->race->end_ns : 0;
    for (size_t i = 0; i < player->race->count; i++) {
        const struct timeline_model *model = &player->race->models[i];
        size_t done = on                  ? timeline_done(model, player->at_ns)
                      : player->at_ns > 0 ? timeline_done(model, player->at_ns - 1)
                                          : 0;
        if (on && done < model->tasks && model->done_ns[done] < to_ns)
            to_ns = model->done_ns[done];
        if (!on && done > 0 && model->done_ns[done - 1] > to_ns)
            to_ns = model->done_ns[done - 1];
    }
    player->at_ns = to_ns;
    player->paused = true;
}

static void begin_again(struct player *player)
{
    player->at_ns = 0;
    player->paused = false;
}

static void pause_or_go_on(struct player *player)
{
    if (player->at_ns == player->race->end_ns)
        begin_again(player);
    else
        player->paused = !player->paused;
}

static void change_speed(struct player *player, double factor)
{
    double speed = player->speed * factor;
    if (speed >= slowest && speed <= fastest)
        player->speed = speed;
}

/* Returns whether the key means something. */
static bool press(struct player *player, char key)
{
    switch (key) {
    case ' ':
        pause_or_go_on(player);
        return true;
    case '.':
        step(player, true);
        return true;
    case ',':
        step(player, false);
        return true;
    case '+':
    case '=': /* the same key without shift */
        change_speed(player, 2);
        return true;
    case '-':
        change_speed(player, 0.5);
        return true;
    case 'r':
    case 'R':
        begin_again(player);
        return true;
    default:
        return false;
    }
}

/* The key that a byte of a sequence ends, ESC [ C or ESC O C being the right arrow (ECMA-48, xterm's
   ctlseqs); NUL for none. */
static char decode(struct player *player, char byte)
{
    bool begins = player->escape == 1 && (byte == '[' || byte == 'O');
    bool goes_on = player->escape == 2 && (byte < '@' || byte > '~'); /* parameters, as of Ctrl + arrow */
    bool ended = player->escape == 2;
    if (byte == '\033' || begins || goes_on) {
        player->escape = byte == '\033' ? 1 : 2;
        return '\0';
    }
    player->escape = 0;
    if (!ended)
        return byte;
    if (byte == 'C')
        return '.';
    return byte == 'D' ? (char)',' : (char)'\0';
}

void player_key(struct player *player, char byte)
{
    char key = decode(player, byte);
    if (key == 'q' || key == 'Q')
        player->over = true;
    else if (press(player, key))
        player->taken = true;
}
