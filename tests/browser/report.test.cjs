// SPDX-License-Identifier: MIT
// report.html as a reader meets it: opened from a folder, in a real browser. run.sh says what it needs.
"use strict";

const os = require("node:os");
const assert = require("node:assert");
const { readFileSync, writeFileSync } = require("node:fs");
const { after, before, test } = require("node:test");
const { chromium } = require("playwright-core");

const folder = process.env.MANYHANDS_REPORT;
const screenshots = process.env.MANYHANDS_SCREENSHOTS;
const results = JSON.parse(readFileSync(folder + "/results.json", "utf-8"));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const PATIENCE_MS = 300000; // only a hang takes longer
let browser;

before(async () => {
    browser = await chromium.launch({ executablePath: process.env.MANYHANDS_BROWSER, args: ["--no-sandbox"], timeout: PATIENCE_MS });
});
after(() => browser?.close());

// Opens the report and gives the page to `look`; whatever it complains of or asks the network for is a failure.
async function reading(options, look, hash = "") {
    const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const faults = [];
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("console", (message) => faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.stack));
    page.on("request", (request) => /^(file|data):/.test(request.url()) || faults.push(request.url()));
    try {
        await page.goto("file://" + folder + "/report.html" + hash);
        await look(page);
        assert.deepStrictEqual(faults, []);
    } finally {
        await context.close();
    }
}

// A picture of the whole page, for people to look at.
async function keep(page, name) {
    await page.evaluate(() => { for (const panel of timeline.panels) drawPanel(panel); }); // also those further down
    await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
}

const visibleText = (page) => page.evaluate(() => document.body.innerText);

test("it opens without a complaint and asks the network for nothing", () => reading({}, async (page) => {
    await page.locator("#headline svg").waitFor();
    assert.match(await visibleText(page), /One job, many hands/);
    assert.ok(await page.evaluate(() => timeline.panels.length) === results.models.length);
}));

test("there are as many lanes and workers as in the figure, and as many tasks as there were", () => reading({}, async (page) => {
    const drawn = await page.evaluate(() => traces.map((trace) => [trace.model.name, trace.lanes.length, trace.model.workers, trace.tasks.length]));
    const panels = readFileSync(folder + "/panels.csv", "utf-8").trim().split("\n").slice(1).map((row) => row.split(","));
    assert.deepStrictEqual(drawn, panels.map(([name, , lanes, , workers], i) => [name, Number(lanes), Number(workers), results.models[i].tasks]));
    const shown = await page.evaluate(() => [...document.querySelectorAll(".panel h3")].map((node) => node.textContent.match(/\d+ of \d+ needed/)?.[0]));
    assert.deepStrictEqual(shown, panels.map(([, , lanes, , workers]) => (lanes === workers ? undefined : `${lanes} of ${workers} needed`)));
}));

test("a state looks as in the figure, and what is there is in both legends", () => reading({}, async (page) => {
    const states = readFileSync(folder + "/states.csv", "utf-8").trim().split("\n").slice(1).map((row) => row.split(","));
    assert.deepStrictEqual(await page.evaluate(() => [...LOOKS].map(([name, { colour, height, words }]) => [name, colour, String(height), words])),
        states.map((state) => state.slice(0, 4)));
    assert.deepStrictEqual(await page.evaluate(() => [...LOOKS.keys()].filter(isSeen)),
        states.filter((state) => state[4] === "1").map(([name]) => name));
}));

test("the bound is a tick on every bar of the headline", () => reading({}, async (page) => {
    assert.strictEqual(await page.locator("#headline path.bound-back").count(), results.models.length);
    assert.match(await page.locator("#headline").innerText(), /bound: no program can be faster with this many workers/);
    const apart = await page.evaluate(() => models.map((model, i) => {
        const [bar, tick] = [document.querySelectorAll("#headline svg > rect")[i], document.querySelectorAll("#headline path.bound-back")[i]].map((node) => node.getBoundingClientRect());
        return (tick.left + tick.right) / 2 - bar.left - (bar.width * model.bound_s) / model.median_s;
    }));
    assert.ok(apart.every((pixels) => Math.abs(pixels) < 1), apart.join());
}));

