// SPDX-License-Identifier: MIT
// The timeline: a panel a model on one shared clock, lanes, and under them what is in flight and what computes.
// Only what can be seen is drawn, so that a hundred thousand spans still move smoothly.
"use strict";

const GUTTER = 132; // left of the lanes, for their names; less on a phone
const TOP = 6;
const STRIP = 30;
const AXIS = 22;
const MOST_LANES = 320; // pixels: of more lanes a part is shown, to be dragged

const timeline = { from: 0, to: 1, panels: [], chosen: null, pending: false };
timeline.whole = Math.max(...traces.map((trace) => trace.end), 1e-6) * 1.03;

function laneHeight(rows) {
    return rows <= 12 ? 17 : rows <= 24 ? 12 : rows <= 50 ? 7 : rows <= 110 ? 4 : 3;
}

function newPanel(trace) {
    const canvas = element("canvas", { tabindex: "0", role: "img" });
    const high = laneHeight(trace.rows.length);
    const panel = { trace, canvas, high, first: 0, shown: Math.min(trace.rows.length, Math.floor(MOST_LANES / high)), seen: true };
    panel.lanes = panel.shown * high;
    panel.height = TOP + panel.lanes + 2 * STRIP + AXIS + 6;
    panel.title = element("h3");
    panel.note = element("p");
    panel.node = element("div", { class: "panel" }, panel.title, canvas, panel.note);
    canvas.addEventListener("pointerdown", (event) => drag(panel, event));
    canvas.addEventListener("pointermove", (event) => hover(panel, event));
    canvas.addEventListener("pointerleave", () => choose(null));
    canvas.addEventListener("dblclick", (event) => zoom(0.4, timeAt(panel, event.offsetX)));
    canvas.addEventListener("wheel", (event) => wheel(panel, event), { passive: false });
    canvas.addEventListener("keydown", (event) => press(panel, event));
    canvas.addEventListener("blur", () => choose(null));
    return panel;
}

// What a student should see in it, in one sentence.
function explain(trace) {
    const kind = trace.model.model;
    const most = trace.inFlight.most;
    if (!fetches)
        return "";
    if (trace.loops > 0)
        return say(trace.loops > 1 ? "overlapLoops" : trace.turns ? "overlapTurns" : "overlap", most);
    if (kind === "sequential")
        return say("blockedAlone");
    return kind === "fork-pool" ? say("blockedProcesses", most) : kind === "pthread-pool" || kind === "fork-threads" ? say("blockedThreads", most) : "";
}

function describePanel(panel) {
    const { trace } = panel;
    const part = panel.shown < trace.rows.length
        ? say("lanesShown", panel.first + 1, panel.first + panel.shown, trace.rows.length) : say("lanesWorkers", trace.lanes.length);
    const fit = element("button", { type: "button", class: "scripted small", "aria-label": say("zoomTo", trace.model.name) }, say("fit"));
    fit.addEventListener("click", () => show(0, trace.end * 1.03));
    panel.title.replaceChildren(chip(trace.model), trace.model.name,
        element("small", {}, say("panelTitle", count(trace.size), seconds(trace.end)) + " · " + part), fit);
    panel.note.textContent = explain(trace);
    panel.canvas.setAttribute("aria-label", say("timelineLabel", trace.model.name, trace.size, trace.lanes.length,
        seconds(trace.end), trace.inFlight.most, trace.atOnce.most));
}

function gutterOf(panel) {
    return panel.width < 560 ? 34 : GUTTER * textScale();
}

function xAt(panel, time) {
    return panel.gutter + ((time - timeline.from) / (timeline.to - timeline.from)) * (panel.width - panel.gutter - 8);
}

function timeAt(panel, x) {
    return timeline.from + ((x - panel.gutter) / (panel.width - panel.gutter - 8)) * (timeline.to - timeline.from);
}

