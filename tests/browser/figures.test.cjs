// SPDX-License-Identifier: MIT
// The figures where labels are hardest to place: many models, long names, few and many tasks. A browser knows
// where each text stands; in two fonts, since an SVG is drawn with those of whoever looks at it.
"use strict";

const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { after, before, test } = require("node:test");
const { chromium } = require("playwright-core");

const folder = process.env.MANYHANDS_REPORT;
const FONTS = ["sans-serif", "DejaVu Sans"];
const PATIENCE_MS = 300000; // only a hang takes longer
let browser;
let page;

before(async () => {
    browser = await chromium.launch({ executablePath: process.env.MANYHANDS_BROWSER, args: ["--no-sandbox"], timeout: PATIENCE_MS });
    page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
});
after(() => browser?.close());

// The texts of the page's picture that leave it, and those on one another. A text with a halo is there twice.
function misplaced() {
    const frame = document.querySelector("svg").getBoundingClientRect();
    const texts = [...document.querySelectorAll("svg text")].map((node) => {
        const { left, right, top, bottom, height } = node.getBoundingClientRect();
        return { words: node.textContent.trim(), left, right, top: top + height / 5, bottom: bottom - height / 5 };
    }).filter(({ words, left, right }) => words && words !== "×" && right > left);
    const found = texts.filter((one) => one.left < frame.left || one.right > frame.right || one.top < frame.top || one.bottom > frame.bottom)
        .map(({ words }) => `'${words}' leaves the picture`);
    texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => {
        if (a.words !== b.words && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
            found.push(`'${a.words}' is on '${b.words}'`);
    }));
    return found;
}

async function look(path) {
    for (const font of FONTS) {
        await page.setContent(readFileSync(path, "utf-8").replace(/^<\?xml[^>]*>|<!DOCTYPE[^>]*>/g, ""));
        await page.addStyleTag({ content: `svg * { font-family: "${font}", "WenQuanYi Micro Hei", sans-serif !important }` });
        assert.deepStrictEqual(await page.evaluate(misplaced), [], `${path} in ${font}`);
    }
}

// Text of a picture that is shown on a phone, where 340 pixels are left for it.
async function smallest(path) {
    await page.setContent(readFileSync(path, "utf-8").replace(/^<\?xml[^>]*>|<!DOCTYPE[^>]*>/g, ""));
    return page.evaluate(() => {
        const wide = document.querySelector("svg").viewBox.baseVal.width;
        return Math.min(...[...document.querySelectorAll("svg text")].filter((node) => node.textContent.trim())
            .map((node) => (parseFloat(getComputedStyle(node).fontSize) * 340) / wide));
    });
}

test("a run's figures can be read on a phone", async () => {
    for (const picture of readdirSync(`${folder}/tutorial`).filter((file) => file.endsWith(".svg")))
        assert.ok((await smallest(`${folder}/tutorial/${picture}`)) >= 9, picture);
});

test("where it is dark nothing of a run's figures stays white, and its text has contrast", async () => {
    const dark = await browser.newPage({ colorScheme: "dark" });
    for (const picture of readdirSync(`${folder}/tutorial`).filter((file) => /\.(en|zh)\.svg$/.test(file))) {
        await dark.setContent(readFileSync(`${folder}/tutorial/${picture}`, "utf-8").replace(/^<\?xml[^>]*>|<!DOCTYPE[^>]*>/g, ""));
        const [white, inks] = await dark.evaluate(() => {
            const all = [...document.querySelectorAll("svg *")];
            const found = all.flatMap((node) => ["fill", "stroke", "color", "flood-color"].filter((name) => node.hasAttribute(name)
                && getComputedStyle(node)[name] === "rgb(255, 255, 255)").map((name) => `${node.tagName} ${name}`));
            return [found, all.filter((node) => node.tagName === "text" && node.textContent.trim()).map((node) => getComputedStyle(node).fill)];
        });
        assert.deepStrictEqual(white, [], picture);
        assert.ok(inks.length > 5 && !inks.includes("rgb(31, 41, 55)") && !inks.includes("rgb(0, 0, 0)"), picture);
    }
    await dark.close();
});

test("a text on another is found", async () => {
    await page.setContent('<svg width="90" height="40"><text x="5" y="20">one</text><text x="15" y="22">two</text><text x="80" y="20">off</text></svg>');
    assert.deepStrictEqual(await page.evaluate(misplaced), ["'off' leaves the picture", "'one' is on 'two'"]);
});