// Where the tooltip and the lane of the chosen task are, and the page.
const placed = (page) => page.evaluate(() => {
    const { panel, row, span } = timeline.chosen;
    const top = panel.canvas.getBoundingClientRect().top + TOP + (row - panel.first) * panel.high;
    const tip = document.getElementById("tip").getBoundingClientRect();
    return { lane: [top, top + panel.high], tip: [tip.top, tip.bottom, tip.left, tip.right], wide: document.documentElement.clientWidth,
        seen: panel.trace.parseEnd[span] >= timeline.from && panel.trace.started[span] <= timeline.to };
});

test("the tooltip covers nothing of the lane that it tells of, whatever it is asked with", async () => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }])
        await reading({ viewport, hasTouch: true }, async (page) => {
            const canvas = page.locator(".panel canvas").last();
            for (const block of ["start", "end"]) {
                await canvas.evaluate((node, where) => node.scrollIntoView({ block: where, behavior: "instant" }), block);
                const [x, y] = await page.evaluate(() => {
                    const panel = timeline.panels.at(-1);
                    const { left, top } = panel.canvas.getBoundingClientRect();
                    const trace = panel.trace;
                    return [left + xAt(panel, (trace.started[0] + trace.parseEnd[0]) / 2), top + TOP + (trace.lanes[trace.lane[0]].row + 0.5) * panel.high];
                });
                for (const ask of [() => page.mouse.move(x, y), () => page.touchscreen.tap(x, y)]) {
                    await page.evaluate(() => choose(null));
                    await ask();
                    assert.ok(await page.locator("#tip").isVisible(), block);
                    const { lane, tip, wide } = await placed(page);
                    assert.ok(tip[0] >= lane[1] || tip[1] <= lane[0], `${lane} under ${tip}`);
                    assert.ok(tip[2] >= 0 && tip[3] <= wide, `${tip} of ${wide}`);
                }
            }
        });
});

test("whoever zooms by the keyboard keeps the chosen task in view", () => reading({}, async (page) => {
    const canvas = page.locator(".panel canvas").first();
    await canvas.focus();
    for (let i = 0; i < 6; i++)
        await page.keyboard.press("ArrowRight"); // the last of its lane, at the right of all
    for (let i = 0; i < 8; i++) {
        await page.keyboard.press("+");
        assert.ok((await placed(page)).seen, `after ${i + 1} times`);
    }
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("-");
    assert.ok((await placed(page)).seen);
}));

test("a loop's thread never parses two tasks at once, and its coroutines wait together", () => reading({}, async (page) => {
    const [most, waits] = await page.evaluate(() => {
        const trace = traces.find((one) => one.loops === 1);
        return [trace.atOnce.most, trace.inFlight.most];
    });
    assert.strictEqual(most, 1);
    assert.strictEqual(waits, results.models.find((model) => model.model === "coroutine").workers);
}));

test("a lane is called after what works in it", () => reading({}, async (page) => {
    const name = (...shape) => page.evaluate(([worker, each, pid, tid, workers]) => {
        const kind = (word) => word && { own_memory: word === "process", one: { en: word, zh: word } };
        const slot = pid.map((_, i) => i);
        const trace = { model: { worker: kind(worker), each: kind(each), workers }, size: slot.length, pid, tid, slot,
            queued: slot, started: slot, parseStart: slot, parseEnd: slot, lane: [], free: [] };
        findLanes(trace);
        return trace.rows.map((row) => nameRow(trace, row, false)).join(", ");
    }, shape);
    assert.strictEqual(await name("process", null, [7, 8], [7, 8], 3), "process 1, process 2");
    assert.strictEqual(await name("thread", null, [7, 7], [8, 9], 2), "thread 1, thread 2");
    assert.strictEqual(await name("coroutine", null, [7, 7], [7, 7], 2), "the loop’s thread, coroutine 1, coroutine 2");
    assert.strictEqual(await name("process", "thread", [7, 7, 8], [7, 9, 8], 4),
        "process 1 · thread 1, process 1 · thread 2, process 2 · thread 1");
    assert.strictEqual(await name("thread", "coroutine", [7, 7, 7, 7], [8, 8, 9, 9], 4),
        "loop of thread 1, thread 1 · coroutine 1, thread 1 · coroutine 2, loop of thread 2, thread 2 · coroutine 1, thread 2 · coroutine 2");
}));

