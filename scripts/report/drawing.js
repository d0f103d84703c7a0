// SPDX-License-Identifier: MIT
// What all figures draw with: the page's colours, the hatching of hybrids, SVG and HTML elements, canvases; and how
// the states of a task look. They differ by height and pattern, so that they can be told apart without colours.
"use strict";

function themeColour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
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
    const patterns = svg("defs");
    for (const { colour } of models.filter((model) => model.hybrid)) {
        const pattern = svg("pattern", {
            id: "hatch-" + colour.slice(1), width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
        pattern.append(svg("rect", { width: 4.2, height: 7, fill: colour }));
        patterns.append(pattern);
    }
    made.append(patterns);
    return made;
}

function fillOf(model) {
    return model.hybrid ? `url(#hatch-${model.colour.slice(1)})` : model.colour;
}

function chip(model) {
    return element("span", { class: model.hybrid ? "chip hybrid" : "chip", style: "--colour:" + model.colour });
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

// Stripes on the page's own colour.
function stripes(c, colour, paper, across) {
    const tile = element("canvas", { width: 6, height: 6 });
    const t = tile.getContext("2d");
    t.fillStyle = paper;
    t.fillRect(0, 0, 6, 6);
    t.strokeStyle = t.fillStyle = colour;
    t.lineWidth = 2;
    if (across) {
        t.beginPath();
        for (const shift of [-6, 0, 6]) {
            t.moveTo(shift - 1, 7);
            t.lineTo(shift + 7, -1);
        }
        t.stroke();
    } else {
        t.fillRect(0, 0, 3, 6);
    }
    return c.createPattern(tile, "repeat");
}

// From thin to full: the share of a lane's height, and how it is filled.
const STATES = ["queued", "connecting", "waiting", "receiving", "parsing"];
const HEIGHTS = { queued: 0, connecting: 0.5, waiting: 0.5, receiving: 0.75, parsing: 1 };

function paints(c, model) {
    const paper = themeColour("card");
    const { colour } = model;
    return {
        line: themeColour("line"), colour, paper,
        connecting: stripes(c, colour, paper, true),
        receiving: stripes(c, colour, paper, false),
        parsing: model.hybrid ? stripes(c, colour, themeColour("ink"), true) : colour,
    };
}

// Draws a state from x to x + width in a lane of `height` below y.
function drawState(c, paint, state, x, width, y, height) {
    if (state === "queued") {
        c.fillStyle = paint.line;
        c.fillRect(x, y + height / 2 - 0.5, width, 1);
        return;
    }
    const high = Math.max(1, height * HEIGHTS[state]);
    const top = y + height - high;
    if (state === "waiting") {
        c.globalAlpha = 0.3;
        c.fillStyle = paint.colour;
        c.fillRect(x, top, width, high);
        c.globalAlpha = 1;
        if (height >= 5)
            c.fillRect(x, y + height - 1, width, 1); // its foot has the full contrast
        return;
    }
    c.fillStyle = width >= 4 && height >= 5 ? paint[state] : paint.colour;
    c.fillRect(x, top, width, high);
}

// The states as a list, drawn as the lanes of a model are.
function legend(model) {
    const list = element("ul", { class: "legend" });
    const shown = fetches ? STATES : ["queued", "parsing"];
    for (const state of shown) {
        const sample = element("canvas", { "aria-hidden": "true" });
        const c = context(sample, 44, 18);
        drawState(c, paints(c, model), state, 0, 44, 1, 16);
        const name = state === "parsing" && !fetches ? "computing" : state;
        list.append(element("li", {}, sample, element("span", {}, say(name) + " ", element("small", {}, say(state + "About")))));
    }
    return list;
}
