// SPDX-License-Identifier: MIT
// The timeline: a panel a model on one shared clock, lanes, and under them what is in flight and what computes.
"use strict";

const TOP = 6;
const STRIP = 30;
const ABOVE_STRIP = 16; // on a phone
const AXIS = 22;
const MOST_LANES = 320; // pixels: of more lanes a part is shown, to be dragged

const timeline = { from: 0, to: 1, panels: [], names: 0, chosen: null, pending: false };
timeline.whole = Math.max(...traces.map((trace) => trace.end), 1e-6) * 1.03;

function laneHeight(rows) {
    return rows <= 12 ? 17 : rows <= 24 ? 12 : rows <= 50 ? 7 : rows <= 110 ? 4 : 3;
}

function newPanel(trace) {
    const canvas = element("canvas", { tabindex: "0", role: "img" });
    const high = laneHeight(trace.rows.length);
    const panel = { trace, canvas, high, first: 0, shown: Math.min(trace.rows.length, Math.floor(MOST_LANES / high)), seen: true };
    panel.lanes = panel.shown * high;
    canvas.style.height = TOP + panel.lanes + (fetches ? 2 : 1) * STRIP + AXIS + 6 + "px"; // until it is drawn
    panel.title = element("h3");
    panel.note = element("p");
    panel.node = element("div", { class: "panel" }, panel.title, canvas, panel.note);
    canvas.addEventListener("pointerdown", (event) => drag(panel, event));
    canvas.addEventListener("pointermove", (event) => hover(panel, event));
    canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && choose(null)); // a finger leaves as it lifts
    canvas.addEventListener("dblclick", (event) => zoom(0.4, timeAt(panel, event.offsetX)));
    canvas.addEventListener("wheel", (event) => wheel(panel, event), { passive: false });
    canvas.addEventListener("keydown", (event) => press(panel, event));
    canvas.addEventListener("blur", () => choose(null));
    return panel;
}

function describePanel(panel) {
    const { trace } = panel;
    const lanes = [trace.lanes.length < trace.model.workers ? say("TIMELINE_NEEDED", trace.lanes.length, trace.model.workers)
        : say("SCRIPT_LANES", trace.lanes.length),
        ...(panel.shown < trace.rows.length ? [say("SCRIPT_LANES_SHOWN", panel.first + 1, panel.first + panel.shown, trace.rows.length)] : [])];
    const fit = element("button", { type: "button", class: "scripted small", "aria-label": say("SCRIPT_ZOOM_TO", trace.model.name) }, say("SCRIPT_FIT"));
    fit.addEventListener("click", () => show(0, trace.end * 1.03));
    panel.title.replaceChildren(chip(trace.model), trace.model.name,
        element("small", {}, [
            trace.tasks.length === 1 ? say("SCRIPT_PANEL_TITLE_ONE", seconds(trace.end))
                : say("SCRIPT_PANEL_TITLE", count(trace.tasks.length), seconds(trace.end)), ...lanes,
            ...(trace.failures ? [say("SCRIPT_FAILURES", trace.failures)] : [])].join(" · ")), fit);
    panel.note.textContent = explain(trace);
    panel.canvas.setAttribute("aria-label", say("SCRIPT_TIMELINE_LABEL", trace.model.name, trace.tasks.length, trace.lanes.length,
        seconds(trace.end), trace.inFlight.most, trace.atOnce.most));
}

// Draws all panels that are on the screen, once before the next frame.
function redraw() {
    if (timeline.pending)
        return;
    timeline.pending = true;
    requestAnimationFrame(() => {
        timeline.pending = false;
        for (const panel of timeline.panels)
            if (panel.seen && panel.canvas.clientWidth)
                drawPanel(panel);
    });
}

function show(from, to) {
    const span = Math.min(timeline.whole, Math.max(2e-6, to - from));
    timeline.from = Math.max(0, Math.min(from, timeline.whole - span));
    timeline.to = timeline.from + span;
    redraw();
}

function zoom(factor, around = (timeline.from + timeline.to) / 2) {
    show(around - (around - timeline.from) * factor, around + (timeline.to - around) * factor);
}

function move(share) {
    const by = (timeline.to - timeline.from) * share;
    show(timeline.from + by, timeline.to + by);
}

