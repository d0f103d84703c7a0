// SPDX-License-Identifier: MIT
// The race: the traces replayed in lockstep; and "predict first", which hides every time on the page and asks who
// wins before it shows it.
"use strict";

const race = {
    at: 0, playing: false, last: 0, lanes: [], asking: false, guess: null, verdict: null,
    end: Math.max(...traces.map((trace) => trace.end), 1e-6),
};

// A replay should take about ten seconds.
const SPEEDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
race.speed = SPEEDS.reduce((best, one) =>
    (Math.abs(Math.log(race.end / one / 10)) < Math.abs(Math.log(race.end / best / 10)) ? one : best));

// The instants at which tasks are done: a model's own, and everybody's, for single steps.
for (const trace of traces)
    trace.done = Float64Array.from(trace.tasks, (spans) => trace.parseEnd[spans[spans.length - 1]]).sort();
race.steps = Float64Array.from(traces.flatMap((trace) => [...trace.done])).sort();

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

function sayAs(speed) {
    return speed === 1 ? say("SCRIPT_SPEED_REAL") : speed < 1 ? say("SCRIPT_SPEED_SLOWER", Math.round(1 / speed)) : say("SCRIPT_SPEED_FASTER", speed);
}

// Of a task whose attempts these are. Between two of them it waits for its turn again.
function stateAt(trace, spans, time) {
    const begun = spans.filter((span) => trace.started[span] <= time);
    const i = begun.length ? begun[begun.length - 1] : spans[0];
    if (time < trace.started[i])
        return "queued";
    if (time >= trace.parseEnd[i])
        return begun.length < spans.length ? "queued" : trace.outcome[i] ? "failed" : "finished";
    if (time < trace.connected[i])
        return "connecting";
    if (time < trace.firstByte[i])
        return time < trace.answered[i] ? "waiting" : "queued";
    if (time < trace.received[i])
        return "receiving";
    return time < trace.parseStart[i] ? "queued" : trace.busy;
}

const MOST_CELLS = 240;

// Whether there are too many tasks for a cell each.
const inShares = traces.some((trace) => trace.tasks.length > MOST_CELLS);

// A cell a task, in the order of the tasks; of more tasks, the shares of each state.
function drawTrack(lane) {
    const { trace, canvas } = lane;
    const width = canvas.clientWidth;
    const high = 34;
    const c = context(canvas, width, high);
    const { tasks } = trace;
    if (inShares) {
        drawShares(c, lane, width, high);
        return;
    }
    const pitch = width / tasks.length;
    const gap = pitch > 6 ? 2 : pitch > 3 ? 1 : 0;
    tasks.forEach((spans, i) => drawCell(c, stateAt(trace, spans, race.at), i * pitch, pitch - gap, 0, high, trace.model));
}

// As in a lane; what is done is full of its model's colour, with a tick where there is room.
function drawCell(c, state, x, width, y, height, model = exemplar().model) {
    c.fillStyle = themeColour("card");
    c.fillRect(x, y, width, height);
    if (state !== "finished") {
        drawState(c, state, x, width, y + 1, height - 2);
        return;
    }
    c.fillStyle = paintOf(c, model);
    c.fillRect(x, y + 1, width, height - 2);
    if (width < 12)
        return;
    const [middle, half] = [x + width / 2, y + height / 2];
    c.strokeStyle = "#ffffff";
    c.lineWidth = 2;
    c.beginPath();
    c.moveTo(middle - 5, half);
    c.lineTo(middle - 1, half + 4);
    c.lineTo(middle + 6, half - 5);
    c.stroke();
}

function drawShares(c, { trace }, width, high) {
    const done = upTo(trace.done, race.at) / trace.tasks.length;
    const { times, values } = trace.inFlight;
    const flying = values[Math.max(0, upTo(times, race.at) - 1)] / trace.tasks.length;
    c.fillStyle = themeColour("card");
    c.fillRect(0, 0, width, high);
    drawState(c, "queued", 0, width, 2, high - 4);
    drawState(c, "waiting", done * width, flying * width, 2, high - 4);
    c.fillStyle = paintOf(c, trace.model);
    c.fillRect(0, 2, done * width, high - 4);
}

