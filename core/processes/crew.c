/* SPDX-License-Identifier: MIT */
#include "core/processes/crew.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/headroom.h"
#include "core/processes/far_end.h"
#include "core/stop.h"

/* A child's whole life. */
static int work(const void *arg, size_t index, int from, int to)
{
    const struct crew *crew = arg;
    struct far_end far;
    for (size_t i = 0; i < crew->size; i++)
        child_forget(&crew->workers[i].child);
    int err = far_end_init(&far, crew->job, from, to);
    far.job.first_slot = (unsigned)(index * (crew->at_once ? crew->at_once : CREW_WINDOW));
    if (!err)
        err = crew->work(&far.job, crew->arg);
    if (!err)
        err = far.job.error;
    int unsent = far_end_finish(&far);
    return err ? err : unsent;
}

static int start(struct crew *crew, size_t i)
{
    int err = worker_start(&crew->workers[i], work, crew, i);
    crew->alive += !err;
    return err;
}

int crew_init(struct crew *crew, struct job *job, size_t size, size_t at_once,
              int (*run)(struct job *far, const void *arg), const void *arg)
{
    size_t possible = headroom_workers(2); /* its ends of two pipes; poll(2) takes no more than may be open */
    size = size < possible ? size : possible;
    *crew =
        (struct crew){.job = job, .size = size, .most = size, .at_once = at_once, .work = run, .arg = arg};
    int err = in_hand_init(&crew->in_hand, size);
    crew->workers = calloc(size, sizeof *crew->workers);
    crew->ready = calloc(2 * size + 1, sizeof *crew->ready);
    if (err || !crew->workers || !crew->ready)
        return -ENOMEM;
    for (size_t i = 0; i < size; i++)
        crew->workers[i].child = child_none;
    crew->ready[2 * size] = (struct pollfd){.fd = stop_descriptor(STOP_NOW), .events = POLLIN};
    return 0;
}

int crew_start(struct crew *crew)
{
    int err = 0;
    for (size_t i = 0; i < crew->size && !err; i++)
        err = start(crew, i);
    if (err && crew->alive > 0)
        job_warn(crew->job, "only %zu of %zu workers: %s", crew->alive, crew->size, strerror(-err));
    return crew->alive > 0 ? 0 : err;
}

static size_t has(const struct crew *crew, size_t i)
{
    return crew->in_hand.holders[i].count;
}

/* How many tasks worker `i` may be given now. */
static size_t room(const struct crew *crew, size_t i)
{
    const struct worker *worker = &crew->workers[i];
    const struct job *job = crew->job;
    size_t window = crew->at_once ? crew->at_once : CREW_WINDOW;
    if (!worker_is_open(worker) || crew->in_hand.holders[i].alone)
        return 0;
    if (job->chunk > window)
        window = job->chunk;
    else if (job->chunk == 1)
        window += pace_ahead(&worker->pace, job_waiting(job), crew->size);
    return has(crew, i) + job->chunk <= window ? window - has(crew, i) : 0;
}

/* Finds the worker that has least to do among those with room. */
static bool choose(struct crew *crew)
{
    bool found = false;
    for (size_t i = 0; i < crew->size; i++) {
        if ((!found || has(crew, i) < has(crew, crew->chosen)) && room(crew, i) > 0) {
            crew->chosen = i;
            found = true;
        }
    }
    return found;
}

bool crew_wants(struct crew *crew)
{
    if (!TAILQ_EMPTY(&crew->in_hand.orphans))
        return false;
    if (crew->quota == 0 && choose(crew))
        crew->quota = crew->job->chunk;
    return crew->quota > 0;
}

/* Gives a worker a task, taking `hand` over: what it has to be sent is sent before the next wait. */
static int give(struct crew *crew, size_t i, struct hand *hand)
{
    struct worker *worker = &crew->workers[i];
    int err = worker_put(worker, &hand->task);
    if (err) {
        TAILQ_INSERT_HEAD(&crew->in_hand.orphans, hand, link); /* to be released */
        return err;
    }
    if (has(crew, i) == 0)
        pace_begin(&worker->pace);
    in_hand_give(&crew->in_hand, i, hand);
    return 0;
}

