// SPDX-License-Identifier: MIT
// What was measured, as the figures want it: the models that count, and their traces.
"use strict";

const results = JSON.parse(document.getElementById("results").textContent);
const models = results.models.filter((model) => model.verified);

// The row of a span (bench/page/spans.c): seven numbers that say which and where, eight instants, the CPU time.
const ROW = 16;
const INSTANTS = ["queued", "started", "connected", "answered", "firstByte", "received", "parseStart", "parseEnd"];

// A trace's columns, from the differences in which they are written; seconds from the model's start.
function decode({ model, rows }) {
    const size = rows.length / ROW;
    const trace = { model: results.models[model], size, end: 0 };
    for (const name of ["task", "parent", "attempt", "outcome", "slot", "pid", "tid", "lane"])
        trace[name] = new Int32Array(size);
    for (const name of [...INSTANTS, "free", "cpu"]) // free: when its worker had nothing else to do
        trace[name] = new Float64Array(size);
    let pid = 0;
    let tid = 0;
    for (let i = 0, at = 0; i < size; i++, at += ROW) {
        trace.task[i] = rows[at];
        trace.parent[i] = rows[at + 1] ? rows[at] - rows[at + 1] : -1;
        trace.attempt[i] = rows[at + 2];
        trace.outcome[i] = rows[at + 3];
        trace.slot[i] = rows[at + 4];
        trace.pid[i] = pid += rows[at + 5];
        trace.tid[i] = tid += rows[at + 6];
        let time = 0;
        INSTANTS.forEach((name, k) => {
            time += rows[at + 7 + k];
            trace[name][i] = time / 1e6;
        });
        trace.cpu[i] = rows[at + 15] / 1e6;
        trace.end = Math.max(trace.end, trace.parseEnd[i]);
    }
    return trace;
}

// "process 3", as results.json calls such a worker.
function nameWorker(kind, number) {
    return `${inLanguage(kind.one)} ${number}`;
}

// Who does the work in a lane: "process 3" or, in a hybrid, "process 1 · thread 2".
function nameLane({ model }, lane) {
    return [nameWorker(model.worker, lane.worker), ...(model.each ? [nameWorker(model.each, lane.within)] : [])].join(" · ");
}

// Numbers the lanes: one for each slot that had something to do, by process; those of one worker of a hybrid are known
// by its process or, where it is none, its thread. Where one thread serves many slots, it has a lane of its own above
// theirs.
function findLanes(trace) {
    const found = new Map();
    for (let i = 0; i < trace.size; i++) {
        const slot = trace.slot[i]; // one that died had it before the one that replaced it
        if (!found.has(slot))
            found.set(slot, { pid: trace.pid[i], tid: trace.tid[i], slot, spans: [] });
        found.get(slot).spans.push(i);
    }
    const { worker, each } = trace.model;
    const owner = (lane) => (worker.own_memory ? lane.pid : each ? lane.tid : lane);
    const first = new Map(); // the lowest slot of each process, which orders them; then their numbers do
    for (const { pid, slot } of found.values())
        first.set(pid, Math.min(slot, first.get(pid) ?? slot));
    const lanes = [...found.values()].sort((a, b) =>
        first.get(a.pid) - first.get(b.pid) || a.pid - b.pid || a.slot - b.slot || a.tid - b.tid);
    const workers = new Map(); // of each its number, and how many lanes it has
    for (const lane of lanes) {
        if (!workers.has(owner(lane)))
            workers.set(owner(lane), { number: workers.size + 1, lanes: 0 });
        const own = workers.get(owner(lane));
        lane.worker = own.number;
        lane.within = ++own.lanes;
    }
    lanes.forEach((lane, i) => {
        lane.spans.sort((a, b) => trace.started[a] - trace.started[b]);
        lane.spans.forEach((span, k) => {
            trace.lane[span] = i;
            trace.free[span] = k ? Math.max(trace.queued[span], trace.parseEnd[lane.spans[k - 1]]) : trace.queued[span];
        });
    });
    trace.lanes = lanes;
    trace.rows = withThreads(trace, lanes);
}

// The lanes as they are drawn, each loop's thread above its coroutines.
function withThreads(trace, lanes) {
    const slots = new Map();
    for (const lane of lanes)
        slots.set(lane.tid, [...(slots.get(lane.tid) ?? []), lane]);
    const rows = [];
    trace.loops = 0;
    for (const lane of lanes) {
        const mates = slots.get(lane.tid);
        if (mates[0] === lane && mates.length > 1) {
            const spans = mates.flatMap((mate) => mate.spans);
            spans.sort((a, b) => trace.parseStart[a] - trace.parseStart[b]);
            rows.push({ spans, thread: true, worker: lane.worker });
            trace.loops++;
        }
        lane.row = rows.length;
        rows.push(lane);
    }
    return rows;
}

// When each thread computes. Tasks of one thread that are not yet done take turns (one that writes a file waits
// for that, too), so their intervals count once.
function busy(trace) {
    const [from, to] = [[], []];
    const threads = Map.groupBy(Array.from(trace.task, (_, i) => i), (i) => trace.tid[i]);
    for (const spans of threads.values()) {
        spans.sort((a, b) => trace.parseStart[a] - trace.parseStart[b]);
        const end = () => to[to.length - 1];
        spans.forEach((span, i) => {
            const begin = i > 0 ? Math.max(trace.parseStart[span], end()) : trace.parseStart[span];
            trace.turns ||= begin > trace.parseStart[span] + 2e-6; // which more than rounding is
            from.push(begin);
            to.push(Math.max(begin, trace.parseEnd[span]));
        });
    }
    return levels(from, to);
}

// How many intervals hold at each instant: the instants at which that changes, and the number from each on.
function levels(from, to) {
    const begins = Float64Array.from(from).sort();
    const ends = Float64Array.from(to).sort();
    const times = [0];
    const values = [0];
    let most = 0;
    for (let i = 0, j = 0, value = 0; j < ends.length;) {
        const begin = i < begins.length && begins[i] < ends[j];
        value += begin ? 1 : -1;
        times.push(begin ? begins[i++] : ends[j++]);
        values.push(value);
        most = Math.max(most, value);
    }
    return { times: Float64Array.from(times), values: Int32Array.from(values), most };
}

// The attempts at each task, in order; where the task is that added another; and how many each added.
function findTasks(trace) {
    const attempts = Map.groupBy(Array.from(trace.task, (_, i) => i), (i) => trace.task[i]);
    trace.tasks = [...attempts.values()];
    const last = new Map(trace.tasks.map((spans) => [trace.task[spans[0]], spans[spans.length - 1]]));
    trace.parentAt = trace.parent.map((task) => last.get(task) ?? -1);
    trace.children = new Int32Array(trace.size);
    for (const spans of trace.tasks)
        if (trace.parentAt[spans[0]] >= 0)
            trace.children[trace.parentAt[spans[0]]]++;
    trace.failures = trace.outcome.filter((outcome) => outcome !== 0).length;
}

const traces = JSON.parse(document.getElementById("spans").textContent).traces.map(decode);
for (const trace of traces) {
    findLanes(trace);
    trace.inFlight = levels(trace.started, trace.received);
    trace.atOnce = busy(trace);
    findTasks(trace);
}

const fetches = traces.some((trace) => trace.received.some((time, i) => time > trace.started[i]));

// What is done with the bytes: by a lane, and by a loop's thread (busy_of of bench/timeline/timeline.c).
for (const trace of traces) {
    trace.busyThread = fetches ? "parsing" : "working";
    trace.busy = trace.turns ? "turns" : trace.busyThread;
}
