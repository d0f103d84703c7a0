// SPDX-License-Identifier: MIT
// The figures that stand still: headline, cost, latency.
"use strict";

function widthOf(node, most = 992) {
    return Math.max(280, Math.min(most, node.clientWidth || most));
}

// The scale that ends where the longest time does.
function furthest() {
    return Math.max(...models.flatMap((model) => [...model.wall_s, model.ci95_s?.[1] ?? 0, model.tutorial_s ?? 0, model.bound_s ?? 0]));
}

function drawHeadline(node) {
    const width = widthOf(node);
    const narrow = width < 560;
    const k = textScale();
    const left = narrow ? 22 : 24 + 8.2 * k * Math.max(...models.map((model) => model.name.length));
    const pitch = narrow ? 74 : 62;
    const key = headlineLegend(width);
    const top = key.height + 12;
    const height = top + models.length * pitch + 34;
    const room = narrow ? 104 : 150 * k;
    const x = (time) => left + (time / furthest()) * (width - left - room);
    const label = models.map((model) => say("SCRIPT_HEADLINE_ITEM", model.name, seconds(model.median_s), threeDigits(model.speedup))
        + (model.bound_s ? say("SCRIPT_HEADLINE_BOUND", seconds(model.bound_s)) : ""));
    const drawing = picture(width, height, say("SCRIPT_HEADLINE_LABEL", listed(label)));
    drawing.append(...key.marks);
    const { found, step } = ticks(0, furthest(), width - left - room, narrow ? 55 : 90);
    for (const time of found) {
        drawing.append(svg("line", { x1: x(time), x2: x(time), y1: top, y2: height - 30, stroke: "var(--faint)" }));
        drawing.append(svg("text", { x: x(time), y: height - 10, "text-anchor": "middle", class: "quiet" }, instant(time, step)));
    }
    models.forEach((model, i) => drawing.append(...headlineRow(model, x, left, top + i * pitch, narrow)));
    node.replaceChildren(drawing);
}

// What the marks mean, one after the other, in as many lines as they take.
function headlineLegend(width) {
    const marks = [];
    let [x, y] = [2, 14];
    const add = (wide, words, draw) => {
        const all = wide + 7 + textWidth(words, 0.78);
        if (x > 2 && x + all > width)
            [x, y] = [2, y + 22 * textScale()];
        marks.push(draw(x, y), svg("text", { x: x + wide + 7, y: y + 4, class: "quiet" }, words));
        x += all + 22;
    };
    add(12, say("FIGURE_ONE_RUN"), (left, middle) => svg("circle", { cx: left + 6, cy: middle, r: 4, class: "dot" }));
    if (models.some((model) => model.ci95_s))
        add(18, say("FIGURE_INTERVAL"), (left, middle) => svg("path", { d: `M${left} ${middle}h18m-18 -4v8m18 -8v8`, class: "whisker" }));
    if (models.some((model) => model.tutorial_s))
        add(12, say("FIGURE_TUTORIAL"), (left, middle) => svg("path", { d: diamond(left + 6, middle), class: "diamond" }));
    if (models.some((model) => model.bound_s))
        add(4, say(textWidth(say("FIGURE_LEAST"), 0.78) + 13 > width ? "COLUMN_BOUND" : "FIGURE_LEAST"), (left, middle) => svg("path", { d: `M${left + 2} ${middle - 8}v16`, class: "bound" }));
    return { marks, height: y + 14 };
}

function diamond(x, y) {
    return `M${x - 6} ${y}l6 -6l6 6l-6 6z`;
}