int crew_give(struct crew *crew, struct task *task)
{
    struct hand *hand = hand_new(task);
    crew->quota--;
    return hand ? give(crew, crew->chosen, hand) : -ENOMEM;
}

bool crew_has_room(const struct crew *crew)
{
    return crew->alive < crew->most && TAILQ_EMPTY(&crew->in_hand.orphans);
}

/* Starts a worker for this one task, or leaves it for when another has ended. */
static int hire(struct crew *crew, struct hand *hand)
{
    size_t i = 0;
    while (crew->workers[i].child.pid)
        i++;
    int err = start(crew, i);
    if (err) {
        TAILQ_INSERT_TAIL(&crew->in_hand.orphans, hand, link);
        if (crew->alive == 0)
            return err;
        job_warn(crew->job, "only %zu of %zu workers: %s", crew->alive, crew->most, strerror(-err));
        crew->most = crew->alive;
        return 0;
    }
    crew->workers[i].hired = true;
    err = give(crew, i, hand);
    worker_send(&crew->workers[i]); /* so that it begins while others are started */
    return err;
}

int crew_hire(struct crew *crew, struct task *task)
{
    struct hand *hand = hand_new(task);
    crew->hires = true;
    return hand ? hire(crew, hand) : -ENOMEM;
}

/* Gives orphans to new parents, as far as there are some. */
static int give_orphans(struct crew *crew)
{
    struct hand *hand;
    int err = 0;
    while (!err && !crew->hires && !TAILQ_EMPTY(&crew->in_hand.orphans) && choose(crew) &&
           (hand = in_hand_orphan(&crew->in_hand, has(crew, crew->chosen))))
        err = give(crew, crew->chosen, hand);
    while (!err && crew->hires && crew->alive < crew->most && (hand = in_hand_orphan(&crew->in_hand, 0)))
        err = hire(crew, hand);
    return err;
}

static void prepare(struct crew *crew)
{
    for (size_t i = 0; i < crew->size; i++) {
        struct worker *worker = &crew->workers[i];
        if (mailbox_pending(&worker->tasks) > 0)
            worker_send(worker);
        crew->ready[2 * i] = (struct pollfd){.fd = worker->ended ? -1 : worker->child.from, .events = POLLIN};
        crew->ready[2 * i + 1] =
            (struct pollfd){.fd = worker->full ? worker->child.to : -1, .events = POLLOUT};
    }
}

int crew_wait(struct crew *crew)
{
    int err = crew->error ? crew->error : give_orphans(crew);
    if (err)
        return err;
    prepare(crew);
    bool more =
        !crew->hires && job_waiting(crew->job) > 0 && crew_wants(crew); /* all was sent, with room left */
    if (poll(crew->ready, 2 * crew->size + 1, more ? 0 : -1) < 0)
        return errno == EINTR ? 0 : -errno;
    for (size_t i = 0; i < crew->size; i++) {
        struct worker *worker = &crew->workers[i];
        if (crew->ready[2 * i + 1].revents)
            worker_send(worker);
        if (crew->ready[2 * i].revents)
            worker_read(worker);
    }
    return stop_state() == STOP_NOW ? -ECANCELED : 0;
}

/* The signal that ended a child, for a person; 0: none. */
static const char *cause(int number)
{
    return number ? strsignal(number) : "it ended by itself";
}

static void warn_of_death(const struct crew *crew, size_t i, int number)
{
    if (has(crew, i) == 1) {
        job_warn(crew->job, "worker %zu died (%s) with task %zu in hand", i + 1, cause(number),
                 TAILQ_FIRST(&crew->in_hand.holders[i].hands)->task.index + 1);
    } else {
        job_warn(crew->job, "worker %zu died (%s) with %zu tasks in hand", i + 1, cause(number),
                 has(crew, i));
    }
}