// The caption of a model of which this is known, in English.
const caption = (page, facts) => page.evaluate((known) => captions({ tasks: 9, fetches: true, threads: 1, loops: 0, turns: false, inFlight: 1, atOnce: 1,
    cores: 2, ...known }, { one: "thread", many: "threads", loops: "processes" }).map(([name, ...values]) => say(name, ...values)).join(" "), facts);

test("a caption says what the spans show, whatever that is", () => reading({}, async (page) => {
    for (const [facts, wanted] of [
        [{ tasks: 1 }, "With a single task there is nothing that many hands could share."],
        [{ tasks: 1, fetches: false, inFlight: 0, loops: 1 }, "With a single task there is nothing that many hands could share."],
        [{}, "One after the other: while it waits, nothing happens."],
        [{ threads: 4, inFlight: 3 }, "A waiting thread does nothing else: 3 tasks at once need 3 threads."],
        [{ threads: 4 }, "There are 4 threads, but never were two tasks in flight at the same time."],
        [{ loops: 1 }, "One thread works on all tasks, one at a time."],
        [{ loops: 1, inFlight: 9 }, "Waits overlap: up to 9 at once. One thread works on all tasks, one at a time."],
        [{ loops: 1, turns: true, inFlight: 9 }, "Waits overlap: up to 9 at once. One thread has all tasks in hand, by turns: "
            + "while helper threads do the disk work of one, it goes on with another."],
        [{ loops: 1, threads: 2, inFlight: 9 }, "Waits overlap: up to 9 at once. 2 processes share the tasks, but never two of them work at the same time."],
        [{ loops: 2, threads: 2, inFlight: 9, atOnce: 2 }, "Waits overlap: up to 9 at once. 2 processes share the tasks, and each works on one at a time."],
        [{ loops: 2, threads: 2, turns: true, inFlight: 9 }, "Waits overlap: up to 9 at once. 2 processes share the tasks; each has several in hand, "
            + "by turns: while helper threads do the disk work of one, it goes on with another."],
        [{ fetches: false, inFlight: 0 }, "One thread does everything, one task at a time."],
        [{ fetches: false, inFlight: 0, loops: 1, turns: true }, "One thread has all tasks in hand, by turns: "
            + "while helper threads do the disk work of one, it goes on with another."],
        [{ fetches: false, inFlight: 0, threads: 2 }, "2 threads share the tasks, but never two of them work at the same time."],
        [{ fetches: false, inFlight: 0, threads: 2, atOnce: 2 }, "Up to 2 tasks are worked on at once, on 2 cores."],
        [{ fetches: false, inFlight: 0, threads: 4, atOnce: 3 }, "Up to 3 tasks are worked on at once, on 2 cores: beyond that, computing only takes turns."]])
        assert.strictEqual(await caption(page, facts), wanted);
}));

test("the toggle leaves nothing in the other language", () => reading({}, async (page) => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    const words = await page.evaluate(() => Object.keys(WORDS.en).map((name) => [WORDS.en[name], WORDS.zh[name]]));
    for (const [own, other, label] of [[1, 0, "简体中文"], [0, 1, "English"]]) {
        await page.getByText(label, { exact: true }).click();
        const text = (await visibleText(page)) + (await page.evaluate(() =>
            [...document.querySelectorAll("[aria-label]")].map((node) => node.getAttribute("aria-label")).join("\n")));
        for (const pair of words) {
            const foreign = pair[other].split(/%(?:\d\$)?[a-z]+/).map((part) => part.trim()).filter((part) => part.length > (other ? 2 : 9));
            for (const part of foreign.filter((one) => !pair[own].includes(one)))
                assert.ok(!text.includes(part), `'${part}' in ${label}`);
        }
        assert.strictEqual(await page.evaluate(() => document.documentElement.lang), own ? "zh-CN" : "en");
    }
}));

