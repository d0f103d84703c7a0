#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// An own model in another language (docs/own-model.md): the fetch that Node 18 and later bring along. For movies
// alone, which are JSON: for articles it would need a package that reads HTML.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

function fail(status, why) {
    console.error(`node.mjs: ${why}`);
    process.exit(status);
}

function read_arguments() {
    const value = { type: "string", default: "" };
    try {
        return parseArgs({ options: { workload: value, urls: value, workers: value, out: value } }).values;
    } catch (error) {
        return fail(2, error.message.split("\n")[0]);
    }
}

function row(movie) {
    const joined = (names) => (names ?? []).join(",");
    return [String(movie.title ?? ""), joined(movie.actors), joined(movie.types)];
}

async function fetch_page(url) {
    try {
        const response = await fetch(url, { headers: { "User-Agent": "Mozilla/5.0" } });
        if (!response.ok)
            throw new Error(`status ${response.status}`);
        const movies = await response.json();
        if (!Array.isArray(movies))
            throw new Error("not a list of movies");
        return movies.map(row);
    } catch (error) {
        throw new Error(`${url}: ${(error.cause ?? error).message}`);
    }
}

// As many loops as there are workers; each takes the next URL when it is done with one.
async function fetch_all(urls, workers) {
    const pages = [];
    let next = 0;
    async function work() {
        while (next < urls.length) {
            const task = next++;
            pages[task] = await fetch_page(urls[task]);
        }
    }
    await Promise.all(Array.from({ length: workers || urls.length }, work));
    return pages;
}

function csv(rows) {
    const field = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return rows.map((fields) => fields.map(field).join(",") + "\r\n").join("");
}

const { workload, urls, workers, out } = read_arguments();
if (workload !== "movies")
    fail(2, `only for the workload movies, not '${workload}'`);
try {
    const lines = readFileSync(urls, "utf8").split("\n").filter((line) => line);
    const pages = await fetch_all(lines, Number(workers));
    writeFileSync(`${out}.${process.pid}`, csv([["title", "actors", "types"], ...pages.flat()]));
    renameSync(`${out}.${process.pid}`, out);
} catch (error) {
    fail(1, error.message);
}
