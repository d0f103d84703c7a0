// SPDX-License-Identifier: MIT
// Draws a panel of the timeline: axis, lanes, names, and the strips under them. Only what can be seen is drawn, so
// that a hundred thousand spans still move smoothly.
"use strict";

const GUTTER = 132; // left of the lanes at least, for their names; less on a phone

function isNarrow(panel) {
    return panel.width < 560;
}

function gutterOf(panel) {
    return isNarrow(panel) ? 34 : Math.max(GUTTER * textScale(), timeline.names + 16);
}

// How wide the longest name of a row is, in pixels.
function widestName() {
    const longest = (trace) => trace.rows.map((row) => nameRow(trace, row, false)).reduce((a, b) => (b.length > a.length ? b : a), "");
    return Math.max(0, ...traces.map((trace) => textWidth(longest(trace), 12 / 17)));
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
function drawSpans(c, panel, row, y, state, from, to, least) {
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
        drawState(c, state, left, Math.max(right - left, least), y, high > 4 ? high - 2 : high);
        drawn = Math.max(right, left + 1);
    }
}

// What a lane shows of each span, in order: the state, when it begins and ends, and how many pixels wide it is at least.
function stretchesOf(trace) {
    return [["queued", "free", "started", 0], ["connecting", "started", "connected", 0], ["waiting", "connected", "answered", 0],
        ["queued", "answered", "firstByte", 0],
        ["receiving", "firstByte", "received", 0], ["queued", "received", "parseStart", 0], [trace.busy, "parseStart", "parseEnd", 1.5]];
}

function drawLanes(c, panel) {
    const { trace, high } = panel;
    c.save();
    c.beginPath();
    c.rect(panel.gutter, 0, panel.width - panel.gutter, panel.lanes + TOP);
    c.clip();
    const rows = trace.rows.slice(panel.first, panel.first + panel.shown);
    for (const [state, from, to, least] of stretchesOf(trace))
        rows.forEach((row, i) => {
            if (!row.thread || state === trace.busy)
                drawSpans(c, panel, row, TOP + i * high, row.thread ? trace.busyThread : state, from, to, least);
        });
    if (trace.failures > 0)
        rows.forEach((row, i) => row.thread || drawFailures(c, panel, row, TOP + i * high));
    c.restore();
}

function drawFailures(c, panel, row, y) {
    const { trace, high } = panel;
    for (let i = firstAfter(trace, row.spans, timeline.from); i < row.spans.length; i++) {
        const end = trace.parseEnd[row.spans[i]];
        if (end > timeline.to)
            break;
        if (trace.outcome[row.spans[i]])
            drawCross(c, themeColour("ink"), xAt(panel, end), y + high / 2, Math.min(4, high / 2));
    }
}

function nameRow(trace, row, short) {
    if (short)
        return row.thread ? "↻" : String(trace.model.each ? `${row.worker}·${row.within}` : trace.lanes.indexOf(row) + 1);
    if (row.thread)
        return trace.loops === 1 ? say("SCRIPT_LOOP_THREAD") : say("SCRIPT_LOOP_THREAD_OF", nameWorker(trace.model.worker, row.worker));
    return nameLane(trace, row);
}

// The rows that are named: every loop's thread, and of the lanes as many as there is room for between those.
function namedRows(panel) {
    const apart = Math.ceil(12 / panel.high); // rows
    const rows = panel.trace.rows.slice(panel.first, panel.first + panel.shown);
    const threads = rows.flatMap((row, i) => (row.thread ? [i] : []));
    const free = (i) => threads.every((thread) => Math.abs(thread - i) >= apart);
    return rows.map((row, i) => [row, i]).filter(([row, i]) => row.thread || ((i + panel.first) % apart === 0 && free(i)));
}

function drawNames(c, panel) {
    const { trace, high } = panel;
    setFont(c, Math.min(12, Math.max(10, high - 3)));
    c.textAlign = "right";
    c.textBaseline = "middle";
    for (const [row, i] of namedRows(panel)) {
        c.fillStyle = themeColour(row.thread ? "ink" : "quiet");
        c.fillText(nameRow(trace, row, isNarrow(panel)), panel.gutter - 8, TOP + (i + 0.5) * high);
    }
}

// How many there are at once, as an area; of the changes within a pixel, the most. Its name stands before it.
function drawStrip(c, panel, steps, most, y, name) {
    const { color } = panel.trace.model;
    c.fillStyle = themeColour("quiet");
    c.textAlign = "right";
    c.textBaseline = "middle";
    setFont(c, 11);
    if (isNarrow(panel)) {
        y += ABOVE_STRIP;
    } else {
        c.fillText(name, panel.gutter - 8, y + STRIP / 2 - 6);
        c.fillText("≤ " + steps.most, panel.gutter - 8, y + STRIP / 2 + 7);
    }
    c.fillStyle = themeColour("faint");
    c.fillRect(panel.gutter, y + STRIP - 4, panel.width - panel.gutter, 1);
    c.fillStyle = color;
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

// On a phone the name stands above the strip, on whatever line is there.
function nameStrip(c, panel, name, y) {
    setFont(c, 11);
    c.textAlign = "left";
    c.textBaseline = "middle";
    c.fillStyle = themeColour("card");
    c.fillRect(panel.gutter, y, c.measureText(name).width + 4, ABOVE_STRIP);
    c.fillStyle = themeColour("quiet");
    c.fillText(name, panel.gutter, y + ABOVE_STRIP / 2);
}

// The strips: where each begins, what it shows, the most that it could, and its name.
function stripsOf({ trace, lanes, strip }) {
    const y = TOP + lanes + 4;
    const busy = [trace.atOnce, timeline.mostAtOnce, say(fetches ? "TIMELINE_COMPUTING" : "TIMELINE_AT_WORK")];
    return fetches ? [[y, trace.inFlight, timeline.mostInFlight, say("TIMELINE_IN_FLIGHT")], [y + strip, ...busy]] : [[y, ...busy]];
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
    const { found, step } = ticks(timeline.from, timeline.to, panel.width - panel.gutter, isNarrow(panel) ? 70 : 110);
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
    c.fillText(seconds(panel.trace.end), x + (room ? 6 : -6), TOP + panel.lanes + panel.strip - STRIP / 2);
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
    panel.strip = STRIP + (isNarrow(panel) ? ABOVE_STRIP : 0);
    panel.height = TOP + panel.lanes + (fetches ? 2 : 1) * panel.strip + AXIS + 6;
    const c = context(panel.canvas, panel.width, panel.height);
    drawAxis(c, panel);
    drawLanes(c, panel);
    drawNames(c, panel);
    const strips = stripsOf(panel);
    strips.forEach(([y, steps, most, name]) => drawStrip(c, panel, steps, most, y, name));
    drawEnd(c, panel);
    if (isNarrow(panel))
        strips.forEach(([y, steps, , name]) => nameStrip(c, panel, `${name} ≤ ${steps.most}`, y));
    drawChosen(c, panel);
}
