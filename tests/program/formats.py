# SPDX-License-Identifier: MIT
"""`manyhands run --format` and `compare --format`: what other programs read, each held against what its reader wants."""

import csv
import io
import json
import os
import re
import unittest
import xml.etree.ElementTree

import harness
import jsonschema

setUpModule = harness.without_pictures

NUMBER = {"type": "number"}
TEXT = {"type": "string", "minLength": 1}

# https://bencher.dev/docs/reference/bencher-metric-format, stricter: nothing else, and the measures that are ours.
METRIC = {"type": "object", "properties": {"value": NUMBER, "lower_value": NUMBER, "upper_value": NUMBER},
          "required": ["value"], "additionalProperties": False}
BENCHER = {"type": "object", "minProperties": 1, "propertyNames": {"maxLength": 1024}, "additionalProperties": {
    "type": "object", "properties": {"latency": METRIC, "peak-memory": METRIC}, "required": ["latency"],
    "additionalProperties": False}}

# README of benchmark-action/github-action-benchmark, customSmallerIsBetter.
GITHUB = {"type": "array", "minItems": 1, "items": {
    "type": "object", "properties": {"name": TEXT, "unit": TEXT, "value": NUMBER, "range": TEXT, "extra": TEXT},
    "required": ["name", "unit", "value"], "additionalProperties": False}}

# What hyperfine 1.15 to 1.18 export.
TIMES = {"type": "array", "minItems": 1, "items": NUMBER}
HYPERFINE = {"type": "object", "additionalProperties": False, "required": ["results"], "properties": {"results": {
    "type": "array", "items": {
        "type": "object", "additionalProperties": False,
        "required": ["command", "mean", "stddev", "median", "user", "system", "min", "max", "times", "exit_codes"],
        "properties": {
            "command": TEXT, "stddev": {"type": ["number", "null"]}, "times": TIMES,
            "exit_codes": {"type": "array", "items": {"type": ["integer", "null"]}},
            "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
            **{name: NUMBER for name in ("mean", "median", "user", "system", "min", "max")}}}}}}

