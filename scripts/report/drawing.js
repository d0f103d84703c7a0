// SPDX-License-Identifier: MIT
// What all figures draw with: the page's colours, the patterns of models, SVG and HTML elements, canvases; and how
// the states of a task look. They differ by height, too, so that they can be told apart without colours.
"use strict";

// What is asked of the style sheet in every frame, as long as it holds; report.js clears it.
const styles = new Map();

function styled(name, read) {
    if (!styles.has(name))
        styles.set(name, read(getComputedStyle(document.documentElement)));
    return styles.get(name);
}

function themeColour(name) {
    return styled(name, (style) => style.getPropertyValue("--" + name).trim());
}

function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
        name === "class" ? made.className = value : made.setAttribute(name, value);
    made.append(...children);
    return made;
}

function svg(tag, attributes = {}, text = "") {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes))
        made.setAttribute(name, value);
    made.textContent = text;
    return made;
}

// A picture in SVG, in pixels of the page: it is drawn anew for each width.
function picture(width, height, label) {
    const made = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label });
    const tiles = svg("defs");
    for (const model of models.filter((one) => one.pattern !== "solid")) {
        const { color, pattern } = model;
        const tile = svg("pattern", { id: tileOf(model), width: 6, height: 6, patternUnits: "userSpaceOnUse" });
        tile.append(svg("rect", { width: 6, height: 6, fill: color, "fill-opacity": 0.35 }), svg("path", {
            d: MARKS[pattern].path, stroke: color, "stroke-width": MARKS[pattern].width, "stroke-linecap": "round" }));
        tiles.append(tile);
    }
    made.append(tiles);
    return made;
}

// What a pattern repeats: lines in a square of 6 by 6.
const [rising, falling] = ["M-1 1L1 -1M-1 7L7 -1M5 7L7 5", "M-1 5L1 7M-1 -1L7 7M5 -1L7 1"];
const MARKS = {
    hatched: { path: rising, width: 2 },
    crosshatched: { path: rising + falling, width: 1.5 },
    dotted: { path: "M3 3h.01", width: 3.6 },
};

function tileOf(model) {
    return model.pattern + model.color.slice(1);
}

function fillOf(model) {
    return model.pattern === "solid" ? model.color : `url(#${tileOf(model)})`;
}

function chip(model) {
    return element("span", { class: "chip " + model.pattern, style: "--color:" + model.color });
}

function table(heads, rows) {
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    const body = rows.map(([first, ...rest]) => element("tr", {}, element("th", { scope: "row" }, first),
        ...rest.map((text) => element("td", {}, String(text)))));
    return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}

// Round instants for an axis of `width` pixels: 1, 2 or 5 times a power of ten apart.
function ticks(from, to, width, apart = 90) {
    const rough = (to - from) / Math.max(2, width / apart);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
    const found = [];
    for (let at = Math.ceil(from / step); at * step <= to; at++)
        found.push(at * step);
    return { found, step };
}

// An instant with as many digits as tell it from its neighbours `step` away.
function instant(value, step) {
    const [factor, unit] = step >= 0.1 ? [1, "s"] : step >= 1e-4 ? [1e3, "ms"] : [1e6, "µs"];
    const digits = Math.max(0, -Math.floor(Math.log10(step * factor) + 1e-9));
    return (value * factor).toFixed(digits) + " " + unit;
}

// What is 1 on a laptop: text on a canvas grows with that of the page.
function textScale() {
    return styled("font-size", (style) => parseFloat(style.fontSize) / 17);
}

function setFont(c, pixels, weight = 400) {
    c.font = `${weight} ${pixels * textScale()}px system-ui, sans-serif`;
}

const measuring = element("canvas").getContext("2d");

// How wide words are in text of so many times the page's size.
function textWidth(words, size) {
    measuring.font = `${size * 17 * textScale()}px system-ui, "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif`;
    return measuring.measureText(words).width;
}

