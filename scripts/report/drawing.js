// SPDX-License-Identifier: MIT
// What all figures draw with: the page's colours, the patterns of models, SVG and HTML elements, canvases; and how
// the states of a task look. They differ by height and pattern, so that they can be told apart without colours.
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
    upright: { path: "M1.5 0V6", width: 3 },
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

function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
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

// From thin to full: the share of a lane's height, and how it is filled.
const STATES = ["queued", "connecting", "waiting", "receiving", "parsing"];
const HEIGHTS = { queued: 0, connecting: 0.5, waiting: 0.6, receiving: 0.75, turns: 1, parsing: 1 };

// What a state is called, and what it means.
const STATE_WORDS = {
    queued: ["TIMELINE_QUEUED", "SCRIPT_QUEUED_ABOUT"],
    connecting: ["TIMELINE_CONNECTING", "SCRIPT_CONNECTING_ABOUT"],
    waiting: ["TIMELINE_WAITING", "SCRIPT_WAITING_ABOUT"],
    receiving: ["TIMELINE_RECEIVING", "SCRIPT_RECEIVING_ABOUT"],
    parsing: ["TIMELINE_PARSING", "SCRIPT_PARSING_ABOUT"],
    computing: ["SCRIPT_COMPUTING", "SCRIPT_PARSING_ABOUT"],
    turns: ["SCRIPT_TURNS", "SCRIPT_TURNS_ABOUT"],
    failed: ["SCRIPT_FAILED", "SCRIPT_FAILED_ABOUT"],
    finished: ["SCRIPT_FINISHED", "SCRIPT_FINISHED_ABOUT"],
};

function sayState(state) {
    return say(STATE_WORDS[state][0]);
}

// `share` of the one colour in the other; both as "#0072B2".
function mix(colour, other, share) {
    const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
    return `rgb(${[1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(other, at) * (1 - share)))})`;
}

function paints(c, model) {
    const paper = themeColour("card");
    const { color: colour, pattern } = model;
    return styled("paints " + model.name, () => ({
        line: themeColour("line"), ink: themeColour("ink"), colour, paper, waiting: mix(colour, paper, isDark() ? 0.5 : 0.32),
        connecting: fillWith(c, "hatched", colour, paper),
        receiving: fillWith(c, "upright", colour, paper),
        thinTurns: mix(colour, paper, 0.7),
        turns: fillWith(c, "hatched", colour, mix(colour, paper, 0.5)),
        racing: fillWith(c, "hatched", colour, themeColour("ink")),
        parsing: pattern === "solid" ? colour : fillWith(c, pattern, colour, mix(colour, paper, 0.5)),
    }));
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

// Draws a state from x to x + width in a lane of `height` below y.
function drawState(c, paint, state, x, width, y, height) {
    if (state === "failed") {
        drawCross(c, paint.ink, x + Math.min(width / 2, 12), y + height / 2, Math.min(4, height / 2));
        return;
    }
    if (state === "queued") {
        c.fillStyle = paint.line;
        c.fillRect(x, y + height / 2 - 0.5, width, 1);
        return;
    }
    const high = Math.max(1, height * HEIGHTS[state]);
    const top = y + height - high;
    if (state === "waiting") {
        c.fillStyle = paint.waiting;
        c.fillRect(x, top, width, high);
        c.fillStyle = paint.colour;
        if (height >= 5)
            c.fillRect(x, y + height - 1, width, 1); // its foot has the full contrast
        return;
    }
    c.fillStyle = width >= 4 && height >= 5 ? paint[state] : state === "turns" ? paint.thinTurns : paint.colour;
    c.fillRect(x, top, width, high);
}

// Whose lanes have the most to tell: one loop's for all, some loops', else the first's.
function exemplar() {
    return traces.find((trace) => trace.loops > 0 && trace.model.worker.one_thread)
        ?? traces.find((trace) => trace.loops > 0) ?? traces[0];
}

// The states as a list, each with a sample as draw(c, paint, state, x, width, y, height) makes it.
function legend(model, draw = drawState, more = []) {
    const list = element("ul", { class: "legend" });
    const turns = traces.some((trace) => trace.turns) ? ["turns"] : [];
    const failed = traces.some((trace) => trace.failures > 0) ? ["failed"] : [];
    for (const state of [...(fetches ? STATES : ["queued", "parsing"]), ...turns, ...failed, ...more]) {
        const sample = element("canvas", { "aria-hidden": "true" });
        const c = context(sample, 44, 18);
        draw(c, paints(c, model), state, 0, 44, 1, 16);
        const name = state === "parsing" && !fetches ? "computing" : state;
        const [called, about] = STATE_WORDS[name];
        list.append(element("li", {}, sample, element("span", {}, say(called) + " ", element("small", {}, say(about)))));
    }
    return list;
}
