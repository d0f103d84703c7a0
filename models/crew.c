/* SPDX-License-Identifier: MIT */
#include "models/crew.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/processes/wire.h"
#include "core/stop.h"

enum { MOST_DEATHS = 3 }; /* of workers, before a task, or a place among the workers, is given up */

/* A child's whole life. curl and libuv are first used here, after the fork: they do not survive one. */
static int work(const void *arg, size_t place, int tasks, int results)
{
    const struct crew *crew = arg;
    struct job far;
    job_far_end(&far, crew->job, tasks, results);
    far.first_slot = (unsigned)(place * (crew->team.each ? crew->team.each : crew->inner->most.workers));
    int err = crew->inner->run(&far, crew->inner, (struct team){.workers = crew->team.each, .each = 1});
    job_release(&far);
    return err ? err : far.error;
}

static int start_child(struct crew *crew, size_t i)
{
    int err = child_start(crew->children, crew->team.workers, i, work, crew);
    return err ? err : child_unblock(&crew->children[i]);
}

/* Starts as many workers as can be had. Returns 0, or a negative errno when there is none. */
static int start_all(struct crew *crew)
{
    int err = 0;
    size_t started = 0;
    for (; started < crew->team.workers && !err; started += !err)
        err = start_child(crew, started);
    if (err && started > 0)
        job_warn(crew->job, "only %zu of %zu workers: %s", started, crew->team.workers, strerror(-err));
    return started > 0 ? 0 : err;
}

static int allocate(struct crew *crew)
{
    size_t count = crew->team.workers;
    crew->children = calloc(count, sizeof *crew->children);
    crew->workers = calloc(count, sizeof *crew->workers);
    if (!crew->children || !crew->workers)
        return -ENOMEM;
    for (size_t i = 0; i < count; i++) {
        crew->children[i] = child_none;
        worker_init(&crew->workers[i]);
    }
    crew->ready = calloc(2 * count + 1, sizeof *crew->ready);
    if (!crew->ready)
        return -ENOMEM;
    crew->ready[2 * count] = (struct pollfd){.fd = stop_descriptor(), .events = POLLIN};
    return 0;
}

int crew_start(struct crew *crew, struct job *job, struct team team, const struct model *inner)
{
    *crew = (struct crew){.job = job, .inner = inner, .team = team};
    TAILQ_INIT(&crew->orphans);
    int err = allocate(crew);
    return err ? err : start_all(crew);
}

int crew_wait(struct crew *crew)
{
    for (size_t i = 0; i < crew->team.workers; i++) {
        crew->ready[2 * i] = (struct pollfd){.fd = crew->children[i].from, .events = POLLIN};
        crew->ready[2 * i + 1] = (struct pollfd){
            .fd = crew->workers[i].unsent.size ? crew->children[i].to : -1, .events = POLLOUT};
    }
    if (poll(crew->ready, 2 * crew->team.workers + 1, -1) < 0 && errno != EINTR)
        return -errno;
    for (size_t i = 0; i < crew->team.workers; i++) {
        if (crew->ready[2 * i + 1].revents)
            worker_send(&crew->workers[i], crew->children[i].to);
    }
    return stop_state() == STOP_NOW ? -ECANCELED : 0;
}

int crew_give(struct crew *crew, size_t i, struct hand *hand)
{
    int err = worker_give(&crew->workers[i], crew->children[i].to, hand);
    crew->busy += !err;
    return err;
}

int crew_collect(struct crew *crew, size_t i, struct hand **hand, struct result *result)
{
    struct worker *worker = &crew->workers[i];
    if (wire_read_result(crew->children[i].from, result) <= 0)
        return 0;
    *hand = worker_answer(worker, result->index);
    if (!*hand) {
        result_release(result);
        return -EBADMSG;
    }
    worker->fruitless = 0;
    crew->busy--;
    result->attempts += (*hand)->deaths;
    return 1;
}

