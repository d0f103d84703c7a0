// SPDX-License-Identifier: MIT
// Every text that the scripts show, as bench/words/message.def has it, and numbers as people read them.
"use strict";

const WORDS = JSON.parse(document.getElementById("words").textContent); // by language and name
const LANGUAGES = ["en", "zh-CN"];
let language = 0;

// A text in the language set; one with values is a format, of %s, %1$s and %%.
function say(name, ...values) {
    const text = inLanguage(WORDS)[name];
    let next = 0;
    return values.length === 0 ? text : text.replace(/%(?:(\d)\$)?([s%])/g, (_, position, kind) =>
        (kind === "%" ? "%" : values[position ? position - 1 : next++]));
}

// What is there as "en" and as "zh".
function inLanguage(wording) {
    return language ? wording.zh : wording.en;
}

// A number with three digits, as everything that manyhands prints.
function threeDigits(value) {
    const size = Math.abs(value);
    return value.toFixed(size < 0.9995 ? 3 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
}

function seconds(value) {
    if (!Number.isFinite(value))
        return "–";
    if (value === 0)
        return "0 s";
    if (value >= 0.9995)
        return threeDigits(value) + " s";
    return value >= 0.0009995 ? threeDigits(value * 1e3) + " ms" : Math.round(value * 1e6) + " µs";
}

function bytes(value) {
    if (!Number.isFinite(value))
        return "–";
    const unit = ["B", "kB", "MB", "GB"][Math.min(3, Math.floor(Math.log10(Math.max(1, value)) / 3))];
    const scaled = value / { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 }[unit];
    return scaled.toFixed(unit === "B" || scaled >= 99.95 ? 0 : 1) + " " + unit;
}

function count(value) {
    return Number.isFinite(value) ? Math.round(value).toLocaleString("en") : "–";
}

function listed(words) {
    return words.join(say("SCRIPT_COMMA"));
}