test("the race can be scrubbed, stepped and played", () => reading({}, async (page) => {
    const done = () => page.locator(".lane output").allTextContents();
    for (const text of await done())
        assert.match(text, /^0 of \d+ done$/);
    await page.locator("#scrub").fill("500");
    const half = await done();
    assert.match(half[0], /^[1-9]\d* of /);
    await page.getByRole("button", { name: "one task on" }).click();
    assert.notDeepStrictEqual(await done(), half);
    await page.getByRole("combobox", { name: "speed" }).selectOption("1");
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.getByRole("button", { name: "Again" }).waitFor();
    for (const text of await done())
        assert.match(text, /^finished after /);
}));

test("predict first hides every time until the race has been run", () => reading({}, async (page) => {
    const median = (await page.locator("#numbers tbody td").first().textContent()).split(/ [±[]/)[0];
    assert.ok((await visibleText(page)).includes(median));
    await page.getByRole("button", { name: "Predict first" }).click();
    assert.strictEqual(await page.locator(".spoiler:visible").count(), 0);
    assert.doesNotMatch(await visibleText(page), /finished after|\d ms\b(?! each)/);
    await page.getByRole("button", { name: "Start the race" }).click();
    assert.match(await page.locator(".verdict").textContent(), /Choose a model first/);
    await page.getByRole("radio", { name: "sequential" }).check();
    await page.getByRole("button", { name: "Start the race" }).click();
    await page.locator("#scrub").fill("1000");
    assert.match(await page.locator(".verdict").textContent(), /^You said sequential /);
    assert.ok((await visibleText(page)).includes(median));
}));

test("what is said of a prediction follows from the places", () => reading({}, async (page) => {
    const said = (first, guess) => page.evaluate(([first, guess]) => {
        traces.forEach(({ model }, i) => model.place = first === null ? null : first.includes(i) ? 1 : first.length + 1);
        race.guess = traces[guess].model;
        return verdict();
    }, [first, guess]);
    assert.match(await said([0], 0), /^Right: of these, \S+ \(.+\) was fastest\.$/);
    assert.match(await said([0, 1], 1), /^Right, and not alone: of these, \S+ \(.+\) and \S+ \(.+\) share the first place\.$/);
    assert.match(await said([1], 0), /^You said \S+ \(.+\); of these, \S+ \(.+\) was fastest\./);
    assert.match(await said([1, 2], 0), /^You said \S+ \(.+\); of these, \S+ \(.+\) and \S+ \(.+\) share the first place\./);
    assert.match(await said(null, 0), /^You said \S+ \(.+\); \S+ \(.+\) took the least time in the only round\./);
    assert.strictEqual(await page.evaluate(() => sayPlace({ place: null })), "–");
    assert.strictEqual(await page.evaluate(() => { models[0].place = 7; return sayPlace(models[0]); }), "7");
    assert.strictEqual(await page.evaluate(() => { models[1].place = 7; return sayPlace(models[0]); }), "7, shared");
}));

test("a link can begin with the question", () => reading({}, async (page) => {
    await page.getByText("Which model will finish first?").waitFor();
    assert.strictEqual(await page.locator(".spoiler:visible").count(), 0);
}, "#predict"));

test("a task is found with the keyboard, shown, and spoken", () => reading({}, async (page) => {
    const canvas = page.locator(".panel canvas").last();
    await canvas.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.locator("#tip").innerText(), /task \d+[^]*waiting/);
    assert.match(await page.locator("#spoken").textContent(), /^task \d+\. lane coroutine 2/);
    const whole = await page.evaluate(() => timeline.to);
    await page.keyboard.press("+");
    assert.ok(await page.evaluate(() => timeline.to - timeline.from) < whole * 0.7);
    await page.keyboard.press("0");
    assert.strictEqual(await page.evaluate(() => timeline.to), whole);
}));

test("without JavaScript there are the picture, the tables and both languages", () =>
    reading({ javaScriptEnabled: false }, async (page) => {
        assert.strictEqual(await page.locator(".scripted:visible").count(), 0);
        assert.strictEqual(await page.locator("table:visible").count(), 2);
        assert.strictEqual(await page.locator("img:visible").count(), process.env.MANYHANDS_FIGURES === "0" ? 1 : 6); // the race needs no gnuplot
        await page.screenshot({ path: screenshots + "/without-scripts.png", fullPage: true });
        await page.getByText("简体中文", { exact: true }).click();
        assert.ok(await page.getByRole("heading", { name: "测量方法" }).isVisible());
        assert.ok(!(await page.getByRole("heading", { name: "How it was measured" }).isVisible()));
    }));

