// SPDX-License-Identifier: MIT
// Puts the figures into the page, and again whenever language, colours or width change. Until this is done, and where
// it fails, the page is what it is without scripts.
"use strict";

// A figure or table, and the place it goes to.
const FIGURES = [["headline", drawHeadline], ["costs", drawCosts], ["lanes", fillTimeline]];
const FIGURES_OF_SPANS = [["track", fillRace], ["ecdf", drawLatency]];
const TABLES = [["runs", fillRuns], ["finishes", fillFinishes], ["spans-table", fillSpans], ["percentiles", fillPercentiles]];

function isDrawn(id) {
    return document.getElementById(id).classList.contains("drawn");
}

// Draws a chart in the place of its picture, which stays where that cannot be done.
function drawFigure(id, draw) {
    const node = document.getElementById(id);
    try {
        node.classList.add("drawn"); // it has its width only where it is seen
        draw(node);
    } catch (error) {
        node.classList.remove("drawn");
        node.replaceChildren();
        console.error(error);
    }
}

function fill() {
    styles.clear();
    showChoices();
    for (const node of document.querySelectorAll("[data-word]"))
        node.textContent = say(node.dataset.word);
    for (const figure of [...(models.length ? FIGURES : []), ...(traces.length ? FIGURES_OF_SPANS : [])])
        drawFigure(...figure);
    document.getElementById("predict").hidden = traces.length < 2 || !isDrawn("track");
    for (const [id, write] of TABLES) {
        const node = document.getElementById(id);
        if (node.closest("details").open)
            write(node);
        else
            node.replaceChildren();
    }
}

function listen() {
    document.getElementById("predict").addEventListener("click", () => predict(true));
    for (const [id, write] of TABLES) {
        const node = document.getElementById(id);
        node.closest("details").addEventListener("toggle", (event) => event.target.open && write(node));
    }
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
        if (window.innerWidth !== width) // a phone's bars come and go as it scrolls
            fill();
        width = window.innerWidth;
    });
}

// On paper: light, and as wide as that is.
function listenForPrinting() {
    let before;
    window.addEventListener("beforeprint", () => {
        before = document.documentElement.dataset.theme;
        document.documentElement.dataset.theme = "light";
        document.body.classList.add("printing");
        fill();
        timeline.panels.forEach((panel) => panel.canvas.clientWidth && drawPanel(panel));
    });
    window.addEventListener("afterprint", () => {
        document.body.classList.remove("printing");
        if (before)
            document.documentElement.dataset.theme = before;
        else
            delete document.documentElement.dataset.theme;
        fill();
    });
}

function start() {
    document.documentElement.classList.toggle("no-spans", traces.length === 0);
    document.getElementById("diamonds").hidden = !models.some((model) => model.tutorial_s);
    startChoices(fill);
    if (isDrawn("costs"))
        document.querySelector(".unless-scripts").open = false; // the figure above it says the same
    listen();
    listenForPrinting();
    if (location.hash === "#predict" && traces.length > 1 && isDrawn("track"))
        predict(true); // a teacher's link: nothing is given away
}

start();
