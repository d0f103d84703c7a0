# SPDX-License-Identifier: MIT
"""`manyhands run`: what it writes, and how it measures."""

import csv
import io
import json
import os
import re
import subprocess
import time
import unittest
import xml.etree.ElementTree

import harness

ROUNDS = 3
PLOTS = ("headline", "budget", "timeline", "ecdf", "cost")
FIGURES = [f"{name}.{language}.{kind}" for name in PLOTS for language in ("en", "zh")
           for kind in ("svg", "png")]
DATA = ["articles.csv", "cost.csv", "budget.csv", "hyperfine.json", "made-by-manyhands.txt", "models.csv", "results.json", "runs.csv",
        "spans.csv"]
VIEWS = ["activity.csv", "panels.csv", "race.animated.svg", "race.animated.zh-CN.svg", "states.csv", "timeline.csv", "trace.json"]
WORDS = [f"{name}.{language}.txt" for name in PLOTS for language in ("en", "zh")]
SUMMARIES = ["report.html", "summary.md", "summary.zh-CN.md"]


class ARun(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        base = cls.enterClassContext(harness.folder())
        cls.out = os.path.join(base, "a folder's 结果")
        cls.log = os.path.join(base, "log")
        path = harness.logging_hyperfine(os.path.join(base, "path"), cls.log)
        cls.env = harness.environment({"PATH": path})
        cls.origins = set()
        process = harness.start("run", "--latency", "20ms", "--tasks", "6", "--rounds", str(ROUNDS), "--out",
                                cls.out, env=cls.env, encoding="utf-8")
        with harness.ending(process, cls.env):
            while process.poll() is None:
                origins = harness.find(cls.env, "manyhands-origin", "--seed")
                cls.origins.update((pid, harness.parent(pid)) for pid in origins)
            cls.stdout, err = process.communicate(timeout=harness.PATIENCE_S)
            cls.stderr = harness.without_capacity(err)
            cls.left = harness.processes(cls.env)
        cls.pid, cls.status = process.pid, process.returncode

    def models(self):
        return harness.results(self.out)["models"]

    def rows(self, name):
        return list(csv.DictReader(io.StringIO(harness.read(self.out, name))))

    def test_it_ends_well_and_silently(self):
        self.assertEqual((self.status, self.stderr), (0, ""))

    def test_it_writes_just_what_it_promises(self):
        self.assertEqual(sorted(os.listdir(self.out)), sorted(DATA + FIGURES + SUMMARIES + VIEWS + WORDS))

    def test_the_results_follow_the_schema_and_are_complete(self):
        results = harness.results(self.out)
        self.assertFalse(results["partial"])
        self.assertEqual([model["name"] for model in results["models"]], list(harness.MODELS))
        self.assertTrue(all(model["verified"] for model in results["models"]))
        self.assertEqual(results["scenario"]["rounds"], ROUNDS)
        self.assertTrue(all(model["peak_memory_bytes"] > model["peak_own_memory_bytes"] > 0 and model["context_switches"] for model in results["models"]))

    def test_raw_times_have_an_entry_a_round(self):
        for model in self.models():
            for name in ("wall_s", "user_s", "system_s", "origin_cpu_s"):
                self.assertEqual(len(model[name]), ROUNDS, (model["name"], name))
        times = [(row["name"], row["round"]) for row in self.rows("runs.csv")]
        self.assertEqual(times, [(name, str(i + 1)) for name in harness.MODELS for i in range(ROUNDS)])

    def test_what_follows_from_the_times_follows_from_them(self):
        for model in self.models():
            self.assertAlmostEqual(model["median_s"], sorted(model["wall_s"])[ROUNDS // 2], places=8)
            cpu = sorted(user + system for user, system in zip(model["user_s"], model["system_s"]))
            self.assertAlmostEqual(model["median_cpu_s"], cpu[ROUNDS // 2], places=8)
            self.assertGreaterEqual(model["place"], 1)
            self.assertIsNone(model["ci95_s"])  # of so few rounds
            self.assertAlmostEqual(model["speedup"], self.models()[0]["median_s"] / model["median_s"], places=6)
            self.assertAlmostEqual(model["efficiency"], model["bound_s"] / model["median_s"], places=6)
            self.assertAlmostEqual(sum(model["budget"].values()), model["median_s"], places=8)
            self.assertGreater(model["startup_s"], 0)
            self.assertEqual((model["requests"], model["tasks"]), (6, 6))
        self.assertEqual(self.models()[0]["speedup"], 1)

    def test_hyperfine_json_is_in_hyperfines_format(self):
        found = json.loads(harness.read(self.out, "hyperfine.json"))
        self.assertEqual(list(found), ["results"])
        fields = ["command", "mean", "stddev", "median", "user", "system", "min", "max", "times", "exit_codes",
                  "parameters"]
        for entry, model in zip(found["results"], self.models(), strict=True):
            self.assertEqual(sorted(entry), sorted(fields))
            self.assertEqual(entry["exit_codes"], [0] * ROUNDS)
            for time, same in zip(entry["times"], model["wall_s"], strict=True):
                self.assertAlmostEqual(time, same, places=7)

    def test_every_round_runs_every_model_once_in_an_order_of_its_own(self):
        models = [re.search(r"--model (\S+)", line)[1] for line in harness.lines_of(self.log)
                  if "--model " in line]
        orders = [tuple(models[i:i + 4]) for i in range(0, len(models), 4)]
        self.assertEqual(len(orders), ROUNDS)
        self.assertTrue(all(sorted(order) == sorted(harness.MODELS) for order in orders), orders)
        self.assertGreater(len(set(orders)), 1, orders)

    def test_hyperfine_times_one_run_without_a_shell(self):
        timed = [line for line in harness.lines_of(self.log) if "--model " in line]
        self.assertTrue(all("--shell=none" in line and "--runs 1" in line for line in timed))

    def test_the_origin_is_a_process_of_its_own_and_gone_afterwards(self):
        self.assertEqual({parent for _, parent in self.origins if parent}, {self.pid})  # 0: gone before it was asked
        self.assertEqual(self.left, [])

    def test_the_rows_are_those_of_sequential(self):
        digest = subprocess.run(["sha256sum"], input=harness.read(self.out, "articles.csv").encode(),
                                capture_output=True, check=True, timeout=harness.PATIENCE_S).stdout.split()[0].decode()
        self.assertEqual({digest}, {model["output_sha256"] for model in self.models()})
        self.assertEqual(len(self.rows("articles.csv")), harness.results(self.out)["reference"]["rows"])

    def test_every_task_of_every_model_has_a_span(self):
        spans = [(row["model"], int(row["task"])) for row in self.rows("spans.csv")]
        self.assertEqual(sorted(spans), sorted((name, task) for name in harness.MODELS for task in range(6)))

    def test_the_budget_is_in_the_report_with_its_numbers(self):
        page = harness.read(self.out, "report.html")
        budget = page[page.index('<section id="budget"'):page.index('<section id="cost"')]
        self.assertEqual(budget.count("<img lang"), 2)
        for model in self.models():
            self.assertIn(model["name"], budget)
        for words in "more turns: too few workers", "并发数不足，分批进行":
            self.assertIn(words, budget)

    def test_the_figures_are_pictures_and_linked(self):
        for name in FIGURES:
            with open(os.path.join(self.out, name), "rb") as file:
                content = file.read()
            if name.endswith("png"):
                self.assertTrue(content.startswith(b"\x89PNG\r\n\x1a\n"), name)
            else:
                self.assertEqual(xml.etree.ElementTree.fromstring(content).tag, "{http://www.w3.org/2000/svg}svg")
        for name in ("summary.md", "summary.zh-CN.md"):
            linked = re.findall(r"!\[[^]]*\]\(([^)]*)\)", harness.read(self.out, name))
            self.assertEqual([link.partition(".")[0] for link in linked], ["headline", "budget", "timeline", "ecdf", "cost"])
            self.assertTrue(set(linked) <= set(os.listdir(self.out)), linked)

    def test_the_table_and_the_summaries_have_every_model(self):
        for text in (self.stdout, harness.read(self.out, "summary.md"), harness.read(self.out, "summary.zh-CN.md")):
            for name in harness.MODELS:
                self.assertRegex(text, rf"(?m)^\W*{name}\W.*\d m?s")

    def test_the_summarys_command_is_the_one_that_was_given_without_where_it_went(self):
        command = harness.read(self.out, "summary.md").splitlines()[-1]
        self.assertEqual(subprocess.run(["sh", "-c", "printf '%s\\n' " + command], capture_output=True, check=True,
                                        timeout=harness.PATIENCE_S, encoding="utf-8").stdout.splitlines()[1:],
                         ["--latency", "20ms", "--tasks", "6", "--rounds", str(ROUNDS)])


class Rounds(unittest.TestCase):
    def test_one_of_something_is_not_many(self):
        with harness.folder() as out:
            ran = harness.run("run", "--tasks", "1", "--latency", "1ms", "--rounds", "1", "--models", "coroutine,pthread-pool:1,fork-pool:1",
                              "--out", out)
            self.assertIn("1 page, 1.00 ms", ran.stdout)
            self.assertEqual(harness.read(out, "timeline.en.txt").splitlines()[-3:], ["1 coroutine", "1 thread", "1 process"])

    def test_without_a_second_round_there_is_no_interval(self):
        with harness.folder() as base:
            out = os.path.join(base, "new", "results")
            ran = harness.run("run", *harness.FAST, "--models", "coroutine:3", "--out", out)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            model, = harness.results(out)["models"]
            self.assertIsNone(model["ci95_s"])
            self.assertIsNone(model["speedup_ci95"])
            row, = csv.DictReader(io.StringIO(harness.read(out, "models.csv")))
            self.assertEqual((row["ci_low_s"], row["ci_high_s"], row["tutorial_s"]), ("", "", ""))
            self.assertEqual((float(row["speedup"]), row["pattern"]), (1, "solid"))
            self.assertIn("headline.en.png", os.listdir(out))

    def own_cpu_s(self, rounds):
        """The CPU time of the harness alone, its figures and all, without that of the programs it runs."""
        env = harness.environment()
        base = self.enterContext(harness.folder())
        process = harness.start("run", "--tasks", "1", "--latency", "0", "--models", "sequential,coroutine", "--rounds",
                                str(rounds), "--out", base, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        spent_ns = 0
        with harness.ending(process, env):
            while process.poll() is None:
                spent_ns = max(spent_ns, int((harness.read_proc(process.pid, "schedstat").split() or [0])[0]))
                time.sleep(0.01)
        self.assertEqual(process.returncode, 0)
        return spent_ns / 1e9

    def test_between_timed_runs_the_harness_does_not_work_through_all_rounds_so_far(self):
        self.assertLess(self.own_cpu_s(60), 5 * self.own_cpu_s(15))

    def test_hybrids_are_hatched(self):
        with harness.folder() as out:
            ran = harness.run("run", *harness.FAST, "--models", "fork-threads:2x2,fork-coroutines:2x2", "--out", out)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            rows = list(csv.DictReader(io.StringIO(harness.read(out, "models.csv"))))
            self.assertEqual([row["pattern"] for row in rows], ["hatched", "crosshatched"])
            self.assertEqual({row["colour"] for row in rows}, {"#0072B2"})


if __name__ == "__main__":
    unittest.main()