function drawRace() {
    for (const lane of race.lanes) {
        const { trace, output } = lane;
        const over = race.at >= trace.end;
        drawTrack(lane);
        lane.node.classList.toggle("over", over);
        const text = over && !race.asking ? say("SCRIPT_RACE_FINISH", seconds(trace.end))
            : say("SCRIPT_RACE_DONE", count(upTo(trace.done, race.at)), count(trace.tasks.length));
        if (output.textContent !== text)
            output.textContent = text;
    }
    race.scrub.value = String(Math.round((race.at / race.end) * 1000));
    const clock = race.asking ? seconds(race.at) : say("SCRIPT_RACE_CLOCK", seconds(race.at), seconds(race.end));
    race.scrub.setAttribute("aria-valuetext", clock);
    race.clock.textContent = clock;
    race.button.textContent = race.playing ? say("SCRIPT_PAUSE") : race.at >= race.end ? say("SCRIPT_AGAIN") : say("SCRIPT_PLAY");
}

function seek(time) {
    race.at = Math.max(0, Math.min(race.end, time));
    if (race.at >= race.end)
        finishRace();
    drawRace();
}

function finishRace() {
    race.playing = false;
    if (race.asking && race.guess)
        reveal();
}

// With little motion wished for, the race goes on in leaps.
function frame(now) {
    if (!race.playing)
        return;
    const passed = (now - race.last) / 1000;
    if (!calm.matches || passed >= 0.6) {
        race.last = now;
        seek(race.at + Math.min(passed, 0.7) * race.speed);
    }
    if (race.playing)
        requestAnimationFrame(frame);
}

function play(on) {
    if (on && race.at >= race.end)
        race.at = 0;
    race.playing = on;
    race.last = performance.now();
    if (on)
        requestAnimationFrame(frame);
    drawRace();
}

function step(by) {
    play(false);
    const next = upTo(race.steps, race.at + (by > 0 ? 1e-9 : -1e-9));
    seek(by > 0 ? race.steps[next] ?? race.end : race.steps[next - 1] ?? 0);
}

// Those in the best place; of a single round, which gives none, whoever took the least time.
function winners() {
    const rated = traces.map((trace) => trace.model);
    const best = Math.min(...rated.map((model) => model.place ?? model.median_s));
    return rated.filter((model) => (model.place ?? model.median_s) === best);
}

function verdict() {
    const first = winners();
    const withTime = (model) => say("SCRIPT_WITH_TIME", model.name, seconds(model.median_s));
    const said = withTime(race.guess);
    const timed = first.map(withTime);
    const names = [listed(timed.slice(0, -1)), ...timed.slice(-1)].filter(Boolean).join(say("SCRIPT_AND"));
    if (race.guess.place === null)
        return say("SCRIPT_PREDICT_ONE_ROUND", said, names);
    if (!first.includes(race.guess))
        return say(first.length > 1 ? "SCRIPT_PREDICT_WRONG_TIE" : "SCRIPT_PREDICT_WRONG", said, names);
    return say(first.length > 1 ? "SCRIPT_PREDICT_TIE" : "SCRIPT_PREDICT_RIGHT", names);
}

// "1", or "1, shared"; "–" where a single round gives none.
function sayPlace({ place }) {
    if (place === null)
        return "–";
    return models.filter((model) => model.place === place).length > 1 ? say("SCRIPT_PLACE_TIED", place) : String(place);
}

function predict(on) {
    race.asking = on;
    race.guess = race.verdict = null;
    document.documentElement.classList.toggle("predicting", on);
    race.playing = false;
    race.at = 0;
    showRace();
}

// The page anew, with more or less of it hidden, at the race.
function showRace() {
    fill();
    document.getElementById("race").scrollIntoView({ block: "start", behavior: "instant" });
}