// The pictures that are seen, and the charts, of a page after `before` in a browser that lacks something.
async function lacking(before) {
    const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    try {
        await page.addInitScript(before);
        await page.goto("file://" + folder + "/report.html");
        return await page.evaluate(() => {
            const seen = (node) => node.getClientRects().length > 0;
            const charts = [...document.querySelectorAll(".scripted:has(+ .static)")];
            return {
                drawn: charts.filter((node) => seen(node) && node.childElementCount > 0).map((node) => node.id),
                pictures: charts.filter((node) => [...node.nextElementSibling.querySelectorAll("img")].some(seen)).map((node) => node.id),
                empty: charts.filter((node) => seen(node) && node.classList.contains("drawn") && !node.childElementCount).map((node) => node.id),
                buttons: [...document.querySelectorAll(".bar button")].filter(seen).length,
            };
        });
    } finally {
        await context.close();
    }
}

const CHARTS = ["headline", "lanes", "track", "costs", "ecdf"];
const STILL = process.env.MANYHANDS_FIGURES === "0" ? ["track"] : CHARTS; // the race needs no gnuplot

test("where the scripts run, their charts take the place of the pictures", async () => {
    assert.deepStrictEqual(await lacking(() => {}), { drawn: CHARTS, pictures: [], empty: [], buttons: 2 });
});

for (const [what, without, charts] of [
    ["that is older than Map.groupBy", () => delete Map.groupBy, ["lanes", "track", "ecdf"]],
    ["in which every script fails", () => { JSON.parse = null; }, CHARTS]])
    test(`what cannot be drawn in a browser ${what} is there as a picture`, async () => {
        const { drawn, pictures, empty, buttons } = await lacking(without);
        assert.deepStrictEqual(drawn, CHARTS.filter((id) => !charts.includes(id)));
        assert.deepStrictEqual(pictures, STILL.filter((id) => charts.includes(id)));
        assert.deepStrictEqual(empty, []);
        assert.strictEqual(buttons, drawn.length ? 1 : 0); // light or dark; there is no race to predict
    });

test("on a phone nothing is wider than the page", () => reading({ viewport: { width: 360, height: 740 } }, async (page) => {
    for (const label of ["简体中文", "English"]) {
        await page.getByText(label, { exact: true }).click();
        assert.strictEqual(await page.evaluate(() => document.documentElement.scrollWidth), 360);
        await keep(page, label === "English" ? "phone" : "phone-zh");
    }
}));

test("it is dark where that is wished for, and light on paper", () => reading({ colorScheme: "dark" }, async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.strictEqual(await paper(), "rgb(17, 24, 39)");
    await page.getByRole("button", { name: "Light" }).click();
    assert.strictEqual(await paper(), "rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Dark" }).click();
    await page.emulateMedia({ media: "print" });
    assert.strictEqual(await paper(), "rgb(255, 255, 255)");
    assert.ok(!(await page.locator(".bar").isVisible()));
    assert.strictEqual(await page.locator("summary:visible").count(), 0); // nobody can open them there
    assert.strictEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".multiples i")).printColorAdjust), "exact");
    assert.ok((await page.pdf()).length > 10000);
}));

for (const colorScheme of ["light", "dark"])
    test(`axe finds nothing to complain of when it is ${colorScheme}`, () => reading({ colorScheme }, async (page) => {
        await keep(page, colorScheme);
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepStrictEqual(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]), []);
    }));

test("a difference of two percent does not look like one of many times", () => reading({}, async (page) => {
    const [low, high] = await page.evaluate(() => spread([0.601, 0.612]));
    assert.ok(high / low > 1.49 && low < 0.601 && high > 0.612);
    const [from, to] = await page.evaluate(() => spread([0.02, 0.3])); // nor is there room for what nobody took
    assert.ok(from > 0.019 && to < 0.32);
}));