// From above: the bar, and on it the runs, then their interval; across it the bound; under it the tutorial. So nothing
// hides.
function headlineRow(model, x, left, y, narrow) {
    const marks = [];
    const top = y + (narrow ? 20 : 6);
    const most = Math.max(...model.wall_s, model.ci95_s?.[1] ?? 0, model.bound_s ?? 0);
    marks.push(svg("text", narrow ? { x: left, y: y + 14 } : { x: left - 12, y: top + 21, "text-anchor": "end" }, model.name));
    marks.push(svg("rect", { x: left, y: top, width: Math.max(1, x(model.median_s) - left), height: 32, fill: fillOf(model) }));
    if (model.bound_s) {
        const d = `M${x(model.bound_s)} ${top - 4}v40`;
        marks.push(svg("path", { d, class: "bound-back" }), svg("path", { d, class: "bound" }));
    }
    model.wall_s.forEach((time, i) => marks.push(svg("circle", {
        cx: x(time), cy: top + 5 + (model.wall_s.length > 1 ? (13 * i) / (model.wall_s.length - 1) : 6), r: 3, class: "dot" })));
    if (model.ci95_s) {
        const [low, high] = model.ci95_s.map(x);
        const d = `M${low} ${top + 26}H${high}M${low} ${top + 22}v8M${high} ${top + 22}v8`;
        marks.push(svg("path", { d, class: "whisker-back" }), svg("path", { d, class: "whisker" }));
    }
    const text = svg("text", { x: x(most) + 12, y: top + 21 });
    text.append(svg("tspan", { "font-weight": 700 }, "×" + threeDigits(model.speedup)),
        svg("tspan", { dx: 8, class: "quiet" }, seconds(model.median_s)));
    marks.push(text);
    if (model.tutorial_s) {
        marks.push(svg("line", { x1: left, x2: x(model.tutorial_s) - 6, y1: top + 42, y2: top + 42, stroke: "var(--line)" }));
        marks.push(svg("path", { d: diamond(x(model.tutorial_s), top + 42), class: "diamond" }));
    }
    return marks;
}

function fillRuns(node) {
    const rounds = Math.max(...models.map((model) => model.wall_s.length));
    const tutorials = models.some((model) => model.tutorial_s);
    const heads = [say("COLUMN_MODEL"), say("SCRIPT_MEDIAN"), ...Array.from({ length: rounds }, (_, i) => say("SCRIPT_ROUND", i + 1))];
    node.replaceChildren(table(tutorials ? [...heads, say("SCRIPT_TUTORIAL_TIME")] : heads, models.map((model) => [
        model.name, seconds(model.median_s), ...Array.from({ length: rounds }, (_, i) => seconds(model.wall_s[i])),
        ...(tutorials ? [seconds(model.tutorial_s ?? NaN)] : [])])));
}

// What a model costs, and how that is written; null is what is not known.
const COSTS = [
    ["SCRIPT_COST_CPU", (model) => (model.median_cpu_s / model.tasks) * 1000, seconds],
    ["COST_MEMORY", (model) => model.peak_own_memory_bytes ?? null, bytes],
    ["COST_PROCESSES", (model) => model.processes, count],
    ["COST_THREADS", (model) => model.threads, count],
    ["SCRIPT_COST_SWITCHES", (model) => model.context_switches, count],
];

function drawCosts(node) {
    node.replaceChildren();
    for (const [title, cost, format] of COSTS) {
        const known = models.map((model) => [model, cost(model)]).filter(([, value]) => value !== null);
        if (known.length === 0)
            continue;
        const most = Math.max(...known.map(([, value]) => value)) || 1;
        const rows = known.map(([model, value]) => element("div", { class: "row" }, element("span", {}, model.name),
            element("span", { class: "value" },
                element("i", { class: model.pattern, style: `--color:${model.color};--share:${value / most}` }),
                format(value))));
        const label = say("SCRIPT_COST_LABEL", say(title), listed(known.map(([model, value]) => `${model.name} ${format(value)}`)));
        node.append(element("div", {}, element("h3", {}, say(title)), element("div", { role: "img", "aria-label": label }, ...rows)));
    }
}

// How long each task that came right took from being taken to done, with all its attempts, ascending.
function latencies(trace, from = "started") {
    const last = (spans) => spans[spans.length - 1];
    const done = trace.tasks.filter((spans) => trace.outcome[last(spans)] === 0);
    return Float64Array.from(done, (spans) => Math.max(1e-6, trace.parseEnd[last(spans)] - trace[from][spans[0]])).sort();
}

