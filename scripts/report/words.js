// SPDX-License-Identifier: MIT
// Every text that the scripts show, in English and 简体中文, and numbers as people read them.
// {0}, {1} … stand for what say() is given.
"use strict";

const WORDS = {
    // The page.
    toLight: ["Light", "浅色"],
    toDark: ["Dark", "深色"],
    predict: ["Predict first", "先猜后看"],

    // Headline.
    headlineLabel: ["Bar chart of wall times: {0}", "用时条形图：{0}"],
    headlineItem: ["{0} {1}, {2} times the baseline's speed", "{0} {1}，速度是基准的 {2} 倍"],
    oneRun: ["one run", "一次运行"],
    interval: ["95 % confidence interval", "95% 置信区间"],
    tutorialMark: ["tutorial, other machine", "教程（另一台机器）"],
    round: ["round {0}", "第 {0} 轮"],
    model: ["model", "模型"],
    tutorialTime: ["tutorial’s time", "教程用时"],
    median: ["median", "中位数"],

    // Timeline: states, lanes, strips.
    queued: ["queued", "排队"],
    connecting: ["connecting", "连接"],
    waiting: ["waiting", "等待"],
    receiving: ["receiving", "接收"],
    parsing: ["parsing", "解析"],
    computing: ["computing", "计算"],
    failed: ["failed", "失败"],
    failedAbout: ["this attempt", "本次尝试"],
    attempt: ["attempt {0}", "第 {0} 次尝试"],
    failures: ["failed attempts: {0}", "失败的尝试：{0}"],
    finished: ["done", "完成"],
    finishedAbout: ["and delivered", "并已交付"],
    queuedAbout: ["its turn has not come", "还没轮到它"],
    connectingAbout: ["to the server", "正在连接服务器"],
    waitingAbout: ["for the first byte", "等待第一个字节"],
    receivingAbout: ["bytes arrive", "字节正在到达"],
    parsingAbout: ["uses a core", "占用一个核心"],
    turns: ["parsing, writing", "解析、写文件"],
    turnsAbout: ["takes turns in its thread", "在所属线程中轮流进行"],
    inFlight: ["in flight", "在途"],
    atOnce: ["computing", "计算中"],
    loopThread: ["the loop’s thread", "事件循环线程"],
    loopThreadOf: ["loop of {0}", "{0} 的事件循环"],
    panelTitle: ["{0} tasks in {1}", "{0} 个任务，{1}"],
    lanesWorkers: ["lanes: {0}", "泳道：{0}"],
    lanesShown: ["lanes {0}–{1} of {2}: drag up or down", "泳道 {0}–{1}，共 {2} 条：上下拖动"],
    overlap: [
        "Waits overlap: up to {0} at once. Parses never do: one thread, one at a time.",
        "等待相互重叠：最多同时 {0} 个。解析从不重叠：一个线程，一次一个。"],
    overlapTurns: [
        "Waits overlap: up to {0} at once. One thread does all the computing: after the last byte, tasks take turns.",
        "等待相互重叠：最多同时 {0} 个。所有计算由一个线程完成：收完字节后，任务轮流进行。"],
    overlapLoops: [
        "Waits overlap: up to {0} at once. Each {1} computes one task at a time.",
        "等待相互重叠：最多同时 {0} 个。每个{1}一次只计算一个任务。"],
    blocked: [
        "A waiting {1} does nothing else: {0} tasks at once need {0} {2}.",
        "等待中的{1}什么也做不了：同时 {0} 个任务就要 {0} 个{2}。"],
    blockedAlone: ["One after the other: while it waits, nothing happens.", "一个接一个：等待时什么也不做。"],
    computesAlone: ["One thread computes everything, one task at a time.", "所有计算由一个线程完成，一次一个任务。"],
    computesTogether: [
        "Up to {0} compute at once, on {1} cores: more workers than cores only take turns.",
        "最多同时 {0} 个在计算，而核心有 {1} 个：工作者多于核心时只是轮流使用。"],
    timelineLabel: [
        "Timeline of {0}: {1} tasks in {2} lanes, done after {3}, up to {4} in flight, up to {5} computing at once. Arrow keys choose a task.",
        "{0} 的时间线：{1} 个任务，{2} 条泳道，{3} 后完成，最多 {4} 个在途，最多 {5} 个同时计算。方向键选择任务。"],
    task: ["task {0}", "任务 {0}"],
    addedBy: ["added by task {0}", "由任务 {0} 添加"],
    added: ["added {0} tasks", "添加了 {0} 个任务"],
    cpu: ["CPU time", "CPU 时间"],
    from: ["begins", "开始"],
    until: ["done", "完成"],
    lane: ["lane", "泳道"],
    ids: ["pid, tid", "pid、tid"],
    zoomIn: ["zoom in", "放大"],
    zoomOut: ["zoom out", "缩小"],
    zoomTo: ["fit {0}", "放大 {0}"],
    fit: ["fit", "放大"],
    zoomAll: ["Whole run", "整个过程"],
    closeUp: ["Close-up of the loop", "放大事件循环"],
    toolbarLabel: ["Timeline: zoom", "时间线：缩放"],
    noSpans: [
        "No timeline was recorded: programs of one’s own and sites that are not ours have none.",
        "没有记录时间线：自备程序和真实网站没有时间线。"],
    noSpansOf: ["No timeline: {0}. Programs of one’s own record none.", "没有时间线：{0}。自备程序不记录时间线。"],
    spansLeftOut: ["The first {0} of {1} tasks; all are in spans.csv.", "前 {0} 个任务，共 {1} 个；全部见 spans.csv。"],

    // Race.
    play: ["Play", "播放"],
    pause: ["Pause", "暂停"],
    again: ["Again", "重播"],
    stepBack: ["one task back", "后退一个任务"],
    stepOn: ["one task on", "前进一个任务"],
    scrub: ["position in time", "时间位置"],
    speed: ["speed", "速度"],
    speedSlower: ["{0} times slower", "1/{0} 倍速"],
    speedReal: ["real time", "实际速度"],
    speedFaster: ["{0} times faster", "{0} 倍速"],
    raceDone: ["{0} of {1} done", "完成 {0} / {1}"],
    raceFinish: ["finished after {0}", "{0} 完成"],
    raceClock: ["{0} of {1}", "{0} / {1}"],
    predictAsk: ["Which model will finish first?", "哪个模型会最先完成？"],
    predictHow: [
        "All times on this page are hidden until the race has been run.",
        "比赛结束前，本页所有用时都不显示。"],
    predictStart: ["Start the race", "开始比赛"],
    predictGiveUp: ["Show everything", "直接显示"],
    predictNone: ["Choose a model first.", "请先选一个模型。"],
    predictRight: ["Right: {0} was fastest, with {1}.", "猜对了：{0} 最快，用时 {1}。"],
    predictTie: [
        "Right, and not alone: {0} cannot be told apart, at {1}.",
        "猜对了，但不止一个：{0} 不分快慢，用时约 {1}。"],
    predictWrong: [
        "You said {0} ({2}); {1} was fastest, with {3}. Why? Look at the timeline.",
        "你猜的是 {0}（{2}）；最快的是 {1}，用时 {3}。为什么？看看时间线。"],

    // Cost and latency.
    costCpu: ["CPU seconds per 1,000 tasks", "每千任务 CPU 秒数"],
    costMemory: ["peak memory", "内存峰值"],
    costProcesses: ["processes", "进程数"],
    costThreads: ["threads", "线程数"],
    costSwitches: ["context switches", "上下文切换"],
    costLabel: ["{0}: {1}", "{0}：{1}"],
    latencyAxis: ["from taken by a worker to done (log scale)", "从被取走到完成（对数刻度）"],
    latencyLabel: [
        "Share of tasks done within a time, a line a model: {0}",
        "在一定时间内完成的任务比例，每个模型一条线：{0}"],
    latencyItem: ["{0}: half within {1}", "{0}：一半在 {1} 内"],
    tasks: ["tasks", "任务数"],
    percentile: ["{0} %", "{0}%"],
    slowest: ["slowest", "最慢"],
    tooFew: ["–: too few tasks to tell.", "–：任务太少，无从得知。"],
    withQueue: ["half, with queueing", "一半（含排队）"],
};

const LANGUAGES = ["en", "zh-CN"];
let language = 0;

function say(key, ...values) {
    return WORDS[key][language].replace(/\{(\d)\}/g, (_, i) => values[i]);
}

// A text of results.json.
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
    return words.join(language ? "、" : ", ");
}