/* The signal that ended a child, for a person; 0: none. */
static const char *cause(int number)
{
    return number ? strsignal(number) : "it ended by itself";
}

/* A task that has cost too many workers: failed. */
static void give_up(struct crew *crew, struct hand *hand, int number)
{
    char reason[RESULT_REASON_SIZE];
    struct result result;
    snprintf(reason, sizeof reason, "%d workers died of it, the last: %s", MOST_DEATHS, cause(number));
    result_init(&result, hand->task.index);
    result_fail(&result, -ECHILD, reason);
    result.attempts = hand->deaths;
    job_deliver(crew->job, &hand->task, &result);
    free(hand);
}

/* Takes back what a worker that died of signal `number` had in hand: for others or, after too many deaths, as
   failed. Of its tasks it was at the oldest ones, as many as it does at once. With a negative number it is
   not their fault. */
static void take_back(struct crew *crew, struct worker *worker, int number)
{
    struct hand *hand;
    for (size_t n = 0; (hand = TAILQ_FIRST(&worker->hands)); n++) {
        TAILQ_REMOVE(&worker->hands, hand, link);
        crew->busy--;
        hand->deaths += number >= 0 && (crew->team.each == 0 || n < crew->team.each);
        if (hand->deaths < MOST_DEATHS)
            TAILQ_INSERT_TAIL(&crew->orphans, hand, link);
        else
            give_up(crew, hand, number);
    }
    worker->count = 0;
    buffer_release(&worker->unsent);
}

/* Whether any worker is there to do what is left. */
static bool has_workers(const struct crew *crew)
{
    for (size_t i = 0; i < crew->team.workers; i++) {
        if (crew->children[i].pid)
            return true;
    }
    return false;
}

static void warn_of_death(const struct crew *crew, size_t i, int number)
{
    const struct worker *worker = &crew->workers[i];
    if (worker->count == 1) {
        job_warn(crew->job, "worker %zu died (%s) with task %zu in hand", i + 1, cause(number),
                 TAILQ_FIRST(&worker->hands)->task.index + 1);
    } else {
        job_warn(crew->job, "worker %zu died (%s) with %zu tasks in hand", i + 1, cause(number),
                 worker->count);
    }
}

/* A worker that ended by itself, as where its inner model found no memory to start: another would fare no
   better, so the others do its work. */
static int do_without(struct crew *crew, size_t i, int err)
{
    take_back(crew, &crew->workers[i], err);
    if (!has_workers(crew))
        return err;
    if (!job_stopped(crew->job))
        job_warn(crew->job, "worker %zu could not go on: %s", i + 1, strerror(-err));
    return 0;
}

int crew_replace(struct crew *crew, size_t i)
{
    struct worker *worker = &crew->workers[i];
    int number = child_stop(&crew->children[i], true);
    if (number < 0)
        return do_without(crew, i, number);
    warn_of_death(crew, i, number);
    worker->fruitless += worker->count == 0;
    take_back(crew, worker, number);
    if (job_stopped(crew->job))
        return 0;
    int err = worker->fruitless < MOST_DEATHS ? start_child(crew, i) : -ECHILD;
    if (err)
        job_warn(crew->job, "worker %zu is not replaced: %s", i + 1,
                 err == -ECHILD ? "too many in its place died without a task" : strerror(-err));
    return has_workers(crew) ? 0 : err;
}

void crew_end(struct crew *crew, bool now)
{
    for (size_t i = 0; crew->ready && i < crew->team.workers; i++)
        child_close(&crew->children[i]); /* they end by themselves, all at once */
    for (size_t i = 0; crew->ready && i < crew->team.workers; i++) {
        (void)child_stop(&crew->children[i], now);
        worker_release(&crew->workers[i]);
    }
    hands_release(&crew->orphans);
    free(crew->children);
    free(crew->workers);
    free(crew->ready);
}