function reveal() {
    race.asking = false;
    race.verdict = verdict;
    document.documentElement.classList.remove("predicting");
    showRace();
}

function question() {
    const choices = traces.map(({ model }) => {
        const radio = element("input", { type: "radio", name: "guess" });
        radio.checked = race.guess === model;
        radio.addEventListener("change", () => race.guess = model);
        return element("label", {}, radio, chip(model), model.name);
    });
    const start = element("button", { type: "button", class: "main" }, say("SCRIPT_PREDICT_START"));
    const answer = element("p", { class: "verdict", role: "status" });
    start.addEventListener("click", () => {
        answer.textContent = race.guess ? "" : say("SCRIPT_PREDICT_NONE");
        if (race.guess)
            play(true);
    });
    const stop = element("button", { type: "button" }, say("SCRIPT_PREDICT_GIVE_UP"));
    stop.addEventListener("click", () => predict(false));
    return element("fieldset", { class: "question" }, element("legend", {}, say("SCRIPT_PREDICT_ASK")), element("p", {}, say("SCRIPT_PREDICT_HOW")),
        ...choices, element("div", { class: "tools" }, start, stop), answer);
}

function raceTools() {
    race.button = element("button", { type: "button", class: "main" });
    race.button.addEventListener("click", () => play(!race.playing));
    const back = element("button", { type: "button", "aria-label": say("SCRIPT_STEP_BACK") }, "◀");
    back.addEventListener("click", () => step(-1));
    const on = element("button", { type: "button", "aria-label": say("SCRIPT_STEP_ON") }, "▶");
    on.addEventListener("click", () => step(1));
    const speeds = SPEEDS.map((speed) => element("option", { value: speed, ...(speed === race.speed ? { selected: "" } : {}) }, sayAs(speed)));
    const select = element("select", { "aria-label": say("SCRIPT_SPEED") }, ...speeds);
    select.addEventListener("change", () => race.speed = Number(select.value));
    race.clock = element("span", { class: "quiet" });
    return element("div", { class: "tools" }, race.button, back, on, select, race.clock);
}

function newLane(trace) {
    const canvas = element("canvas", { "aria-hidden": "true" });
    const output = element("output");
    const node = element("div", { class: "lane" }, element("b", {}, chip(trace.model), trace.model.name), canvas, output);
    return { trace, canvas, output, node };
}

// Everything of the race that has words, in the language set.
function fillRace(node) {
    race.lanes = traces.map(newLane);
    race.scrub = element("input", { type: "range", id: "scrub", min: 0, max: 1000, step: 1, "aria-label": say("SCRIPT_SCRUB") });
    race.scrub.addEventListener("input", () => {
        const chosen = (Number(race.scrub.value) / 1000) * race.end; // before play() puts it back
        play(false);
        seek(chosen);
    });
    const said = race.verdict ? [element("p", { class: "verdict", role: "status" }, race.verdict())] : [];
    const seen = [...LOOKS.keys()].filter((state) => isSeen(state) && (!inShares || state === "queued" || state === "waiting"));
    node.replaceChildren(...(race.asking ? [question()] : said), element("p", {}, say(inShares ? "SCRIPT_RACE_SHARES" : "SCRIPT_RACE_CELLS")),
        raceTools(), race.scrub, ...race.lanes.map((lane) => lane.node), legend([...seen, "finished"], drawCell));
    drawRace();
}

function fillFinishes(node) {
    const sorted = [...traces].sort((a, b) => a.model.place - b.model.place || a.model.median_s - b.model.median_s);
    const heads = ["COLUMN_MODEL", "SCRIPT_PLACE", "SCRIPT_MEDIAN_OF_ROUNDS", "SCRIPT_FINISHED_RUN"].map((name) => say(name));
    node.replaceChildren(table(heads, sorted.map(({ model, end }) => [model.name, sayPlace(model), seconds(model.median_s), seconds(end)])));
}