test("the names of lanes keep their distance", () => reading({}, async (page) => {
    const apart = await page.evaluate(() => {
        const rows = Array.from({ length: 60 }, (_, i) => ({ thread: i === 0 || i === 31, worker: 1, within: i }));
        return namedRows({ trace: { rows }, first: 0, shown: 60, high: 3 }).map(([, i]) => i).map((i, k, all) => (k ? i - all[k - 1] : 4));
    });
    assert.ok(apart.length > 10 && apart.every((rows) => rows >= 4), apart.join());
}));

test("a speed-up below one has three digits, too", () => reading({}, async (page) => {
    assert.deepStrictEqual(await page.evaluate(() => [0.9042, 1.034, 12.14, 121.4].map(threeDigits)), ["0.904", "1.03", "12.1", "121"]);
}));

test("what is said of the race's bars is what they show", async () => {
    for (const [path, said] of [[folder + "/report.html", "Each cell is a task."], [crowded(4000), "Of so many tasks a bar shows the shares"]]) {
        const page = await browser.newPage({ locale: "en-US" });
        await page.goto("file://" + path);
        assert.match(await page.locator("#track").innerText(), new RegExp(said));
        const states = (await page.locator("#track .legend li").allTextContents()).map((text) => text.split(" ")[0]);
        assert.deepStrictEqual(states, /cell/.test(said) ? ["queued", "connecting", "waiting", "receiving", "parsing", "done"] : ["queued", "waiting", "done"]);
        await page.close();
    }
});

// The report with so many spans in the place of its own: four models, of 1 to 1,000 workers.
function crowded(count) {
    const traces = [1, 4, 12, 1000].map((slots, model) => ({
        model, rows: Array.from({ length: count / 4 }, (_, i) => {
            const start = Math.floor(i / slots) * 600000 + (i % slots) * 20;
            return [i, 0, 1, 0, i % slots, i ? 0 : 100 + model, i ? 0 : 100 + model, 0, start, 200, 589800, 0, 1000, 500, 700, 700];
        }).flat() }));
    const [before, after] = readFileSync(folder + "/report.html", "utf-8").split(/(?<=id="spans">).*?(?=<\/script>)/s);
    const path = `${screenshots}/${count}.html`;
    writeFileSync(path, before + JSON.stringify({ traces }) + after);
    return path;
}

// How long it takes until the first picture is there, and then a frame, in ms.
async function showing(path) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 2600 } });
    page.setDefaultTimeout(PATIENCE_MS);
    try {
        await page.addInitScript(() => { window.firstPicture = new Promise((resolve) =>
            document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))); });
        await page.goto("file://" + path);
        const first = await page.evaluate(() => window.firstPicture);
        const frame = await page.evaluate(() => Math.max(...[1, 0.3, 0.03].map((share) => {
            const times = Array.from({ length: 15 }, (_, i) => {
                [timeline.from, timeline.to] = [i * 1e-3, i * 1e-3 + timeline.whole * share];
                const begin = performance.now();
                timeline.panels.forEach(drawPanel);
                return performance.now() - begin;
            });
            return Math.min(...times); // the others were disturbed
        })));
        return [first, frame];
    } finally {
        await page.close();
    }
}

// 60 frames a second leave a frame 16 ms. The first picture has a second on a quiet machine; on a busy one both have more, by
// how many others wait for a core, and some tries: what is slow by itself is so each time.
for (const [count, firstMs, frameMs] of [[10000, 3000, 16], [100000, 6000, 60]])
    test(`${count} spans are there soon, and stay fluid`, async (context) => {
        const path = crowded(count);
        let first = Infinity, frame = Infinity;
        for (let tries = 5; tries > 0 && !(first < firstMs && frame < frameMs); tries--) {
            const busy = Math.max(1, os.loadavg()[0] / os.cpus().length);
            [first, frame] = (await showing(path)).map((ms) => ms / busy);
            context.diagnostic(`first picture after ${first.toFixed(0)} ms; a frame takes ${frame.toFixed(1)} ms`);
        }
        assert.ok(first < firstMs, `first picture after ${first} ms`);
        assert.ok(frame < frameMs, `a frame takes ${frame} ms`);
    });
