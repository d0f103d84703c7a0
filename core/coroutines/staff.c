/* SPDX-License-Identifier: MIT */
#include "core/coroutines/staff.h"

#include <errno.h>
#include <string.h>

#include "core/headroom.h"

enum { AT_ONCE = 8 };    /* coroutines that are added in a turn */
enum { LOOP_FILES = 4 }; /* descriptors that a loop has for itself */
enum { FIRST = 128 }; /* coroutines before any has done a task, where their number is for the loop to find */

static void acquire(const struct staff *staff)
{
    if (staff->lock)
        pthread_mutex_lock(staff->lock);
}

static void release(const struct staff *staff)
{
    if (staff->lock)
        pthread_mutex_unlock(staff->lock);
}

/* A coroutine's whole life. */
static void enter(struct io *io, void *arg)
{
    struct staff *staff = arg;
    staff->work(io, staff->arg);
    staff->busy--;
}

/* There can be no more at once than there were; the places of those that end are used again. */
static void make_do(struct staff *staff, int err)
{
    staff->error = err;
    staff->most = staff->allowed = staff->peak;
    if (staff->peak > 0)
        job_warn(staff->job, "only %zu in flight: %s", staff->peak, strerror(-err));
}

/* Adds coroutines for tasks that wait. Returns whether there are to be more. */
static bool hire(struct staff *staff)
{
    void *room = NULL;
    size_t waiting = job_waiting(staff->job);
    size_t hired = 0;
    while (hired < AT_ONCE && hired < waiting && staff->busy < staff->allowed) {
        bool another = staff->busy == staff->peak;
        if (another && !room)
            room = headroom_take();
        int err = another && !room ? -ENOMEM : loop_spawn(staff->loop, enter, staff);
        if (err) {
            make_do(staff, err);
            break;
        }
        staff->busy++;
        staff->peak += another;
        hired++;
    }
    headroom_release(room);
    return hired < waiting && staff->busy < staff->allowed;
}

static void on_task(void *arg)
{
    struct staff *staff = arg;
    staff->arrived = true;
}

static void on_room(void *arg)
{
    const struct staff *staff = arg;
    job_flush(staff->job);
}

/* Waits for what the job's link can bring: tasks, when there is nothing else to begin; and room for results.
 */
static int watch(struct staff *staff)
{
    int in = -1;
    int out = -1;
    job_descriptors(staff->job, &in, &out);
    bool hungry = job_waiting(staff->job) == 0 && staff->busy < staff->allowed;
    int err = loop_watch(staff->loop, LOOP_READ, hungry ? in : -1, on_task, staff);
    return err ? err : loop_watch(staff->loop, LOOP_WRITE, out, on_room, staff);
}

/* At most as many more coroutines as have gone on: twice as many each time that all have done a task. Lets
   some end, instead of taking a task, when all of them keep the loop busy. */
static void adapt(struct staff *staff, size_t resumed)
{
    bool limits = staff->busy >= staff->allowed;
    staff->steady = resumed ? staff->steady + resumed : 0;
    bool too_many = staff->elastic && staff->steady > 2 * staff->busy + AT_ONCE;
    staff->job->dismissed = too_many && staff->busy > AT_ONCE ? (resumed + 3) / 4 : 0;
    if (limits && !too_many)
        staff->allowed = staff->allowed + resumed < staff->most ? staff->allowed + resumed : staff->most;
}

/* The beginning of a turn, with the lock held. */
static enum loop_turn look(struct staff *staff, size_t resumed)
{
    struct job *job = staff->job;
    adapt(staff, resumed);
    if (staff->arrived)
        job_receive(job);
    staff->arrived = false;
    bool more = resumed ? job_waiting(job) > 0 && staff->busy < staff->allowed : hire(staff);
    if (!more)
        job_flush(job);
    int err = watch(staff);
    if (err) {
        staff->error = err;
        staff->most = 0;
    }
    if (job_finished(job) || staff->most == 0)
        return LOOP_OVER;
    return more ? LOOP_AGAIN : LOOP_SLEEP;
}

static enum loop_turn begin(void *arg, size_t resumed)
{
    struct staff *staff = arg;
    acquire(staff);
    enum loop_turn turn = look(staff, resumed);
    release(staff);
    return turn;
}

/* How many connections the loop can have. */
static size_t possible_at_once(const struct staff *staff)
{
    size_t share = headroom_workers(staff->loops);
    size_t left = share > LOOP_FILES ? share - LOOP_FILES : 1;
    return left - left / 16; /* curl has two descriptors for every 32 transfers */
}

int staff_run(struct staff *staff, struct loop *loop)
{
    size_t possible = possible_at_once(staff);
    staff->elastic = staff->most == 0;
    if (staff->elastic || staff->most > possible)
        staff->most = possible;
    staff->allowed = staff->elastic && staff->job->link && FIRST < staff->most ? FIRST : staff->most;
    staff->loop = loop;
    if (!staff->lock)
        staff->job->polled = true;
    loop_on_turn(loop, begin, staff, staff->lock != NULL);
    int err = loop_run(loop);
    return !err && staff->most == 0 ? staff->error : err;
}
