// SPDX-License-Identifier: MIT
// What a reader chooses of any report: its language, and light or dark.
"use strict";

// What a browser remembers of the last time; a page from a file may not be allowed to.
function remember(key, value) {
    try {
        localStorage.setItem("manyhands-" + key, value);
    } catch {
        // Then it starts anew each time.
    }
}

function remembered(key) {
    try {
        return localStorage.getItem("manyhands-" + key);
    } catch {
        return null;
    }
}

function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

// Shows the language and, on the button, what else there is to choose.
function showChoices() {
    document.documentElement.lang = LANGUAGES[language];
    document.getElementById("theme").textContent = say(isDark() ? "SCRIPT_TO_LIGHT" : "SCRIPT_TO_DARK");
}

function chooseLanguage(chosen, fill) {
    language = chosen;
    document.getElementById(chosen ? "zh" : "en").checked = true;
    remember("language", String(chosen));
    fill();
}

// Takes up what was chosen the last time; `fill` is called at once, and after every choice.
function startChoices(fill) {
    if (remembered("theme"))
        document.documentElement.dataset.theme = remembered("theme");
    const known = remembered("language") ?? (navigator.language.startsWith("zh") ? "1" : "0");
    document.documentElement.classList.add("scripts");
    chooseLanguage(Number(known) ? 1 : 0, fill);
    document.getElementById("en").addEventListener("change", () => chooseLanguage(0, fill));
    document.getElementById("zh").addEventListener("change", () => chooseLanguage(1, fill));
    document.getElementById("theme").addEventListener("click", () => {
        document.documentElement.dataset.theme = isDark() ? "light" : "dark";
        remember("theme", document.documentElement.dataset.theme);
        fill();
    });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", fill);
}