function quantile(sorted, share) {
    return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

const DASHES = ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 2", "6 2 1 2 1 2"];

// Where the axis begins and ends: at least from one to half as long again, or a difference of a few percent would look
// like one of many times.
function spread(ends) {
    const [least, most] = ends.length ? [Math.min(...ends), Math.max(...ends)] : [1, 1];
    const margin = most / least < 1.4 ? Math.sqrt((1.5 * least) / most) : 1.04;
    return [least / margin, most * margin];
}

function drawLatency(node) {
    const width = widthOf(node);
    const [left, top, bottom, right] = [56 * textScale(), 12, 46, 16];
    const height = 300;
    const all = traces.map((trace) => latencies(trace));
    const [low, high] = spread(all.flatMap((sorted) => [...sorted.slice(0, 1), ...sorted.slice(-1)]));
    const x = (time) => left + (Math.log(time / low) / Math.log(high / low)) * (width - left - right);
    const y = (share) => height - bottom - share * (height - top - bottom);
    const label = traces.map((trace, i) => say("SCRIPT_LATENCY_ITEM", trace.model.name, seconds(quantile(all[i], 0.5))));
    const drawing = picture(width, height, say("SCRIPT_LATENCY_LABEL", listed(label)));
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        drawing.append(svg("line", { x1: left, x2: width - right, y1: y(share), y2: y(share), stroke: "var(--faint)" }));
        drawing.append(svg("text", { x: left - 8, y: y(share) + 4, "text-anchor": "end", class: "quiet" }, say("SCRIPT_PERCENTILE", share * 100)));
    }
    const { found, step } = logTicks(low, high, width - left - right);
    for (const time of found) {
        drawing.append(svg("line", { x1: x(time), x2: x(time), y1: top, y2: height - bottom, stroke: "var(--faint)" }));
        drawing.append(svg("text", { x: x(time), y: height - bottom + 18, "text-anchor": "middle", class: "quiet" },
            step ? instant(time, step) : brief(time)));
    }
    drawing.append(svg("text", { x: (left + width) / 2, y: height - 6, "text-anchor": "middle", class: "quiet" }, say("SCRIPT_LATENCY_AXIS")));
    traces.forEach((trace, i) => drawing.append(svg("path", {
        d: staircase(all[i], x, y), fill: "none", stroke: trace.model.color, "stroke-width": 2.5,
        "stroke-dasharray": DASHES[i % DASHES.length] })));
    node.replaceChildren(drawing, latencyLegend());
}

// A round time: "20 ms".
function brief(time) {
    return time >= 1 ? `${+time.toPrecision(2)} s` : time >= 1e-3 ? `${+(time * 1e3).toPrecision(2)} ms` : `${+(time * 1e6).toPrecision(2)} µs`;
}

// At most 600 steps: more than that nobody can see.
function staircase(sorted, x, y) {
    const every = Math.max(1, Math.floor(sorted.length / 600));
    let path = sorted.length === 0 ? "" : `M${x(sorted[0]).toFixed(1)} ${y(0).toFixed(1)}`;
    for (let i = 0; i < sorted.length; i += every) {
        const last = Math.min(sorted.length, i + every);
        path += `H${x(sorted[last - 1]).toFixed(1)}V${y(last / sorted.length).toFixed(1)}`;
    }
    return path;
}

// Round times of a log axis: by powers of ten, or as on any other where it spans less than that.
function logTicks(low, high, width) {
    if (high / low < 5)
        return ticks(low, high, width);
    const factors = high / low < 300 ? [1, 2, 5] : [1];
    const found = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
        found.push(...factors.map((factor) => factor * 10 ** power).filter((time) => time >= low && time <= high));
    return { found };
}

function latencyLegend() {
    return element("ul", { class: "legend" }, ...traces.map((trace, i) => {
        const line = svg("svg", { width: 40, height: 10, "aria-hidden": "true" });
        line.append(svg("line", { x1: 0, x2: 40, y1: 5, y2: 5, stroke: trace.model.color, "stroke-width": 3,
            "stroke-dasharray": DASHES[i % DASHES.length] }));
        return element("li", {}, line, element("span", {}, trace.model.name + " ", element("small", {}, "n = " + count(latencies(trace).length))));
    }));
}

// A percentile is only told where one of so many tasks is beyond it with a probability of 95 %: before that, it is
// but the slowest.
function fillPercentiles(node) {
    const shares = [0.5, 0.9, 0.99];
    const heads = [say("COLUMN_MODEL"), say("SCRIPT_TASKS"), ...shares.map((share) => say("SCRIPT_PERCENTILE", share * 100)), say("SCRIPT_SLOWEST"), say("SCRIPT_WITH_QUEUE")];
    const all = traces.map((trace) => latencies(trace));
    node.replaceChildren(table(heads, traces.map((trace, i) => {
        const told = shares.map((share) => (share ** all[i].length <= 0.05 ? seconds(quantile(all[i], share)) : "–"));
        return [trace.model.name, count(all[i].length), ...told, seconds(quantile(all[i], 1)),
            seconds(quantile(latencies(trace, "queued"), 0.5))];
    })), element("p", { class: "hint" }, say("SCRIPT_TOO_FEW")));
}