function moveLanes(panel, rows) {
    const first = Math.max(0, Math.min(panel.trace.rows.length - panel.shown, panel.first + rows));
    if (first !== panel.first) {
        panel.first = first;
        describePanel(panel);
        redraw();
    }
}

// Where a loop first has many answers at once: its parses side by side in time, never above one another.
function closeUp() {
    const trace = exemplar();
    const { spans } = trace.rows.find((row) => row.thread);
    const [first, last] = [spans[0], spans[Math.min(spans.length, 12) - 1]];
    const [from, to] = [trace.parseStart[first], trace.parseEnd[last]];
    show(from - (to - from) * 0.3, to + (to - from) * 0.3);
    timeline.panels.find((panel) => panel.trace === trace).node.scrollIntoView({ block: "nearest" });
}

function timelineTools() {
    const tools = element("div", { class: "tools", role: "toolbar", "aria-label": say("SCRIPT_TOOLBAR_LABEL") });
    const button = (text, label, act) => {
        const made = element("button", { type: "button", ...(label ? { "aria-label": label } : {}) }, text);
        made.addEventListener("click", act);
        tools.append(made);
    };
    button("+", say("SCRIPT_ZOOM_IN"), () => zoom(0.5));
    button("−", say("SCRIPT_ZOOM_OUT"), () => zoom(2));
    button(say("SCRIPT_ZOOM_ALL"), "", () => show(0, timeline.whole));
    if (fetches && traces.some((trace) => trace.loops > 0))
        button(say("SCRIPT_CLOSE_UP"), "", closeUp);
    return tools;
}

// Everything of the timeline that has words, in the language set.
function fillTimeline(node) {
    if (traces.length === 0) {
        node.replaceChildren(element("p", {}, say("SCRIPT_NO_SPANS")));
        return;
    }
    if (timeline.panels.length === 0) {
        timeline.panels = traces.map(newPanel);
        timeline.mostInFlight = Math.max(1, ...traces.map((trace) => trace.inFlight.most));
        timeline.mostAtOnce = Math.max(1, ...traces.map((trace) => trace.atOnce.most));
        timeline.to = timeline.whole;
        const seen = new IntersectionObserver((entries) => {
            for (const entry of entries)
                timeline.panels.find((panel) => panel.canvas === entry.target).seen = entry.isIntersecting;
            redraw();
        }, { rootMargin: "100px" });
        timeline.panels.forEach((panel) => seen.observe(panel.canvas));
    }
    timeline.names = widestName();
    timeline.panels.forEach(describePanel);
    const without = models.filter((model) => !traces.some((trace) => trace.model.name === model.name)).map((model) => model.name);
    node.replaceChildren(legend([...LOOKS.keys()].filter(isSeen)), timelineTools(), ...timeline.panels.map((panel) => panel.node),
        ...(without.length ? [element("p", {}, say("SCRIPT_NO_SPANS_OF", listed(without)))] : []));
    redraw();
}

function fillSpans(node) {
    const most = 500;
    const all = traces.reduce((sum, trace) => sum + trace.size, 0);
    const times = fetches ? INSTANTS : ["queued", "started", "parseEnd"];
    const stretches = times.slice(1).map((to, i) => [times[i], to]);
    const names = fetches ? ["queued", "connecting", "waiting", "queued", "receiving", "queued", "parsing"] : ["queued", "working"];
    const rows = [];
    for (const trace of traces)
        for (let i = 0; i < trace.size && rows.length < most; i++)
            rows.push([trace.model.name, say("SCRIPT_TASK", trace.task[i] + 1), nameRow(trace, trace.lanes[trace.lane[i]], false),
                seconds(trace.started[i]), ...stretches.map(([from, to]) => seconds(trace[to][i] - trace[from][i])),
                seconds(trace.parseEnd[i])]);
    const heads = [say("COLUMN_MODEL"), say("SCRIPT_TASK", ""), say("SCRIPT_LANE"), say("SCRIPT_FROM"), ...names.map(sayState), say("SCRIPT_UNTIL")];
    node.replaceChildren(table(heads, rows));
    if (all > most)
        node.append(element("p", { class: "hint" }, say("SCRIPT_SPANS_LEFT_OUT", most, count(all))));
}
