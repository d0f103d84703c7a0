# SPDX-License-Identifier: MIT
"""`manyhands sweep`: what it runs, what it writes, and what it refuses. No time is held against anything."""

import csv
import html
import io
import json
import os
import re
import shutil
import signal
import subprocess
import unittest
import xml.etree.ElementTree

import jsonschema

import harness

with open(os.path.join(harness.ROOT, "docs", "sweep.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)
RESOLVER = jsonschema.RefResolver("", SCHEMA, store={"results.schema.json": harness.SCHEMA})
ROUNDS = 2
SHORT = ("--tasks", "4", "--latency", "5ms")


def pictures(name):
    return [f"{name}.{language}.{kind}" for language in ("en", "zh") for kind in ("png", "svg", "txt")]


def document(out):
    """sweep.json of the folder `out`, held against the schema."""
    found = json.loads(harness.read(out, "sweep.json"))
    jsonschema.Draft202012Validator(SCHEMA, resolver=RESOLVER).validate(found)
    assert found["started_at"] <= found["ended_at"], found
    return found


def rows(out, name):
    return list(csv.DictReader(io.StringIO(harness.read(out, name))))


class Sweep(unittest.TestCase):
    """One sweep, run once for all tests of a class."""

    OPTIONS: tuple[str, ...] = ()
    HOW: tuple[str, ...] = ("--rounds", str(ROUNDS))

    @classmethod
    def setUpClass(cls):
        if cls is Sweep:
            raise unittest.SkipTest("what follows has the sweeps")
        base = cls.enterClassContext(harness.folder())
        cls.out = os.path.join(base, "a folder's 结果")
        cls.log = os.path.join(base, "log")
        env = harness.environment({"PATH": harness.logging_hyperfine(os.path.join(base, "path"), cls.log)})
        cls.ran = harness.run("sweep", *cls.OPTIONS, *cls.HOW, "--out", cls.out, env=env)
        cls.left = harness.processes(env)

    def timed(self):
        """What was timed, in order, a model with its workers."""
        words = [line for line in harness.lines_of(self.log) if "--model " in line]
        return [(re.search(r"--model (\S+)", line)[1], re.search(r"--steps (\S+)", line)) for line in words]

    def check_end(self):
        self.assertEqual((self.ran.returncode, self.ran.stderr, self.left), (0, "", []))

    def check_pictures(self, name):
        for picture in pictures(name):
            with open(os.path.join(self.out, picture), "rb") as file:
                content = file.read()
            if picture.endswith("png"):
                self.assertTrue(content.startswith(b"\x89PNG\r\n\x1a\n"), picture)
            elif picture.endswith("svg"):
                self.assertEqual(xml.etree.ElementTree.fromstring(content).tag, "{http://www.w3.org/2000/svg}svg")
        for summary, language in (("summary.md", "en"), ("summary.zh-CN.md", "zh")):
            self.assertIn(f"]({name}.{language}.svg)", harness.read(self.out, summary))


class OverWorkers(Sweep):
    OPTIONS = ("--over", "workers=1..4", *SHORT, "--models", "sequential,pthread-pool,fork-pool:2")

    def test_it_ends_well_and_leaves_no_process(self):
        self.check_end()

    def test_it_writes_just_what_it_promises(self):
        self.assertEqual(sorted(os.listdir(self.out)), sorted(
            pictures("scaling") + pictures("ecdf") +
            ["made-by-manyhands.txt", "models.csv", "report.html", "runs.csv", "spans.csv", "summary.md", "summary.zh-CN.md",
             "sweep.csv", "sweep.json"]))
        self.check_pictures("scaling")
        self.check_pictures("ecdf")

    def test_every_series_has_spans_at_its_last_point(self):
        found = [(row["model"], int(row["task"])) for row in rows(self.out, "spans.csv")]
        self.assertEqual(sorted(found), sorted((model, task) for model in ("sequential", "fork-pool:2", "pthread-pool:4")
                                               for task in range(4)))

    def test_its_picture_is_drawn_again(self):
        with harness.folder() as base:
            out = os.path.join(base, "copy")
            shutil.copytree(self.out, out)
            for name in pictures("scaling") + pictures("ecdf"):
                if not name.endswith(".txt"):
                    os.unlink(os.path.join(out, name))
            os.unlink(os.path.join(out, "report.html"))
            ran = harness.run("report", out)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertEqual(harness.snapshot(out), harness.snapshot(self.out))

    def test_its_report_says_all_of_it_in_both_languages_without_a_script_or_a_network(self):
        found = document(self.out)
        page = harness.read(self.out, "report.html")
        for language, tag in (("en", "en"), ("zh", "zh-CN")):
            words = found["account"][language]
            for line in [words["scenario"], *words["meaning"], *words["notes"]]:
                self.assertIn(f'<p lang="{tag}">{html.escape(line, quote=False)}</p>', page)
            for table in words["tables"]:
                self.assertIn(table["caption"], page)
                self.assertEqual(len(table["rows"]), 4)
                for cell in sum(table["rows"], []):
                    self.assertIn(cell, page)
        self.assertEqual([len(words["tables"]) for words in found["account"].values()], [2, 2])
        self.assertEqual(page.count("src=\"data:image/svg+xml;base64,"), 4)  # scaling and ecdf
        self.assertEqual(found["command"], [*self.OPTIONS, *self.HOW])
        self.assertIn("<code>manyhands sweep " + " ".join(found["command"]) + "</code>", page)
        self.assertIn(f"<dd>{found['started_at'][:10]} {found['started_at'][11:19]}</dd>", page)
        self.assertNotIn(self.out, page)
        self.assertEqual(re.findall(r"\[\[[a-z-]+(?: [\w .]+)?\]\]", page), [])
        self.assertEqual(set(re.findall(r'\bhref="([^"]*)"|\bsrc="(?!data:)', page)), {"data:,", "#main"})
        self.assertIn("default-src 'none'", page)

    def test_an_older_sweep_without_words_has_its_pictures_drawn_again(self):
        with harness.folder() as base:
            out = os.path.join(base, "copy")
            shutil.copytree(self.out, out)
            older = json.loads(harness.read(out, "sweep.json"))
            for key in ("account", "command", "started_at", "ended_at", "time_limit_s"):
                del older[key]
            harness.write_program(os.path.join(out, "sweep.json"), json.dumps(older))
            os.unlink(os.path.join(out, "report.html"))
            ran = harness.run("report", out)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertFalse(os.path.exists(os.path.join(out, "report.html")))

    def test_every_round_runs_every_point_once_in_an_order_of_its_own(self):
        models = [model for model, _ in self.timed()]
        size = len(models) // ROUNDS
        orders = [models[i:i + size] for i in range(0, len(models), size)]
        every = ["fork-pool:2", "pthread-pool:1", "pthread-pool:2", "pthread-pool:4", "sequential"]
        self.assertEqual([sorted(order) for order in orders], [every] * ROUNDS)

    def test_sweep_json_follows_the_schema_and_is_complete(self):
        found = document(self.out)
        self.assertEqual((found["partial"], found["rounds"]), (False, ROUNDS))
        self.assertEqual(found["over"], [{"name": "workers", "unit": "1", "values": [1, 2, 4]}])
        self.assertEqual([point["at"] for point in found["points"]], [{"workers": n} for n in (1, 2, 4)])
        self.assertEqual([point["series"] for point in found["points"]],
                         [["sequential", "pthread-pool", "fork-pool:2"], ["pthread-pool"], ["pthread-pool"]])
        for point in found["points"]:
            for model in point["models"]:
                self.assertTrue(model["verified"])
                self.assertEqual((len(model["wall_s"]), model["requests"]), (ROUNDS, 4))
                self.assertEqual(model["output_sha256"], point["reference"]["sha256"])

    def test_the_bytes_are_the_same_at_all_points(self):
        self.assertEqual(len({point["reference"]["sha256"] for point in document(self.out)["points"]}), 1)

    def test_the_verdict_is_about_the_pool_that_was_swept(self):
        formula, = document(self.out)["formula"]
        self.assertEqual(formula["model"], "pthread-pool")
        self.assertIn(formula["best_workers"], (1, 2, 4))
        for text, words in ((self.ran.stdout, "the formula"), (harness.read(self.out, "summary.zh-CN.md"), "公式")):
            self.assertRegex(text, f"(?m)^pthread-pool[:：] ?{words}|whether {words}")

    def test_the_tables_have_a_row_a_point_and_model(self):
        places = [(row["model"], row["workers"]) for row in rows(self.out, "sweep.csv")]
        self.assertEqual(places, [("sequential", "1"), *(("pthread-pool", n) for n in "124"), ("fork-pool:2", "1")])
        for row in rows(self.out, "sweep.csv"):
            self.assertAlmostEqual(float(row["tasks_per_s"]), 4 / float(row["median_s"]), delta=1e-3)
            self.assertGreater(int(row["peak_own_memory_bytes"]), 0)
            self.assertGreater(float(row["bound_tasks_per_s"]), 0)
        self.assertEqual(len(rows(self.out, "runs.csv")), 5 * ROUNDS)
        for name in ("summary.md", "summary.zh-CN.md"):
            self.assertEqual(len(re.findall(r"(?m)^\| [124] \|", harness.read(self.out, name))), 6)  # rates, memory


class AMap(Sweep):
    OPTIONS = ("--over", "latency=0,4ms", "--over", "parse-cost=0,1ms,2ms", "--tasks", "3", "--models",
               "sequential,coroutine", "--lang", "zh")

    def test_it_ends_well_and_leaves_no_process(self):
        self.check_end()

    def test_every_cell_has_its_winner(self):
        found = document(self.out)
        cells = [(point["at"]["latency_s"], point["at"]["parse_cost_s"]) for point in found["points"]]
        self.assertEqual(cells, [(x, y) for y in (0, 0.001, 0.002) for x in (0, 0.004)])
        self.assertEqual(found["formula"], [])
        winners = rows(self.out, "winners.csv")
        self.assertEqual([(float(row["latency_s"]), float(row["parse_cost_s"])) for row in winners], cells)
        for row, point in zip(winners, found["points"], strict=True):
            self.assertEqual({row["winner"], row["second"]}, {"sequential", "coroutine"})
            winner = point["winner"]
            self.assertEqual((row["winner"], row["verdict"], int(row["rounds"])),
                             (winner["model"], winner["verdict"], point["rounds"]))
            self.assertEqual(winner["tie"], winner["verdict"] == "tie")
            self.assertEqual((point["rounds"], point["stopped"]), (ROUNDS, "rounds"))
            self.assertGreaterEqual(float(row["factor"]), 1)

    def test_the_picture_is_the_map(self):
        self.check_pictures("winners")
        self.assertFalse([name for name in os.listdir(self.out) if name.startswith("scaling")])

    def test_each_parse_cost_has_a_reference_of_its_own_and_each_latency_an_origin(self):
        points = document(self.out)["points"]
        steps = [point["scenario"]["work_steps"] for point in points]
        self.assertEqual(steps[0::2], steps[1::2])
        self.assertEqual([point["scenario"]["latency_s"] for point in points], [0, 0.004] * 3)
        self.assertTrue(all(model["requests"] == 3 for point in points for model in point["models"]))


class UntilItIsKnown(Sweep):
    OPTIONS = ("--over", "latency=0,8ms", "--tasks", "3", "--models", "sequential,coroutine,pthread-pool:3")
    HOW = ("--time-limit", "1s")

    def test_a_point_has_three_rounds_and_more_while_it_is_undecided(self):
        self.check_end()
        found = document(self.out)
        self.assertEqual((found["rounds"], found["time_limit_s"]), (min(point["rounds"] for point in found["points"]), 1))
        self.assertGreaterEqual(found["rounds"], 3)
        for point in found["points"]:
            self.assertEqual({len(model["wall_s"]) for model in point["models"]}, {point["rounds"]})
            if point["stopped"] == "decided":
                self.assertNotEqual(point["winner"]["verdict"], "undecided")
            if point["stopped"] == "most-rounds":
                self.assertEqual(point["rounds"], 48)
        for text in (self.ran.stdout, harness.read(self.out, "summary.md")):
            undecided = any(point["stopped"] == "time-limit" for point in found["points"])
            self.assertEqual("The time for further rounds, 1.00 s, was over" in text.replace("\n", " "), undecided)


class OverTasks(Sweep):
    OPTIONS = ("--over", "tasks=1,3", "--latency", "0", "--models", "coroutine")

    def test_each_number_of_tasks_has_its_own_bytes(self):
        self.check_end()
        points = document(self.out)["points"]
        self.assertEqual([point["models"][0]["requests"] for point in points], [1, 3])
        self.assertEqual(len({point["reference"]["sha256"] for point in points}), 2)


class WithoutAServer(Sweep):
    OPTIONS = ("--over", "tasks=2,4", "--workload", "copy", "--file-size", "1kB", "--models", "sequential,pthread-pool")

    def test_copies_are_verified_too(self):
        self.check_end()
        for point in document(self.out)["points"]:
            self.assertTrue(all(model["files_sha256"] == point["reference"]["files_sha256"]
                                for model in point["models"]))


class WrongData(unittest.TestCase):
    def test_a_model_that_is_wrong_at_one_point_has_no_time_there(self):
        with harness.folder() as base:
            programs = harness.copy_programs(base)
            harness.replace_work(programs, """
status = real()
if model == "pthread-pool:2":
    with open(out, "a") as file:
        file.write("wrong")
sys.exit(status)
""")
            out = os.path.join(base, "out")
            ran = harness.run("sweep", "--over", "workers=1,2", *SHORT, "--models", "pthread-pool", "--rounds", "1",
                              "--out", out, programs=programs)
            self.assertEqual((ran.returncode, ran.stderr), (1, ""))
            self.assertIn("pthread-pool: no time at workers 2, because", ran.stdout)
            good, bad = document(out)["points"]
            self.assertEqual((good["models"][0]["verified"], bad["models"][0]["verified"]), (True, False))
            self.assertEqual([row["label"] for row in rows(out, "sweep.csv")], ["pthread-pool:1"])


class Interrupted(unittest.TestCase):
    def start(self, base):
        self.log = os.path.join(base, "log")
        self.out = os.path.join(base, "out")
        self.env = harness.environment({"PATH": harness.logging_hyperfine(os.path.join(base, "path"), self.log)})
        process = harness.start("sweep", "--over", "workers=1..4", "--tasks", "4", "--latency", "50ms", "--rounds", "50",
                                "--models", "pthread-pool", "--out", self.out, env=self.env, encoding="utf-8")
        return self.enterContext(harness.ending(process, self.env))

    def test_what_was_measured_is_kept_and_marked(self):
        process = self.start(self.enterContext(harness.folder()))
        self.assertTrue(harness.wait_until(lambda: len(harness.lines_of(self.log)) >= 6))
        process.send_signal(signal.SIGINT)
        process.wait(harness.PATIENCE_S)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertEqual(harness.processes(self.env), [])
        self.assertRegex(harness.without_capacity(process.stderr.read()), r"\A[^\n]*interrupted\n[^\n]*marked partial\n\Z")
        found = document(self.out)
        self.assertTrue(found["partial"])
        self.assertGreaterEqual(sum(len(model.get("wall_s", ())) for point in found["points"]
                                    for model in point["models"]), 4)
        self.assertEqual(sorted(os.listdir(self.out)),
                         ["made-by-manyhands.txt", "runs.csv", "summary.md", "summary.zh-CN.md", "sweep.csv",
                          "sweep.json"])
        self.assertIn("PARTIAL", harness.read(self.out, "summary.md"))

    def test_before_anything_was_measured_nothing_is_left(self):
        process = self.start(self.enterContext(harness.folder()))
        self.assertTrue(harness.wait_until(lambda: harness.find(self.env, "manyhands-work")))
        process.send_signal(signal.SIGTERM)
        process.wait(harness.PATIENCE_S)
        self.assertEqual(harness.processes(self.env), [])
        self.assertFalse(os.path.exists(os.path.join(self.out, "sweep.json")) and not document(self.out)["partial"])


class Misuse(unittest.TestCase):
    def refuse(self, *arguments, says):
        with harness.folder() as base, self.subTest(arguments=arguments):
            harness.assert_refused(self, harness.run("sweep", *arguments, cwd=base), says)
            self.assertEqual(os.listdir(base), [])

    def test_bad_ranges_are_refused(self):
        self.refuse(says="--over")
        for over in ("", "workers", "colour=1..2", "workers=x"):
            self.refuse("--over", over, says=f"'{over.partition('=')[2] if over == 'workers=x' else over}'")
        self.refuse("--over", "workers=4..1", says="empty range")
        self.refuse("--over", "workers=4", says="one value")
        self.refuse("--over", "tasks=1..1000000", says="more than 20 values")
        self.refuse("--over", "latency=0..5", says="'0..5'")
        self.refuse("--over", "tasks=1..65536", "--over", "latency=0..100ms", says="153 points")

    def test_two_of_them_vary_two_things(self):
        self.refuse("--over", "tasks=1..4", "--over", "tasks=1..8", says="tasks and tasks")
        self.refuse("--over", "workers=1..4", "--over", "in-flight=1..4", says="workers and in-flight")
        self.refuse(*(("--over", "tasks=1..4") * 3), says="more than 2")

    def test_something_must_vary(self):
        self.refuse("--over", "workers=1..4", "--models", "sequential", says="none of these models")
        self.refuse("--over", "workers=1..4", "--models", "sequential,fork-pool:3", says="none of these models")

    def test_what_varies_is_not_given_besides(self):
        self.refuse("--over", "workers=1..4", "--workers", "3", says="--workers")
        self.refuse("--over", "workers=1..4", "--preset", "equal", says="--preset equal")
        self.refuse("--over", "tasks=1..4", "--tasks", "3", says="--tasks")
        self.refuse("--over", "latency=0..4ms", "--latency", "3ms", says="--latency")
        self.refuse("--over", "latency=0..4ms", "--port", "8080", says="--port")
        self.refuse("--over", "parse-cost=0..4ms", "--parse-cost", "1ms", says="--parse-cost")

    def test_it_has_to_fit_the_workload(self):
        self.refuse("--over", "latency=0..4ms", "--workload", "compute", says="'compute'")
        self.refuse("--over", "parse-cost=0..4ms", "--workload", "movies", says="'movies'")

    def test_real_sites_are_left_in_peace(self):
        self.refuse("--over", "workers=1..4", "--url", "https://example.org/{page}", "--allow-remote",
                    says="--allow-remote")

    def test_so_many_rounds_have_no_time_limit(self):
        self.refuse("--over", "tasks=1..4", "--rounds", "3", "--time-limit", "5s", says="--rounds and --time-limit")
        self.refuse("--over", "tasks=1..4", "--time-limit", "0", says="--time-limit")

    def test_run_knows_no_over(self):
        with harness.folder() as base:
            ran = harness.run("run", "--over", "workers=1..2", cwd=base)
            self.assertEqual((ran.returncode, "unknown option '--over'" in ran.stderr), (2, True))


class PicturesOfManyModels(unittest.TestCase):
    """Eight models in four colours, drawn from data that no run is needed for."""

    COLOURS = {"sequential": "#666666", "fork-pool:4": "#0072B2", "fork-pool:8": "#0072B2", "pthread-pool:4": "#D55E00",
               "pthread-pool:8": "#D55E00", "coroutine": "#009E73", "fork-threads:2x6": "#0072B2",
               "fork-coroutines:2": "#0072B2"}

    def setUp(self):
        self.folder = self.enterContext(harness.folder())

    def write(self, name, lines):
        harness.write_lines(os.path.join(self.folder, name), lines)

    def draw(self, name, wording):
        """The SVG that the script draws of what was written."""
        self.write(name + ".en.txt", wording)
        out = os.path.join(self.folder, name + ".svg")
        script = os.path.join(harness.ROOT, "scripts", "plots", name + ".gp")
        ran = subprocess.run(["gnuplot", "-e", harness.figure_words("en"), "-c", script, self.folder, out, "en"],
                             capture_output=True, encoding="utf-8", timeout=harness.PATIENCE_S, check=True)
        self.assertEqual(ran.stderr, "")
        return harness.read(out)

    def test_no_two_lines_of_a_colour_have_the_same_mark(self):
        self.write("sweep.csv", ["latency_s,model,label,colour,in_flight,median_s,ci_low_s,ci_high_s,tasks_per_s,"
                                 "tasks_per_s_low,tasks_per_s_high,bound_tasks_per_s,peak_own_memory_bytes"] +
                   [f"{x},{model},{model},{colour},4,1,1,1,{i + 9},9,9,{i + 20},{i + 1}000000"
                    for i, (model, colour) in enumerate(self.COLOURS.items()) for x in (0, 0.001, 0.002)])
        self.write("runs.csv", ["latency_s,model,label,round,wall_s,tasks_per_s"] +
                   [f"{x},{model},{model},1,1,9" for model in self.COLOURS for x in (0, 0.001, 0.002)])
        drawn = self.draw("scaling", ["title", "subtitle", "latency", "tasks a second", "memory"])
        marks = re.findall(r"#gpPt(\d+)' transform='translate\(([\d.,]+)\) scale\(([\d.]+)\)' color='([^']+)'", drawn)
        legend = [mark for mark in marks if mark[2] == "4.20"][:len(self.COLOURS)]
        hollow = {place for _, place, size, colour in marks if size == "2.10" and colour == "rgb(255, 255, 255)"}
        looks = {(shape, colour, place in hollow) for shape, place, _, colour in legend}
        self.assertEqual(len(looks), len(self.COLOURS), looks)

    def test_a_tie_names_both_where_a_colour_is_shared(self):
        ways = list(self.COLOURS.items())
        self.write("sweep.csv", ["latency_s,parse_cost_s,model,label,colour"] +
                   [f"0,0,{model},{model},{colour}" for model, colour in ways])
        for count, expected in ((3, "① ≈ ③"), (20, "①③")):
            self.write("winners.csv", ["latency_s,parse_cost_s,winner,colour,second,second_colour,factor,verdict,rounds"] +
                       [f"{x / 1000},0,{model},{colour},{ways[7][0]},{ways[7][1]},1.01,tie,3"
                        for x in range(count) for model, colour in (ways[1 + x % 2],)])
            drawn = self.draw("winners", ["title", "subtitle", "latency", "computing"])
            self.assertTrue(f">{expected}<" in drawn, expected)

    def test_ties_and_what_is_undecided_look_different(self):
        cells = [("wins", "1.04"), ("alone", ""), ("tie", "1.01"), ("undecided", "1.01")]
        self.write("sweep.csv", ["latency_s,parse_cost_s,model,label,colour", "0,0,a,a,#0072B2", "0,0,b,b,#D55E00"])
        for left_out in (None, "wins", "tie", "undecided"):
            for old in (False, True):
                shown = [(verdict, factor) for verdict, factor in cells if verdict != left_out]
                words = {"wins": "0", "alone": "0", "tie": "1", "undecided": "1"} if old else {}
                head = "latency_s,parse_cost_s,winner,colour,second,second_colour,factor," + ("tie" if old else "verdict")
                self.write("winners.csv", [head] +
                           [f"{x / 1000},0,a,#0072B2,b,#D55E00,{factor},{words.get(verdict, verdict)}"
                            for x, (verdict, factor) in enumerate(shown)])
                drawn = self.draw("winners", ["title", "subtitle", "latency", "computing"])
                expected = {"wins": ">1.04<", "tie": ">≈<", "undecided": ">?<"}
                undecided = left_out != "undecided" or old
                for verdict, mark in expected.items():
                    there = undecided if verdict == "undecided" else verdict != left_out and not (old and verdict == "tie")
                    self.assertEqual(mark in drawn, there, (left_out, old, verdict))
                self.assertEqual("undecided: these rounds cannot tell" in drawn, undecided)
                self.assertEqual("a tie: the same within" in drawn, left_out != "tie" and not old)

    def test_a_map_on_which_all_is_undecided_is_drawn(self):
        self.write("sweep.csv", ["latency_s,parse_cost_s,model,label,colour", "0,0,a,a,#0072B2"])
        self.write("winners.csv", ["latency_s,parse_cost_s,winner,colour,second,second_colour,factor,verdict,rounds",
                                   "0,0,a,#0072B2,b,#D55E00,1.2,undecided,3"])
        self.assertIn(">?<", self.draw("winners", ["title", "subtitle", "latency", "computing"]))


if __name__ == "__main__":
    unittest.main()
