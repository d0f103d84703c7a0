// SPDX-License-Identifier: MIT
// What a student should see in a model's timeline, in one sentence: a rule over what its spans show.
"use strict";

// What the rule goes by.
//   tasks             there were
//   fetches           whether anything was fetched
//   threads           that worked on tasks
//   loops             of those: which had several tasks under way
//   turns             whether one of them began a task before another of its own was done
//   inFlight, atOnce  the most tasks that waited for bytes at once, and the most threads that worked at once
//   cores             of the machine
function factsOf(trace) {
    return {
        tasks: trace.tasks.length, fetches, threads: new Set(trace.tid).size, loops: trace.loops, turns: trace.turns,
        inFlight: trace.inFlight.most, atOnce: trace.atOnce.most, cores: results.environment.cores,
    };
}

// How the work was shared out where each worker has one task in hand. `many` is what several of them are called.
function captionOfWork({ threads, atOnce, cores }, many) {
    if (threads === 1)
        return ["SCRIPT_WORKS_ALONE"];
    if (atOnce === 1)
        return ["SCRIPT_WORKS_APART", threads, many];
    return [atOnce > cores ? "SCRIPT_WORKS_CROWDED" : "SCRIPT_WORKS_TOGETHER", atOnce, cores];
}

// How that of event loops was, each of which has many in hand.
function captionOfLoops({ threads, turns, atOnce }, many) {
    if (threads === 1)
        return [turns ? "SCRIPT_LOOP_TURNS" : "SCRIPT_LOOP_ALONE"];
    if (turns)
        return ["SCRIPT_LOOPS_TURNS", threads, many];
    return [atOnce === 1 ? "SCRIPT_WORKS_APART" : "SCRIPT_LOOPS_TOGETHER", threads, many];
}

// The texts that are true of it, each a name and its values. `called` has the words for a worker that waits, for several,
// and for several that have a loop.
function captions(facts, called) {
    if (facts.tasks === 1)
        return [["SCRIPT_ONE_TASK"]];
    if (facts.loops > 0)
        return [...(facts.inFlight > 1 ? [["SCRIPT_OVERLAP", facts.inFlight]] : []), captionOfLoops(facts, called.loops)];
    if (!facts.fetches)
        return [captionOfWork(facts, called.many)];
    if (facts.threads === 1)
        return [["SCRIPT_BLOCKED_ALONE"]];
    return [facts.inFlight > 1 ? ["SCRIPT_BLOCKED", facts.inFlight, called.one, called.many]
        : ["SCRIPT_BLOCKED_APART", facts.threads, called.many]];
}

function explain(trace) {
    const { worker, each } = trace.model;
    const { one, many } = each ?? worker;
    const called = { one: inLanguage(one), many: inLanguage(many), loops: inLanguage(worker.many) };
    return captions(factsOf(trace), called).map(([name, ...values]) => say(name, ...values)).join(language ? "" : " ");
}
