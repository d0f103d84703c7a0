// SPDX-License-Identifier: MIT
// The timeline under mouse, fingers and keyboard: moving, zooming, and asking what is known of a task.
"use strict";

function wheel(panel, event) {
    if (event.ctrlKey || event.metaKey)
        zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 100)) * 0.5), timeAt(panel, event.offsetX));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        move((event.deltaX || event.deltaY) / panel.width);
    else
        return;
    choose(null); // it is no longer where it was
    event.preventDefault();
}

const fingers = new Map(); // pointers that are down, by their id

function drag(panel, down) {
    const { canvas } = panel;
    let { offsetX: x, offsetY: y } = down;
    let still = true; // so far: a tap, which asks for the task under it
    canvas.setPointerCapture(down.pointerId);
    fingers.set(down.pointerId, x);
    const moved = (event) => {
        still &&= Math.hypot(event.offsetX - down.offsetX, event.offsetY - down.offsetY) < 6;
        if (!still)
            choose(null);
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
    const up = (event) => {
        if (still && event.type === "pointerup")
            chooseAt(panel, down.offsetX, down.offsetY);
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

function chooseAt(panel, x, y) {
    const span = spanAt(panel, x, y);
    choose(span < 0 ? null : { panel, span, row: panel.first + Math.floor((y - TOP) / panel.high) }, x);
}

function hover(panel, event) {
    if (!event.buttons)
        chooseAt(panel, event.offsetX, event.offsetY);
}

function describeSpan({ panel: { trace }, span }) {
    const facts = [
        [say("SCRIPT_LANE"), nameRow(trace, trace.lanes[trace.lane[span]], false)],
        [say("SCRIPT_IDS"), `${trace.pid[span]}, ${trace.tid[span]}`], [say("SCRIPT_FROM"), seconds(trace.started[span])]];
    const lasted = (state, from, to) => facts.push([sayState(state), seconds(trace[to][span] - trace[from][span])]);
    lasted("queued", "queued", "started");
    if (fetches) {
        lasted("connecting", "started", "connected");
        lasted("waiting", "connected", "answered");
        lasted("queued", "answered", "firstByte");
        lasted("receiving", "firstByte", "received");
        lasted("queued", "received", "parseStart");
    }
    lasted(trace.busy, "parseStart", "parseEnd");
    facts.push([say("SCRIPT_CPU"), seconds(trace.cpu[span])], [say("SCRIPT_UNTIL"), seconds(trace.parseEnd[span])]);
    const heads = [say("SCRIPT_TASK", trace.task[span] + 1)];
    if (trace.attempt[span] > 1 || trace.outcome[span])
        heads.push(say(trace.outcome[span] ? "SCRIPT_ATTEMPT_FAILED" : "SCRIPT_ATTEMPT", trace.attempt[span]));
    if (trace.parent[span] >= 0)
        heads.push(say("SCRIPT_ADDED_BY", trace.parent[span] + 1));
    if (trace.children[span])
        heads.push(say("SCRIPT_ADDED", trace.children[span]));
    return { head: heads.join(" · "), facts };
}

// Shows what is known of a task, at `x` of its panel's canvas; of none, nothing.
function choose(chosen, x) {
    const tip = document.getElementById("tip");
    if (!chosen && !timeline.chosen)
        return;
    timeline.chosen = chosen;
    redraw();
    tip.hidden = !chosen;
    if (!chosen)
        return;
    const { head, facts } = describeSpan(chosen);
    tip.replaceChildren(element("b", {}, head),
        element("dl", {}, ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])));
    placeTip(tip, chosen, x);
}

// Below the lane of the task or, where there is no room, above it: so what it tells of stays in view.
function placeTip(tip, { panel, row }, x) {
    const canvas = panel.canvas.getBoundingClientRect();
    const top = canvas.top + TOP + (row - panel.first) * panel.high;
    const below = top + panel.high + 8;
    const above = top - 8 - tip.offsetHeight;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(canvas.left + x - 16, clientWidth - tip.offsetWidth - 8);
    tip.style.left = window.scrollX + Math.max(4, left) + "px";
    tip.style.top = window.scrollY + (below + tip.offsetHeight > clientHeight && above > 0 ? above : below) + "px";
}

// Brings a task into view: its lane, and at least its beginning.
function bringIntoView(panel, span) {
    const { trace } = panel;
    const { row } = trace.lanes[trace.lane[span]];
    if (row < panel.first || row >= panel.first + panel.shown)
        moveLanes(panel, row - panel.first - (panel.shown >> 1));
    if (trace.parseEnd[span] < timeline.from || trace.started[span] > timeline.to) {
        const half = (timeline.to - timeline.from) / 2;
        show(trace.started[span] - half, trace.started[span] + half);
    }
}

// Chooses a task by the keyboard: it comes into view and is shown.
function chooseByKey(panel, span) {
    const { trace } = panel;
    bringIntoView(panel, span);
    const x = Math.min(panel.width, Math.max(panel.gutter, xAt(panel, trace.started[span])));
    choose({ panel, span, row: trace.lanes[trace.lane[span]].row }, x);
}

function speak(panel, span) {
    const { head, facts } = describeSpan({ panel, span });
    document.getElementById("spoken").textContent = head + ". " + facts.map((fact) => fact.join(" ")).join(", ");
}

// Zooms around the chosen task, so that it stays in view; without one, around the middle.
function zoomByKey(panel, factor) {
    const { chosen } = timeline;
    if (chosen?.panel !== panel) {
        zoom(factor);
        return;
    }
    const { trace } = panel;
    bringIntoView(panel, chosen.span);
    zoom(factor, Math.max(timeline.from, Math.min(timeline.to, (trace.started[chosen.span] + trace.parseEnd[chosen.span]) / 2)));
    chooseByKey(panel, chosen.span);
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
    if (arrow && event.shiftKey) {
        arrow[0] ? move(arrow[0] * 0.2) : moveLanes(panel, arrow[1] * 10);
    } else if (arrow) {
        const span = neighbour(panel, ...arrow);
        chooseByKey(panel, span);
        speak(panel, span);
    } else if (event.key === "+" || event.key === "=")
        zoomByKey(panel, 0.6);
    else if (event.key === "-")
        zoomByKey(panel, 1 / 0.6);
    else if (event.key === "0" || event.key === "Home")
        show(0, timeline.whole);
    else if (event.key === "Escape")
        choose(null);
    else
        return;
    event.preventDefault();
}
