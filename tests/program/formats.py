# SPDX-License-Identifier: MIT
"""`manyhands run --format`: what other programs read, each held against what its reader wants."""

import csv
import io
import json
import os
import re
import unittest
import xml.etree.ElementTree

import harness
import jsonschema

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
    "system-out": (set(), set()),
}
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
        found = json.loads(run(self.out, "bencher"))
        jsonschema.validate(found, BENCHER)
        for model in harness.results(self.out)["models"]:
            metrics = found["articles/" + model["name"]]
            self.assertAlmostEqual(metrics["latency"]["value"] / 1e9, model["median_s"], places=6)
            self.assertAlmostEqual(metrics["latency"]["lower_value"] / 1e9, model["ci95_s"][0], places=6)
            self.assertAlmostEqual(metrics["latency"]["upper_value"] / 1e9, model["ci95_s"][1], places=6)
            self.assertEqual(metrics["peak-memory"], {"value": model["peak_memory_bytes"]})

    def test_github_benchmark_names_every_series_once(self):
        found = json.loads(run(self.out, "github-benchmark"))
        jsonschema.validate(found, GITHUB)
        names = [entry["name"] for entry in found]
        self.assertEqual(len(set(names)), len(names))
        values = {entry["name"]: entry for entry in found}
        for model in harness.results(self.out)["models"]:
            entry = values[f"articles/{model['name']} wall time"]
            self.assertAlmostEqual(entry["value"], model["median_s"], places=6)
            self.assertEqual((entry["unit"], entry["extra"]), ("s", "runs: 3"))
            self.assertRegex(entry["range"], r"\A± \d+\.\d+\Z")

    def test_markdown_is_the_table_of_the_summary(self):
        said = run(self.out, "markdown")
        self.assertIn("\n" + said + "\n", harness.read(self.out, "summary.md"))
        head, rule, *rows = [cells(line) for line in said.splitlines()]
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

    def test_has_no_number_anywhere_else(self):
        self.assertEqual(list(json.loads(self.run_broken("bencher"))), ["articles/sequential"])
        self.assertNotIn("fork-pool", self.run_broken("github-benchmark"))
        self.assertEqual(len(json.loads(self.run_broken("hyperfine"))["results"]), 1)
        self.assertEqual(len(self.run_broken("markdown").splitlines()), 3)


class Misuse(unittest.TestCase):
    def test_an_unknown_format_is_one_clear_line(self):
        for name in ("xml", "", "JSON"):
            ran = harness.run("run", "--format", name)
            self.assertEqual((ran.returncode, ran.stdout), (2, ""))
            self.assertRegex(ran.stderr, rf"\Amanyhands: --format: '{name}' is not valid; expected markdown, json, "
                                         r"junit, github-benchmark, bencher, hyperfine\n\Z")


if __name__ == "__main__":
    unittest.main()