# The attributes and children that junit-10.xsd of Jenkins' xunit plugin knows, of the elements we use.
JUNIT = {
    "testsuites": ({"name", "time", "tests", "failures", "disabled", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id",
                   "package"}, {"properties", "testcase", "system-out", "system-err"}),
    "testcase": ({"name", "assertions", "time", "classname", "status"},
                 {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}
# What compare calls its measures: Bencher makes those it does not know.
RATIOS = [name + "-ratio" for name in ("wall-time", "cpu-time", "peak-memory", "requests", "context-switches")]
RATIO_BENCHER = {"type": "object", "minProperties": 1, "additionalProperties": {
    "type": "object", "properties": {name: METRIC for name in RATIOS}, "required": ["wall-time-ratio"],
    "additionalProperties": False}}
BREAK = 'open(out, "w").write("a,b\\n") if model.startswith("fork") else sys.exit(real())\n'


def run(out, name, *more, status=0, **options):
    """Runs quickly with --format NAME and returns what was on stdout."""
    ran = harness.run("run", *harness.FAST, "--rounds", "3", "--out", out, "--format", name, *more, **options)
    assert ran.returncode == status, ran.stderr
    return ran.stdout


def check_junit(element):
    """Holds an element and all below it against what readers know."""
    attributes, children = JUNIT[element.tag]
    assert set(element.attrib) <= attributes, (element.tag, element.attrib)
    for child in element:
        assert child.tag in children, (element.tag, child.tag)
        check_junit(child)


def cells(line):
    """The cells of a row of a Markdown table, strictly: a bar at both ends, none escaped."""
    assert re.fullmatch(r"\|[^|]+(\|[^|]+)*\|", line), line
    return [cell.strip() for cell in line[1:-1].split("|")]


class Formats(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")

    def test_json_is_the_file_of_results(self):
        self.assertEqual(run(self.out, "json"), harness.read(self.out, "results.json"))
        harness.results(self.out)

    def test_hyperfine_is_the_file_too_and_has_the_times(self):
        said = run(self.out, "hyperfine")
        self.assertEqual(said, harness.read(self.out, "hyperfine.json"))
        jsonschema.validate(json.loads(said), HYPERFINE)
        rows = csv.DictReader(io.StringIO(harness.read(self.out, "runs.csv")))
        times = [time for entry in json.loads(said)["results"] for time in entry["times"]]
        for time, row in zip(times, rows, strict=True):
            self.assertAlmostEqual(time, float(row["wall_s"]), places=7)

    def test_bencher_has_nanoseconds_and_bounds(self):
        found = json.loads(run(self.out, "bencher", "--rounds", "6"))
        jsonschema.validate(found, BENCHER)
        for model in harness.results(self.out)["models"]:
            metrics = found["articles/" + model["name"]]
            self.assertAlmostEqual(metrics["latency"]["value"] / 1e9, model["median_s"], places=6)
            self.assertAlmostEqual(metrics["latency"]["lower_value"] / 1e9, model["ci95_s"][0], places=6)
            self.assertAlmostEqual(metrics["latency"]["upper_value"] / 1e9, model["ci95_s"][1], places=6)
            self.assertEqual(metrics["peak-memory"], {"value": model["peak_own_memory_bytes"]})

    def test_github_benchmark_names_every_series_once(self):
        found = json.loads(run(self.out, "github-benchmark", "--rounds", "6"))
        jsonschema.validate(found, GITHUB)
        names = [entry["name"] for entry in found]
        self.assertEqual(len(set(names)), len(names))
        values = {entry["name"]: entry for entry in found}
        for model in harness.results(self.out)["models"]:
            entry = values[f"articles/{model['name']} wall time"]
            self.assertAlmostEqual(entry["value"], model["median_s"], places=6)
            self.assertEqual((entry["unit"], entry["extra"]), ("s", "runs: 6"))
            self.assertRegex(entry["range"], r"\A± \d+\.\d+\Z")

    def test_markdown_is_the_beginning_of_the_summary(self):
        said = run(self.out, "markdown")
        summary = harness.read(self.out, "summary.md")
        title, table = said.split("\n|", 1)
        self.assertTrue(summary.startswith(title.removeprefix("##")), said)
        self.assertIn("\n|" + table, summary)
        self.assertTrue(title.startswith("### One job, many hands\n\n"), title)
        self.assertRegex(title, r"\n\d+ pages, ")
        head, rule, *rows = [cells(line) for line in said.splitlines() if line.startswith("|")]
        self.assertTrue(all(re.fullmatch(r"-{3,}:?", cell) for cell in rule))
        self.assertEqual({len(row) for row in [head, rule, *rows]}, {len(head)})
        self.assertEqual([row[0] for row in rows], list(harness.MODELS))

    def test_junit_has_a_case_a_measurement_and_no_failure(self):
        root = xml.etree.ElementTree.fromstring(run(self.out, "junit").encode())
        check_junit(root)
        suite = root.find("testsuite")
        cases = suite.findall("testcase")
        self.assertEqual((suite.get("tests"), suite.get("failures")), (str(len(cases)), "0"))
        times = {case.get("name"): case.get("time") for case in cases}
        for model in harness.results(self.out)["models"]:
            self.assertAlmostEqual(float(times[model["name"] + ": wall time"]), model["median_s"], places=7)


class AModelThatIsTakenOut(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        base = cls.enterClassContext(harness.folder())
        cls.programs = harness.copy_programs(base)
        cls.out = os.path.join(base, "out")
        harness.replace_work(cls.programs, BREAK)

    def run_broken(self, name):
        return run(self.out, name, "--models", "sequential,fork-pool", status=1, programs=self.programs)

    def test_is_a_failure_that_says_why(self):
        root = xml.etree.ElementTree.fromstring(self.run_broken("junit").encode())
        check_junit(root)
        failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
        self.assertEqual([case.get("name") for case in failed], ["fork-pool:4: wall time"])
        self.assertEqual(root.find("testsuite").get("failures"), "1")
        problem = harness.results(self.out)["models"][1]["problem"]
        self.assertEqual(failed[0].find("failure").get("message"), problem)
        self.assertEqual(failed[0].find("failure").text, problem)

    def test_is_said_beside_every_format(self):
        ran = harness.run("run", *harness.FAST, "--rounds", "3", "--out", self.out, "--format", "markdown", "--models", "sequential,fork-pool",
                          programs=self.programs)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("manyhands: fork-pool:4: no time, because ", ran.stderr)

    def test_has_no_number_anywhere_else(self):
        self.assertEqual(list(json.loads(self.run_broken("bencher"))), ["articles/sequential"])
        self.assertNotIn("fork-pool", self.run_broken("github-benchmark"))
        self.assertEqual(len(json.loads(self.run_broken("hyperfine"))["results"]), 1)

    def test_has_a_row_with_the_reason_and_a_warning_in_markdown(self):
        said = self.run_broken("markdown")
        problem = harness.results(self.out)["models"][1]["problem"]
        rows = [cells(line) for line in said.splitlines() if line.startswith("|")]
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertEqual(rows[-1], ["fork-pool:4", *["–"] * (len(rows[0]) - 2), problem])
        self.assertIn(f"**!** fork-pool:4: no time, because {problem}\n", said)


class TwoBuilds(unittest.TestCase):
    """Two results, of which the second is 10 % slower with one model."""

    @classmethod
    def setUpClass(cls):
        cls.base = cls.enterClassContext(harness.folder())
        document = json.loads(harness.read(harness.ROOT, "results", "debian12-2core", "results.json"))
        for model in document["models"]:
            for name in ("wall_s", "user_s", "system_s"):
                model[name] = [1 + 0.002 * ((j * 7) % 10) for j in range(10)]
            model["peak_own_memory_bytes"] = 4_000_000
        cls.models = [model["name"] for model in document["models"]]
        for name, factor in (("before", 1), ("after", 1.1)):
            document["models"][1]["wall_s"] = [factor * time for time in document["models"][0]["wall_s"]]
            with open(os.path.join(cls.base, name), "w", encoding="utf-8") as file:
                json.dump(document, file)

    def compare(self, name, *more, other="after", status=1):
        ran = harness.run("compare", os.path.join(self.base, "before"), os.path.join(self.base, other), "--format", name,
                          *more)
        self.assertEqual(ran.returncode, status)
        self.assertRegex(ran.stderr, r"\Amanyhands: (Regression|退化)[^\n]+\n\Z" if status else r"\A\Z")
        return ran.stdout

    def test_json_is_the_file_of_the_comparison(self):
        out = os.path.join(self.base, "out")
        said = self.compare("json", "--out", out)
        self.assertEqual(said, harness.read(out, "compare.json"))
        jsonschema.validate(json.loads(said), json.loads(harness.read(harness.ROOT, "docs", "compare.schema.json")))

    def test_junit_fails_the_case_that_regressed_and_no_other(self):
        root = xml.etree.ElementTree.fromstring(self.compare("junit").encode())
        check_junit(root)
        suite = root.find("testsuite")
        self.assertEqual((suite.get("tests"), suite.get("failures")), (str(5 * len(self.models)), "1"))
        failed = [case for case in suite if case.find("failure") is not None]
        self.assertEqual([case.get("name") for case in failed], [self.models[1] + ": wall time, new/base"])
        self.assertEqual(failed[0].find("failure").get("type"), "slower")
        self.assertRegex(failed[0].find("failure").text, r"\Awall time: 1\.009 s before, 1\.110 s now, \+10\.0 % ")
        root = xml.etree.ElementTree.fromstring(self.compare("junit", other="before", status=0).encode())
        self.assertEqual(root.find("testsuite").get("failures"), "0")

    def test_junit_tells_what_is_open_from_what_cannot_be_tested(self):
        document = json.loads(harness.read(self.base, "before"))
        document["models"][0]["wall_s"] = [0.8 + 0.05 * ((j * 7) % 10) for j in range(10)]
        for name in ("wall_s", "user_s", "system_s"):
            del document["models"][1][name][1:]
        with open(os.path.join(self.base, "open"), "w", encoding="utf-8") as file:
            json.dump(document, file)
        ran = harness.run("compare", os.path.join(self.base, "before"), os.path.join(self.base, "open"), "--format", "junit")
        self.assertEqual(ran.returncode, 2)
        root = xml.etree.ElementTree.fromstring(ran.stdout.encode())
        check_junit(root)
        suite = root.find("testsuite")
        self.assertEqual([suite.get(name) for name in ("failures", "errors", "skipped")], ["0", "2", "1"])
        skipped, = suite.iter("skipped")
        self.assertRegex(skipped.get("message"), r"\Awall time: 1\.009 s before, .*: inconclusive")
        self.assertEqual({error.get("type") for error in suite.iter("error")}, {"unjudged"})
        self.assertIn("one round of times says nothing", next(suite.iter("error")).get("message"))
        self.assertGreater(float(suite.get("time")), 10)
        self.assertAlmostEqual(float(suite.find("testcase").get("time")), 1, delta=0.1)

    def test_bencher_has_the_ratios_and_their_bounds(self):
        found = json.loads(self.compare("bencher"))
        jsonschema.validate(found, RATIO_BENCHER)
        self.assertEqual(set(found), {"articles/" + name for name in self.models})
        metric = found["articles/" + self.models[1]]["wall-time-ratio"]
        self.assertAlmostEqual(metric["value"], 1.1)
        self.assertLess(metric["lower_value"], 1.1)
        self.assertGreater(metric["upper_value"], 1.1)

    def test_github_benchmark_names_every_ratio_once(self):
        found = json.loads(self.compare("github-benchmark"))
        jsonschema.validate(found, GITHUB)
        values = {entry["name"]: entry for entry in found}
        self.assertEqual((len(values), {entry["unit"] for entry in found}), (5 * len(self.models), {"ratio"}))
        entry = values[f"articles/{self.models[1]} wall time, new/base"]
        self.assertAlmostEqual(entry["value"], 1.1)
        self.assertEqual(entry["extra"], "runs: 10")

    def test_hyperfine_has_the_times_of_both(self):
        found = json.loads(self.compare("hyperfine"))
        jsonschema.validate(found, HYPERFINE)
        self.assertEqual([(entry["parameters"]["model"], entry["parameters"]["build"]) for entry in found["results"]],
                         [(name, build) for name in self.models for build in ("base", "new")])
        medians = [entry["median"] for entry in found["results"]]
        self.assertAlmostEqual(medians[3] / medians[2], 1.1)

    def test_markdown_begins_with_the_conclusion(self):
        for language, conclusion in (("en", f"**Regression: {self.models[1]}, wall time +10.0 % ["),
                                     ("zh", f"**退化：{self.models[1]} 用时 +10.0% [")):
            said = self.compare("markdown", "--lang", language)
            title, _, first, _, scenario = said.splitlines()[:5]
            self.assertEqual(title, "### 有什么变化" if language == "zh" else "### What changed")
            self.assertTrue(first.startswith(conclusion), said)
            self.assertIn("600 ms", scenario)
            rows = [cells(line) for line in said.splitlines() if line.startswith("|")]
            self.assertEqual((len(rows), {len(row) for row in rows}), (2 + 5 * len(self.models), {6}))
            self.assertTrue(all(re.fullmatch(r"-{3,}:?", cell) for cell in rows[1]))

    def test_what_is_odd_is_said_beside_it(self):
        ran = harness.run("compare", os.path.join(self.base, "before"), os.path.join(self.base, "forced"), "--force",
                          "--format", "bencher")
        self.assertEqual(ran.returncode, 2)
        document = json.loads(harness.read(self.base, "before"))
        document["scenario"]["seed"] += 1
        with open(os.path.join(self.base, "forced"), "w", encoding="utf-8") as file:
            json.dump(document, file)
        ran = harness.run("compare", os.path.join(self.base, "before"), os.path.join(self.base, "forced"), "--force",
                          "--format", "bencher")
        self.assertEqual(ran.returncode, 0)
        jsonschema.validate(json.loads(ran.stdout), RATIO_BENCHER)
        self.assertRegex(ran.stderr, r"\Amanyhands: warning: [^\n]*scenario\.seed\n\Z")


class TwoBuildsNow(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())

    def compare(self, new, name, status):
        ran = harness.run("compare", "--live", "--tasks", "5", "--rounds", "6", "--margin", "90%", "--format", name,
                          harness.BIN, new)
        self.assertEqual(ran.returncode, status, ran.stderr)
        return ran.stdout

    def test_hyperfine_has_a_time_of_each_block(self):
        found = json.loads(self.compare(harness.BIN, "hyperfine", 0))
        jsonschema.validate(found, HYPERFINE)
        self.assertEqual([len(entry["times"]) for entry in found["results"]], [6, 6])
        self.assertTrue(all(entry["command"].startswith(harness.BIN) for entry in found["results"]))

    def test_a_build_without_times_is_a_failure_that_says_why(self):
        work = os.path.join(self.base, "manyhands-work")
        harness.write_program(work, "#!/bin/sh\necho broken >&2; exit 3\n")
        root = xml.etree.ElementTree.fromstring(self.compare(self.base, "junit", 1).encode())
        check_junit(root)
        failure, = root.iter("failure")
        self.assertEqual(failure.get("type"), "failed")
        self.assertIn("broken", failure.text)
        self.assertIn("✗ failed", self.compare(self.base, "markdown", 1))
        self.assertEqual(json.loads(self.compare(self.base, "bencher", 1)), {})


class Misuse(unittest.TestCase):
    def test_an_unknown_format_is_one_clear_line(self):
        for name in ("xml", "", "JSON"):
            for command in (("run",), ("compare", "a", "b")):
                ran = harness.run(*command, "--format", name)
                self.assertEqual((ran.returncode, ran.stdout), (2, ""))
                self.assertRegex(ran.stderr, rf"\Amanyhands: --format: '{name}' is not valid(?: .did you mean 'json'..)?; expected markdown, "
                                             r"json, junit, github-benchmark, bencher, hyperfine\n\Z")


if __name__ == "__main__":
    unittest.main()