for (const name of ["tutorial", "one", "many"])
    test(`no label of a run is on another or falls off: ${name}`, async () => {
        const pictures = readdirSync(`${folder}/${name}`).filter((file) => file.endsWith(".svg"));
        assert.strictEqual(pictures.length, 12);
        for (const picture of pictures)
            await look(`${folder}/${name}/${picture}`);
    });

const MODELS = ["sequential", "fork-pool", "pthread-pool", "coroutine", "fork-threads", "fork-coroutines",
    "own-model-with-a-name-very-long.", "py-asyncio"];
const COLOURS = ["#666666", "#0072B2", "#D55E00", "#009E73", "#0072B2", "#0072B2", "#9467BD", "#9467BD"];
const TITLE = { en: "Title {of} a_figure", zh: "一幅图的标题" };
const SUBTITLE = { en: "articles · workers 1–1000 · latency 0 s–100 ms · 4 interleaved rounds · every byte verified · and more",
    zh: "articles · 并发数 1–1000 · 延迟 0 s–100 ms · 交错运行 4 轮 · 每个字节均已校验 · 以及其他各种各样的说明文字" };

// The folders of two sweeps with so many models at so many points: over one thing, and over two.
function sweeps(models, points) {
    const [out, map] = [`${folder}/sweep-${models}`, `${folder}/map-${models}`];
    const values = Array.from({ length: points }, (_, i) => 2 ** i);
    const list = MODELS.slice(0, models);
    mkdirSync(out);
    mkdirSync(map);
    const rows = list.flatMap((model, m) => values.map((value) => [value, model, `${model}:${value}`, COLOURS[m], value, 1 / value, 0.9 / value,
        1.1 / value, (1000 + 90 * m) * value, 900 * value, 1400 * value, 2000 * value, 2e5 * value * (m + 1)].join(",")));
    writeFileSync(out + "/sweep.csv", ["workers,model,label,colour,in_flight,median_s,ci_low_s,ci_high_s,tasks_per_s,tasks_per_s_low," +
        "tasks_per_s_high,bound_tasks_per_s,peak_own_memory_bytes", ...rows, ""].join("\n"));
    writeFileSync(out + "/runs.csv", ["workers,model,label,round,wall_s,tasks_per_s",
        ...list.flatMap((model) => values.map((value) => `${value},${model},${model}:${value},1,${1 / value},${1000 * value}`)), ""].join("\n"));
    const cells = values.slice(0, 6).flatMap((y) => values.map((x, i) => [x, y * 0.001, list[i % models], COLOURS[i % models],
        list[(i + 1) % models], COLOURS[(i + 1) % models], 1 + i * 12, ["tie", "wins", "undecided", "wins"][i % 4]].join(",")));
    writeFileSync(map + "/sweep.csv", ["workers,latency_s,model,label,colour", ...list.map((model, m) => `1,0,${model},${model},${COLOURS[m]}`), ""].join("\n"));
    writeFileSync(map + "/winners.csv", ["workers,latency_s,winner,colour,second,second_colour,factor,verdict", ...cells, ""].join("\n"));
    for (const language of ["en", "zh"]) {
        writeFileSync(`${out}/scaling.${language}.txt`, [TITLE[language], SUBTITLE[language], "workers", "tasks a second", "memory", ""].join("\n"));
        writeFileSync(`${map}/winners.${language}.txt`, [TITLE[language], SUBTITLE[language], "workers", "latency", ""].join("\n"));
    }
    return { scaling: out, winners: map };
}