// The first of a lane's spans that is done after `time`. They are in order and do not overlap.
function firstAfter(trace, spans, time) {
    let low = 0;
    let high = spans.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (trace.parseEnd[spans[middle]] < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Draws one state of all spans of a lane that can be seen; of those on the same pixel the first.
function drawSpans(c, panel, paint, row, y, state, from, to, least) {
    const { trace, high } = panel;
    const [begins, ends] = [trace[from], trace[to]];
    const scale = (panel.width - panel.gutter - 8) / (timeline.to - timeline.from);
    const shift = panel.gutter - timeline.from * scale;
    let drawn = -1; // where the last one ends
    for (let i = firstAfter(trace, row.spans, timeline.from); i < row.spans.length; i++) {
        const span = row.spans[i];
        const x = begins[span] * scale + shift;
        if (x > panel.width)
            break;
        const right = Math.min(ends[span] * scale + shift, panel.width + 4);
        const left = Math.max(x, panel.gutter - 4);
        if (right < drawn || (least === 0 && right <= left))
            continue;
        drawState(c, paint, state, left, Math.max(right - left, least), y, high > 4 ? high - 2 : high);
        drawn = Math.max(right, left + 1);
    }
}

// The time in which a lane had nothing under way: a thin line from the first to the last.
function drawIdle(c, panel, paint, row, y) {
    const end = row.spans.length ? panel.trace.parseEnd[row.spans[row.spans.length - 1]] : panel.trace.end;
    const [left, right] = [Math.max(panel.gutter, xAt(panel, 0)), Math.min(panel.width, xAt(panel, end))];
    if (right > left)
        drawState(c, paint, "queued", left, right - left, y, panel.high > 4 ? panel.high - 2 : panel.high);
}

const STRETCHES = [
    ["connecting", "started", "connected", 0], ["waiting", "connected", "firstByte", 0],
    ["receiving", "firstByte", "received", 0], ["parsing", "parseStart", "parseEnd", 1.5]];

function drawLanes(c, panel) {
    const { trace, high } = panel;
    const paint = paints(c, trace.model);
    c.save();
    c.beginPath();
    c.rect(panel.gutter, 0, panel.width - panel.gutter, panel.lanes + TOP);
    c.clip();
    const rows = trace.rows.slice(panel.first, panel.first + panel.shown);
    rows.forEach((row, i) => drawIdle(c, panel, paint, row, TOP + i * high));
    for (const [state, from, to, least] of STRETCHES)
        rows.forEach((row, i) => {
            if (!row.thread || state === "parsing")
                drawSpans(c, panel, paint, row, TOP + i * high, row.thread || !trace.turns || state !== "parsing" ? state : "turns",
                    from, to, least);
        });
    c.restore();
}

function nameRow(trace, row, short) {
    if (short)
        return row.thread ? "↻" : String(trace.model.hybrid ? `${row.process}·${row.within}` : trace.lanes.indexOf(row) + 1);
    if (row.thread)
        return trace.loops === 1 ? say("loopThread") : say("loopThreadOf", row.process);
    return nameLane(trace, row.process, row.within);
}

function drawNames(c, panel) {
    const { trace, high } = panel;
    const every = Math.max(1, Math.ceil(11 / high));
    setFont(c, Math.min(12, Math.max(10, high - 3)));
    c.textAlign = "right";
    c.textBaseline = "middle";
    trace.rows.slice(panel.first, panel.first + panel.shown).forEach((row, i) => {
        if (!row.thread && (i + panel.first) % every !== 0)
            return;
        c.fillStyle = themeColour(row.thread ? "ink" : "quiet");
        c.fillText(nameRow(trace, row, panel.gutter < 100), panel.gutter - 8, TOP + (i + 0.5) * high);
    });
}

// How many there are at once, as an area; of the changes within a pixel, the most.
function drawStrip(c, panel, steps, most, y, name) {
    const { colour } = panel.trace.model;
    c.fillStyle = themeColour("quiet");
    c.textAlign = "right";
    c.textBaseline = "middle";
    setFont(c, 11);
    if (panel.gutter > 100)
        c.fillText(name, panel.gutter - 8, y + STRIP / 2 - 6);
    c.fillText(panel.gutter > 100 ? "≤ " + steps.most : "≤" + steps.most, panel.gutter - 8, y + STRIP / 2 + (panel.gutter > 100 ? 7 : 0));
    c.fillStyle = themeColour("faint");
    c.fillRect(panel.gutter, y + STRIP - 4, panel.width - panel.gutter, 1);
    c.fillStyle = colour;
    let i = 0;
    const high = STRIP - 7;
    const { times, values } = steps;
    for (let x = panel.gutter; x < panel.width; x++) {
        const until = timeAt(panel, x + 1);
        if (x === panel.gutter)
            i = Math.max(0, upTo(times, timeAt(panel, x)) - 1);
        let value = values[i];
        while (i + 1 < times.length && times[i + 1] < until)
            value = Math.max(value, values[++i]);
        if (value > 0) {
            const tall = Math.max(1.5, (value / most) * high);
            c.fillRect(x, y + STRIP - 4 - tall, 1, tall);
        }
    }
}

// How many of the ascending `times` are at most `time`.
function upTo(times, time) {
    let low = 0;
    let high = times.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (times[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

function drawAxis(c, panel) {
    const bottom = panel.height - AXIS;
    const { found, step } = ticks(timeline.from, timeline.to, panel.width - panel.gutter, panel.width < 560 ? 70 : 110);
    setFont(c, 11);
    c.textAlign = "center";
    c.textBaseline = "alphabetic";
    for (const time of found) {
        const x = xAt(panel, time);
        c.fillStyle = themeColour("faint");
        c.fillRect(x, 0, 1, bottom + 4);
        c.fillStyle = themeColour("quiet");
        if (x > panel.gutter + 8 && x < panel.width - 20 || time === 0)
            c.fillText(instant(time, step), x, bottom + 16);
    }
}

// Where the model is done.
function drawEnd(c, panel) {
    const x = xAt(panel, panel.trace.end);
    if (x < panel.gutter || x > panel.width)
        return;
    c.fillStyle = themeColour("ink");
    c.fillRect(x, 0, 1.5, panel.height - AXIS + 2);
    const room = panel.width - x > 90;
    setFont(c, 12, 600);
    c.textAlign = room ? "left" : "right";
    c.textBaseline = "middle";
    c.fillText(seconds(panel.trace.end), x + (room ? 6 : -6), TOP + panel.lanes + STRIP / 2);
}

// The chosen task, with a line from the task that added it.
function drawChosen(c, panel) {
    const chosen = timeline.chosen;
    if (!chosen || chosen.panel !== panel)
        return;
    const { trace, high } = panel;
    const y = (span) => TOP + (trace.lanes[trace.lane[span]].row - panel.first) * high;
    const { span } = chosen;
    c.save();
    c.beginPath();
    c.rect(panel.gutter - 2, 0, panel.width, TOP + panel.lanes + 2);
    c.clip();
    c.strokeStyle = themeColour("ink");
    c.lineWidth = 1.5;
    const x = xAt(panel, trace.started[span]);
    c.strokeRect(x - 1, y(span) - 1, Math.max(3, xAt(panel, trace.parseEnd[span]) - x + 2), high);
    const parent = trace.parentAt[span];
    if (parent >= 0) {
        c.setLineDash([4, 3]);
        c.beginPath();
        c.moveTo(xAt(panel, trace.parseEnd[parent]), y(parent) + high / 2);
        c.lineTo(x, y(span) + high / 2);
        c.stroke();
    }
    c.restore();
}

function drawPanel(panel) {
    panel.width = panel.canvas.clientWidth;
    panel.gutter = gutterOf(panel);
    const c = context(panel.canvas, panel.width, panel.height);
    drawAxis(c, panel);
    drawLanes(c, panel);
    drawNames(c, panel);
    const below = TOP + panel.lanes + 4;
    drawStrip(c, panel, panel.trace.inFlight, timeline.mostInFlight, below, say("inFlight"));
    drawStrip(c, panel, panel.trace.atOnce, timeline.mostAtOnce, below + STRIP, say("atOnce"));
    drawEnd(c, panel);
    drawChosen(c, panel);
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

function wheel(panel, event) {
    if (event.ctrlKey || event.metaKey)
        zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 100)) * 0.5), timeAt(panel, event.offsetX));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        move((event.deltaX || event.deltaY) / panel.width);
    else
        return;
    event.preventDefault();
}

const fingers = new Map(); // pointers that are down, by their id

function drag(panel, down) {
    const { canvas } = panel;
    let { offsetX: x, offsetY: y } = down;
    canvas.setPointerCapture(down.pointerId);
    fingers.set(down.pointerId, x);
    const moved = (event) => {
        const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
        if (others.length) {
            const apart = Math.max(8, Math.abs(x - others[0]));
            zoom(apart / Math.max(8, Math.abs(event.offsetX - others[0])), timeAt(panel, others[0]));
        } else {
            move((x - event.offsetX) / (panel.width - panel.gutter - 8));
            const rows = Math.trunc((y - event.offsetY) / panel.high);
            moveLanes(panel, rows);
            y -= rows * panel.high;
        }
        x = event.offsetX;
        fingers.set(event.pointerId, x);
    };
    const up = () => {
        fingers.delete(down.pointerId);
        for (const name of ["pointerup", "pointercancel"])
            canvas.removeEventListener(name, up);
        canvas.removeEventListener("pointermove", moved);
    };
    canvas.addEventListener("pointermove", moved);
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
}

// The task at a place: the one that is under way there, or one at most 4 pixels away.
function spanAt(panel, x, y) {
    const row = panel.trace.rows[panel.first + Math.floor((y - TOP) / panel.high)];
    if (!row || x < panel.gutter || y > panel.lanes + TOP)
        return -1;
    const { trace } = panel;
    const begins = row.thread ? trace.parseStart : trace.started;
    const i = firstAfter(trace, row.spans, timeAt(panel, x));
    const near = [row.spans[i], row.spans[i - 1]].filter((span) => span !== undefined)
        .map((span) => [span, Math.max(xAt(panel, begins[span]) - x, x - xAt(panel, trace.parseEnd[span]), 0)]);
    near.sort((a, b) => a[1] - b[1]);
    return near.length && near[0][1] <= 4 ? near[0][0] : -1;
}

function hover(panel, event) {
    if (event.buttons)
        return;
    const span = spanAt(panel, event.offsetX, event.offsetY);
    choose(span < 0 ? null : { panel, span }, event.pageX, event.pageY);
}

function describeSpan({ panel: { trace }, span }) {
    const facts = [
        [say("lane"), nameRow(trace, trace.lanes[trace.lane[span]], false)],
        [say("ids"), `${trace.pid[span]}, ${trace.tid[span]}`], [say("from"), seconds(trace.started[span])]];
    const lasted = (name, from, to) => facts.push([say(name), seconds(trace[to][span] - trace[from][span])]);
    lasted("queued", "queued", "started");
    if (fetches) {
        lasted("connecting", "started", "connected");
        lasted("waiting", "connected", "firstByte");
        lasted("receiving", "firstByte", "received");
    }
    lasted(fetches ? "parsing" : "computing", "parseStart", "parseEnd");
    facts.push([say("cpu"), seconds(trace.cpu[span])], [say("until"), seconds(trace.parseEnd[span])]);
    const heads = [say("task", trace.task[span] + 1)];
    if (trace.parent[span] >= 0)
        heads.push(say("addedBy", trace.parent[span] + 1));
    if (trace.children[span])
        heads.push(say("added", trace.children[span]));
    return { head: heads.join(" · "), facts };
}

// Shows what is known of a task beside the place (x, y) of the page; of none, nothing.
function choose(chosen, x, y) {
    const tip = document.getElementById("tip");
    if (chosen?.span === timeline.chosen?.span && chosen?.panel === timeline.chosen?.panel && !chosen)
        return;
    timeline.chosen = chosen;
    redraw();
    tip.hidden = !chosen;
    if (!chosen)
        return;
    const { head, facts } = describeSpan(chosen);
    tip.replaceChildren(element("b", {}, head),
        element("dl", {}, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])));
    const left = Math.min(x + 14, window.scrollX + document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = Math.max(window.scrollX + 4, left) + "px";
    tip.style.top = y + 16 + "px";
}

// Chooses a task by the keyboard: it comes into view, is shown, and is spoken.
function chooseByKey(panel, span) {
    const { trace } = panel;
    const row = trace.lanes[trace.lane[span]].row;
    if (row < panel.first || row >= panel.first + panel.shown)
        moveLanes(panel, row - panel.first - (panel.shown >> 1));
    if (trace.parseEnd[span] < timeline.from || trace.started[span] > timeline.to) {
        const half = (timeline.to - timeline.from) / 2;
        show(trace.started[span] - half, trace.started[span] + half);
    }
    const place = panel.canvas.getBoundingClientRect();
    const x = Math.min(panel.width, Math.max(panel.gutter, xAt(panel, trace.started[span])));
    choose({ panel, span }, window.scrollX + place.left + x, window.scrollY + place.top + (row - panel.first + 1) * panel.high);
    const { head, facts } = describeSpan({ panel, span });
    document.getElementById("spoken").textContent = head + ". " + facts.map((fact) => fact.join(" ")).join(", ");
}

// The neighbour of the chosen task: in its lane, or the one under way in the next lane that has any.
function neighbour(panel, along, across) {
    const { trace } = panel;
    const chosen = timeline.chosen?.panel === panel ? timeline.chosen.span : -1;
    if (chosen < 0)
        return trace.lanes[0].spans[0];
    let lane = trace.lane[chosen];
    const { spans } = trace.lanes[lane];
    if (along)
        return spans[spans.indexOf(chosen) + along] ?? chosen;
    do
        lane += across;
    while (trace.lanes[lane] && !trace.lanes[lane].spans.length);
    const next = trace.lanes[lane]?.spans;
    return next ? next[Math.min(next.length - 1, firstAfter(trace, next, trace.started[chosen]))] : chosen;
}

function press(panel, event) {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const arrow = arrows[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey)
        return;
    if (arrow && event.shiftKey)
        arrow[0] ? move(arrow[0] * 0.2) : moveLanes(panel, arrow[1] * 10);
    else if (arrow)
        chooseByKey(panel, neighbour(panel, ...arrow));
    else if (event.key === "+" || event.key === "=")
        zoom(0.6);
    else if (event.key === "-")
        zoom(1 / 0.6);
    else if (event.key === "0" || event.key === "Home")
        show(0, timeline.whole);
    else if (event.key === "Escape")
        choose(null);
    else
        return;
    event.preventDefault();
}

// Where a loop first has many answers at once: its parses side by side in time, never above one another.
function closeUp() {
    const trace = traces.find((one) => one.loops > 0 && one.model.model === "coroutine") ?? traces.find((one) => one.loops > 0);
    const { spans } = trace.rows.find((row) => row.thread);
    const [first, last] = [spans[0], spans[Math.min(spans.length, 12) - 1]];
    const [from, to] = [trace.parseStart[first], trace.parseEnd[last]];
    show(from - (to - from) * 0.3, to + (to - from) * 0.3);
    timeline.panels.find((panel) => panel.trace === trace).node.scrollIntoView({ block: "nearest" });
}

function timelineTools() {
    const tools = element("div", { class: "tools", role: "toolbar", "aria-label": say("toolbarLabel") });
    const button = (text, label, act) => {
        const made = element("button", { type: "button", ...(label ? { "aria-label": label } : {}) }, text);
        made.addEventListener("click", act);
        tools.append(made);
    };
    button("+", say("zoomIn"), () => zoom(0.5));
    button("−", say("zoomOut"), () => zoom(2));
    button(say("zoomAll"), "", () => show(0, timeline.whole));
    if (fetches && traces.some((trace) => trace.loops > 0))
        button(say("closeUp"), "", closeUp);
    return tools;
}

// Everything of the timeline that has words, in the language set.
function fillTimeline(node) {
    if (traces.length === 0) {
        node.replaceChildren(element("p", {}, say("noSpans")));
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
    timeline.panels.forEach(describePanel);
    node.replaceChildren(legend(traces[traces.length > 3 ? 3 : 0].model), timelineTools(), ...timeline.panels.map((panel) => panel.node));
    redraw();
}

function fillSpans(node) {
    const most = 500;
    const all = traces.reduce((sum, trace) => sum + trace.size, 0);
    const times = fetches ? INSTANTS : ["queued", "started", "parseEnd"];
    const stretches = times.slice(1).map((to, i) => [times[i], to]);
    const names = fetches ? ["queued", "connecting", "waiting", "receiving", "queued", "parsing"] : ["queued", "computing"];
    const rows = [];
    for (const trace of traces)
        for (let i = 0; i < trace.size && rows.length < most; i++)
            rows.push([trace.model.name, say("task", trace.task[i] + 1), nameRow(trace, trace.lanes[trace.lane[i]], false),
                seconds(trace.started[i]), ...stretches.map(([from, to]) => seconds(trace[to][i] - trace[from][i])),
                seconds(trace.parseEnd[i])]);
    const heads = [say("model"), say("task", ""), say("lane"), say("from"), ...names.map((name) => say(name)), say("until")];
    node.replaceChildren(table(heads, rows));
    if (all > most)
        node.append(element("p", { class: "hint" }, say("spansLeftOut", most, count(all))));
}