/* A worker that ended by itself, as where its inner model found no memory to start, or since the process is
   to end: another would fare no better, so the others do its work. Of those hired for a task the others may
   just have ended: then fewer at once may do. */
static void do_without(struct crew *crew, size_t i, int err)
{
    bool others = crew->hires && crew->most > 1 && stop_state() == STOP_NOT;
    in_hand_bury(&crew->in_hand, i, 0, 0);
    crew->most = others ? crew->most / 2 : crew->alive;
    if (crew->alive == 0 && !others)
        crew->error = err;
    else if (!job_stopped(crew->job))
        job_warn(crew->job, "worker %zu could not go on: %s", i + 1, strerror(-err));
}

/* Puts a new worker in the place of one whose results have ended. */
static void replace(struct crew *crew, size_t i)
{
    struct worker *worker = &crew->workers[i];
    int number = worker_stop(worker, true);
    crew->alive--;
    crew->quota = 0;
    if (number < 0 || stop_state() != STOP_NOT) {
        do_without(crew, i, number < 0 ? number : -ECANCELED);
        return;
    }
    if (worker->hired && has(crew, i) == 0) /* its task is done */
        return;
    warn_of_death(crew, i, number);
    worker->fruitless += has(crew, i) == 0;
    in_hand_bury(&crew->in_hand, i, number, crew->at_once ? crew->at_once : SIZE_MAX);
    if (worker->hired)
        return;
    int err = job_stopped(crew->job)                    ? -ECANCELED
              : worker->fruitless < IN_HAND_MOST_DEATHS ? start(crew, i)
                                                        : -ECHILD;
    if (err && err != -ECANCELED)
        job_warn(crew->job, "worker %zu is not replaced: %s", i + 1,
                 err == -ECHILD ? "too many in its place died without a task" : strerror(-err));
    if (crew->alive == 0)
        crew->error = err;
}

/* Takes the next whole answer of worker `i`. Returns false when there is none: then that may be its end. */
static bool answer(struct crew *crew, size_t i, struct task *task, struct result *result)
{
    struct worker *worker = &crew->workers[i];
    int got = worker_take(worker, result);
    if (got <= 0) {
        crew->error = got < 0 ? got : crew->error;
        return false;
    }
    struct hand *hand = in_hand_answer(&crew->in_hand, i, result->index);
    if (!hand) {
        result_release(result);
        crew->error = -EBADMSG;
        return false;
    }
    pace_answer(&worker->pace);
    worker->fruitless = 0;
    *task = hand->task;
    result->attempts += hand->deaths;
    free(hand);
    return true;
}

/* A task that has cost too many workers: failed. */
static bool lose(struct crew *crew, struct task *task, struct result *result)
{
    char reason[RESULT_REASON_SIZE];
    struct hand *hand = in_hand_lost(&crew->in_hand);
    if (!hand)
        return false;
    snprintf(reason, sizeof reason, "%d workers died of it, the last: %s", IN_HAND_MOST_DEATHS,
             cause(hand->signal));
    *task = hand->task;
    result_init(result, task->index);
    result_fail(result, -ECHILD, reason);
    result->attempts = hand->deaths;
    free(hand);
    return true;
}

bool crew_collect(struct crew *crew, struct task *task, struct result *result)
{
    for (; crew->at < crew->size; crew->at++) {
        if (answer(crew, crew->at, task, result))
            return true;
        if (crew->workers[crew->at].ended)
            replace(crew, crew->at);
    }
    if (lose(crew, task, result))
        return true;
    crew->at = 0;
    return false;
}

void crew_end(struct crew *crew, bool now)
{
    for (size_t i = 0; crew->workers && i < crew->size; i++)
        child_close(&crew->workers[i].child); /* they end by themselves, all at once */
    for (size_t i = 0; crew->workers && i < crew->size; i++)
        (void)worker_stop(&crew->workers[i], now);
    in_hand_release(&crew->in_hand);
    free(crew->workers);
    free(crew->ready);
}