// The 2D context of a canvas, in pixels of the page, as sharp as the screen.
function context(canvas, width, height) {
    const sharp = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * sharp), Math.round(height * sharp)];
    if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
        canvas.style.height = height + "px";
    }
    const c = canvas.getContext("2d");
    c.setTransform(sharp, 0, 0, sharp, 0, 0);
    c.clearRect(0, 0, width, height);
    return c;
}

// A pattern in one colour on another.
function fillWith(c, pattern, colour, ground) {
    const tile = element("canvas", { width: 6, height: 6 });
    const t = tile.getContext("2d");
    t.fillStyle = ground;
    t.fillRect(0, 0, 6, 6);
    t.strokeStyle = colour;
    t.lineWidth = MARKS[pattern].width;
    t.lineCap = "round";
    t.stroke(new Path2D(MARKS[pattern].path));
    return c.createPattern(tile, "repeat");
}

// How each state looks and what it is called, in order: as bench/timeline/lane.c has it, for every picture.
const LOOKS = new Map(JSON.parse(document.getElementById("states").textContent)
    .map(([name, colour, height, words]) => [name, { colour, height, words }]));

// What a state means.
const ABOUT = {
    queued: "SCRIPT_QUEUED_ABOUT", connecting: "SCRIPT_CONNECTING_ABOUT", waiting: "SCRIPT_WAITING_ABOUT",
    receiving: "SCRIPT_RECEIVING_ABOUT", parsing: "SCRIPT_PARSING_ABOUT", working: "SCRIPT_WORKING_ABOUT",
    turns: "SCRIPT_TURNS_ABOUT", finished: "SCRIPT_FINISHED_ABOUT",
};

function sayState(state) {
    return say(state === "finished" ? "SCRIPT_FINISHED" : LOOKS.get(state).words);
}

// `share` of the one colour in the other; both as "#0072B2".
function mix(colour, other, share) {
    const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
    return `rgb(${[1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(other, at) * (1 - share)))})`;
}

// What a model's own is filled with on a canvas.
function paintOf(c, { name, color, pattern }) {
    return styled("paint " + name, () =>
        (pattern === "solid" ? color : fillWith(c, pattern, color, mix(color, themeColour("card"), 0.5))));
}

// Where an attempt failed.
function drawCross(c, colour, x, y, half) {
    c.strokeStyle = colour;
    c.lineWidth = half > 2 ? 2 : 1;
    c.beginPath();
    c.moveTo(x - half, y - half);
    c.lineTo(x + half, y + half);
    c.moveTo(x - half, y + half);
    c.lineTo(x + half, y - half);
    c.stroke();
}

// Draws a state from x to x + width in a lane of `height` below y, on whose ground it stands.
function drawState(c, state, x, width, y, height) {
    if (state === "failed") {
        drawCross(c, themeColour("ink"), x + Math.min(width / 2, 12), y + height / 2, Math.min(4, height / 2));
        return;
    }
    const look = LOOKS.get(state);
    const high = Math.max(1, height * look.height);
    c.fillStyle = look.colour;
    c.fillRect(x, y + height - high, width, high);
}

// Whose lanes have the most to tell: one loop's for all, some loops', else the first's.
function exemplar() {
    return traces.find((trace) => trace.loops > 0 && trace.model.worker.one_thread)
        ?? traces.find((trace) => trace.loops > 0) ?? traces[0];
}

// Whether a state, or a failed attempt, is there to see in any lane (timeline_shows of bench/timeline/timeline.c).
function isSeen(state) {
    return traces.some((trace) => (state === "failed" ? trace.failures > 0 : stretchesOf(trace).some(([name, from, to]) =>
        name === state && trace[from].some((time, i) => time < trace[to][i]))));
}

// These states as a list, each with a sample as draw(c, state, x, width, y, height) makes it.
function legend(states, draw = drawState) {
    const list = element("ul", { class: "legend" });
    for (const state of states) {
        const sample = element("canvas", { "aria-hidden": "true" });
        draw(context(sample, 44, 18), state, 0, 44, 1, 16);
        const about = ABOUT[state] ? [" ", element("small", {}, say(ABOUT[state]))] : [];
        list.append(element("li", {}, sample, element("span", {}, sayState(state), ...about)));
    }
    return list;
}