// What two builds of so many models would be compared to.
function verdict(models) {
    const out = `${folder}/verdict-${models}`;
    mkdirSync(out);
    const rows = MODELS.slice(0, models).flatMap((model, i) => [`${model}:12,wall,${1 + i / 20},${0.9 + i / 20},${1.1 + i / 20},0.03,slower`,
        `${model}:12,connections,${2 + i * 70},${1.9 + i * 60},${2.1 + i * 80},0.03,more`,
        `${model}:12,cpu,1,0.999,1.001,0.1,same`, `${model}:12,context_switches,120.5,,,0.03,inconclusive`, `${model}:12,memory,,,,0.03,inconclusive`]);
    writeFileSync(out + "/compare.csv", ["model,metric,ratio,ci_low,ci_high,margin,verdict", ...rows, ""].join("\n"));
    const words = { en: "wall time,CPU time,memory,requests,context switches,connections,bytes,processes created,threads created,system calls,"
        + "instructions,inconclusive,the same,faster,slower,less,more,not judged",
        zh: "用时,CPU 时间,内存,请求数,上下文切换,连接数,字节数,创建的进程,创建的线程,系统调用,指令数,尚无定论,相同,更快,更慢,更少,更多,不作判断" };
    for (const language of ["en", "zh"])
        writeFileSync(`${out}/forest.${language}.txt`, [TITLE[language], SUBTITLE.en.slice(0, 80), "new ÷ base", ...words[language].split(","), ""].join("\n"));
    return out;
}

// The words of the figures as manyhands gives them to gnuplot.
const TABLE = readFileSync(`${__dirname}/../../bench/words/message.def`, "utf-8");
const wordsIn = (language) => [...TABLE.matchAll(/^MESSAGE\(((?:FIGURE|TIMELINE)_\w+), "(.*)", "(.*)"\)$/gm)]
    .map(([, name, en, zh]) => `${name}='${language === "zh" ? zh : en}'`).join(";");

function draw(name, out, language) {
    const path = `${out}/${name}.${language}.svg`;
    execFileSync("gnuplot", ["-e", wordsIn(language), "-c", `${process.env.MANYHANDS_PLOTS}/${name}.gp`, out, path, language], { stdio: "pipe" });
    return path;
}

for (const [models, points] of [[4, 3], [8, 11]])
    test(`no label of a sweep or a verdict is on another or falls off: ${models} models at ${points} points`, async () => {
        for (const [name, out] of Object.entries({ ...sweeps(models, points), forest: verdict(models) }))
            for (const language of ["en", "zh"])
                await look(draw(name, out, language));
    });

// The tutorial's pictures, as if something else had been measured.
function instead(file, rows) {
    const out = `${folder}/edge`;
    cpSync(`${folder}/tutorial`, out, { recursive: true });
    writeFileSync(`${out}/${file}`, rows.map((row) => row + "\n").join(""));
    return out;
}

test("the widest number at the very end of an axis stays in the picture: headline", async () => {
    // The axis ends 150 pixels behind the longest bar.
    for (let margin = 20; margin <= 44; margin += 2) {
        const wide = 600 - 22 - margin;
        await look(draw("headline", instead("models.csv", ["name,workers,colour,median_s,ci_low_s,ci_high_s,speedup,tutorial_s,pattern,bound_s",
            `sequential,1,#666666,${1.0001 * (wide - 150) / wide},,,1,,solid,`]), "en"));
    }
});

test("the widest number at the very end of an axis stays in the picture: timeline", async () => {
    await look(draw("timeline", instead("panels.csv", ["name,colour,lanes,shown,workers,loops,merged,most_in_flight,most_computing,end_s",
        ...readFileSync(`${folder}/tutorial/panels.csv`, "utf-8").trim().split("\n").slice(1).map((row) => row.replace(/[^,]*$/, "0.9952"))]), "en"));
});

// What --url and --from put into a subtitle: words without a space, of any length.
const LONG = {
    en: `https://example.org/${"a-long-path/".repeat(24)}{page} · articles · 3 interleaved rounds · every byte verified`,
    zh: `/home/somebody/${"文件夹-和-folders_".repeat(20)} · articles · 交错运行 3 轮 · 每个字节均已校验`,
};

test("a subtitle of any length stays in the picture, of every figure", async () => {
    const { scaling, winners } = sweeps(3, 4);
    const forest = verdict(3);
    const run = Object.fromEntries(["headline", "budget", "timeline", "ecdf", "cost"].map((name) => [name, `${folder}/long`]));
    cpSync(`${folder}/tutorial`, `${folder}/long`, { recursive: true });
    for (const [name, out] of Object.entries({ ...run, scaling, winners, forest }))
        for (const language of ["en", "zh"])
            for (const text of [LONG.en, LONG.zh, LONG.zh.repeat(9)]) {
                const path = `${out}/${name}.${language}.txt`;
                const [title, , ...others] = readFileSync(path, "utf-8").split("\n");
                writeFileSync(path, [title, text, ...others].join("\n"));
                await look(draw(name, out, language));
            }
});
