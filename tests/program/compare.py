# SPDX-License-Identifier: MIT
"""`manyhands compare`: two results, and two builds."""

import html
import json
import os
import re
import signal
import time
import unittest

import harness
import jsonschema
from patience import assert_within

with open(os.path.join(harness.ROOT, "docs", "compare.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)
EARLIER = os.path.join(harness.ROOT, "results", "debian12-2core", "results.json")
SHORT = ("--tasks", "5", "--quiet")


FILES = sorted(["compare.json", "compare.csv", "report.html", "made-by-manyhands.txt",
                *(f"forest.{tag}.{kind}" for tag in ("en", "zh") for kind in ("png", "svg", "txt"))])


def compared(out):
    """compare.json of the folder `out`, held against the schema."""
    document = json.loads(harness.read(out, "compare.json"))
    jsonschema.validate(document, SCHEMA, jsonschema.Draft202012Validator)
    assert document["started_at"] <= document["ended_at"], document
    return document


def assert_says_why(case, ran):
    """Holds that stderr has the first sentence of stdout where the status is not 0, and else nothing."""
    if ran.returncode == 0:
        case.assertEqual(ran.stderr, "")
    else:
        said, = re.fullmatch(r"manyhands: ([^\n]+)\n", ran.stderr).groups()
        case.assertTrue(" ".join(ran.stdout.split()).startswith(said), (ran.stdout, ran.stderr))


def verdicts(document, metric):
    return {finding["model"]: finding["verdict"] for finding in document["findings"] if finding["metric"] == metric}


setUpModule = harness.without_pictures


def without_numbers(model, problem):
    """A model of a results.json as it is where it was taken out, or where its turn did not come."""
    return {**{key: model[key] for key in ("name", "model", "workers")}, "verified": False, "problem": problem}


class Files(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")
        self.document = json.loads(harness.read(EARLIER))
        for i, model in enumerate(self.document["models"]):  # enough rounds, with a spread of 1 %
            for name in ("wall_s", "user_s", "system_s"):
                model[name] = [(1 + i) * (1 + 0.002 * ((j * 7) % 10)) for j in range(10)]

    def write(self, document, name):
        path = os.path.join(self.base, name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file)
        return path

    def changed(self, change, name="new.json"):
        """The path of a copy that `change` has changed."""
        document = json.loads(json.dumps(self.document))
        change(document)
        return self.write(document, name)

    def compare(self, new, *options, status):
        ran = harness.run("compare", self.write(self.document, "base.json"), new, "--out", self.out, *options)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        assert_says_why(self, ran)
        document = compared(self.out)
        self.assertEqual(document["regression"], status == 1)
        return ran.stdout, document

    def refuse(self, *arguments, says):
        with self.subTest(arguments):
            harness.assert_refused(self, harness.run("compare", *arguments), says)

    @harness.with_pictures
    def test_its_picture_has_every_finding_and_is_drawn_again(self):
        self.compare(self.changed(lambda _: None), status=0)
        self.assertEqual(sorted(os.listdir(self.out)), FILES)
        before = harness.snapshot(self.out)
        picture = harness.read(self.out, "forest.en.svg")
        for model in self.document["models"]:
            self.assertEqual(picture.count(f">{model['name']}<"), 1)
        for name in ("forest.en.svg", "report.html"):
            os.unlink(os.path.join(self.out, name))
        self.assertEqual(harness.run("report", self.out).returncode, 0)
        self.assertEqual(harness.snapshot(self.out), before)

    @harness.with_pictures
    def test_its_report_has_all_of_it_in_both_languages_without_a_script(self):
        def change(document):
            document["models"][1]["wall_s"] = [time * 1.1 for time in document["models"][1]["wall_s"]]
            document["models"][2] = without_numbers(document["models"][2], "its <output> differs")
            document["environment"]["commit"] = "of the new one"
            document["environment"]["warnings"] = [{"kind": "load", "en": "it was busy", "zh": "当时很忙"}]
        _, document = self.compare(self.changed(change), status=1)
        page = harness.read(self.out, "report.html")
        shown = html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", "", page, flags=re.DOTALL))
        for words in document["account"].values():
            for line in (words["scenario"], words["conclusion"], *words["warnings"], *words["notes"]):
                self.assertIn(line, shown)
            for cell in sum(words["table"], []):
                self.assertIn(cell, shown)
        for words in (self.base, "of the new one", self.document["environment"]["cpu"], "it was busy", "当时很忙"):
            self.assertIn(words, shown)
        self.assertEqual(page.count("data:image/svg+xml;base64,"), 2)
        self.assertIn('<tr class="slower">', page)
        self.assertNotIn("<output>", page)
        self.assertNotIn("[[", re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL))
        self.assertEqual(re.findall(r"(?:src|href)=\"(?!data:|#)[^\"]*", page), [])

    def test_the_report_of_a_run_in_the_same_folder_stays(self):
        self.assertEqual(harness.run("run", *harness.FAST, "--rounds", "1", "--models", "sequential", "--out", self.out).returncode, 0)
        before = harness.read(self.out, "report.html")
        self.compare(self.changed(lambda _: None), status=0)
        self.assertEqual(harness.read(self.out, "report.html"), before)
        self.assertEqual(harness.run("report", self.out).returncode, 0)
        self.assertIn('id="timeline"', harness.read(self.out, "report.html"))

    def test_a_comparison_of_before_the_report_is_drawn_again_without_one(self):
        self.compare(self.changed(lambda _: None), status=0)
        os.unlink(os.path.join(self.out, "report.html"))
        document = json.loads(harness.read(self.out, "compare.json"))
        del document["account"]
        with open(os.path.join(self.out, "compare.json"), "w", encoding="utf-8") as file:
            json.dump(document, file)
        self.assertEqual(harness.run("report", self.out).returncode, 0)
        self.assertNotIn("report.html", os.listdir(self.out))

    def test_equal_results_are_the_same(self):
        said, document = self.compare(self.changed(lambda _: None), status=0)
        for metric in ("wall", "cpu", "requests"):
            self.assertEqual(set(verdicts(document, metric).values()), {"same"}, metric)
        self.assertIn("the same", said)
        self.assertIn("--live", said)

    def test_a_folder_is_as_good_as_the_file_in_it(self):
        folder = os.path.dirname(EARLIER)
        ran = harness.run("compare", folder, EARLIER)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def test_a_slower_model_is_found_and_fails(self):
        def slow(document):
            document["models"][1]["wall_s"] = [time * 1.1 for time in document["models"][1]["wall_s"]]
        said, document = self.compare(self.changed(slow), status=1)
        slower = [name for name, verdict in verdicts(document, "wall").items() if verdict == "slower"]
        self.assertEqual(slower, [document["findings"][5]["model"]])
        self.assertRegex(said, r"wall time .*\+10\.0 %.*▲ slower")

    def test_the_conclusion_comes_first_and_single_values_are_not_judged(self):
        said, _ = self.compare(self.changed(lambda _: None), status=0)
        lines = said.splitlines()
        self.assertRegex(lines[0], r"\ANo regression found: \d+ the same, 0 better\.\Z")
        self.assertTrue(all(line.endswith("· shown only") for line in lines if " memory " in line), said)
        said, _ = self.compare(self.changed(lambda document: document["models"][0].update(requests=11)), status=1)
        self.assertTrue(said.startswith(f"Regression: {self.document['models'][0]['name']}, requests +"), said)

    def test_a_narrow_terminal_has_every_row_on_one_line(self):
        def spread(document):  # wide enough to be inconclusive
            for model in document["models"]:
                model["wall_s"] = [1 + 0.05 * ((j * 7) % 10) for j in range(10)]
        base, new = self.changed(spread, "spread.json"), self.changed(spread)
        for columns in (80, 200):
            said = harness.on_terminal(columns, "compare", base, new, "--color", "never")
            rows = [line for line in said[said.index("\n\n"):].splitlines() if "[" in line and "%" in line]
            self.assertEqual(len(rows), 1 + 2 * len(self.document["models"]))
            self.assertLessEqual(max(map(len, rows)), columns)
            self.assertEqual("more rounds would settle it" in rows[1], columns == 200)
            self.assertIn("more rounds would settle it", said)

    def test_a_faster_one_is_found_and_is_fine(self):
        def speed_up(document):
            document["models"][0]["wall_s"] = [time / 1.1 for time in document["models"][0]["wall_s"]]
        said, document = self.compare(self.changed(speed_up), "--ascii", status=0)
        self.assertIn("faster", verdicts(document, "wall").values())
        self.assertIn("- faster", said)

    def test_the_margin_decides(self):
        def slow(document):
            document["models"][1]["wall_s"] = [time * 1.1 for time in document["models"][1]["wall_s"]]
        self.compare(self.changed(slow), "--margin", "20%", status=0)

    def test_one_request_more_fails(self):
        def ask_more(document):
            document["models"][0]["requests"] += 1
        _, document = self.compare(self.changed(ask_more), status=1)
        self.assertEqual(list(verdicts(document, "requests").values()).count("more"), 1)

    def test_another_scenario_or_machine_is_refused_unless_forced(self):
        base = self.write(self.document, "base.json")
        for part, field, value in (("scenario", "latency_s", 0.1), ("environment", "cpu", "another"),
                                   ("environment", "cores", 64), ("reference", "sha256", "0" * 64)):
            new = self.changed(lambda document, p=part, f=field, v=value: document[p].update({f: v}))
            self.refuse(base, new, says=f"{part}.{field}")
            said, document = self.compare(new, "--force", status=0)
            self.assertEqual((document["forced"], document["differences"]), (True, f"{part}.{field}"))
            self.assertIn(f"--force, although these differ: {part}.{field}", said)

    def test_what_does_not_matter_is_not_held_against_it(self):
        new = self.changed(lambda document: document["environment"].update({"libcurl": "9", "commit": "abc"}))
        self.compare(new, status=0)

    def test_odd_samples_are_named(self):
        def warm_up(document):
            document["models"][0]["wall_s"] = [2.0, 1.8, 1.6] + [1 + 0.001 * ((i * 7) % 10) for i in range(17)]
            for name in ("user_s", "system_s"):
                document["models"][0][name] = [1 + 0.001 * ((i * 7) % 10) for i in range(20)]
        ran = harness.run("compare", self.write(self.document, "base.json"), self.changed(warm_up))
        self.assertIn("warm-up", ran.stdout)

    def test_broken_files_are_refused_in_a_line(self):
        good = self.write(self.document, "base.json")
        for name, text in (("empty", ""), ("half", json.dumps(self.document)[:2000]), ("list", "[]"), ("object", "{}"),
                           ("binary", "\0\1\2"), ("deep", "[" * 100000)):
            path = os.path.join(self.base, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            self.refuse(good, path, says="is not a results.json")
            self.refuse(path, good, says="is not a results.json")
        for change in (lambda d: d.update(schema_version=2), lambda d: d.update(models=[]),
                       lambda d: d["models"][0].update(wall_s=[1, "x"]), lambda d: d["models"][0].update(wall_s=[0] * 10),
                       lambda d: d["models"][0].update(name="\033[2J"), lambda d: d["models"][0].update(user_s=[])):
            self.refuse(good, self.changed(change), says="is not a results.json")
        self.refuse(good, self.base + "/none", says="No such file")
        self.refuse(good, "/dev/zero", says="is not a results.json")

    def test_without_a_model_in_common_there_is_nothing_to_compare(self):
        def rename(document):
            for model in document["models"]:
                model["name"] = "other-" + model["name"]
        self.refuse(self.write(self.document, "base.json"), self.changed(rename), says="no model")

    def test_a_model_that_was_taken_out_of_the_new_one_fails(self):
        def take_out(document):
            document["models"][2] = without_numbers(document["models"][2], "its output differs")
        base, new = self.write(self.document, "base.json"), self.changed(take_out)
        said, document = self.compare(new, status=1)
        self.assertTrue(said.startswith("Regression: pthread-pool:12: its output differs. "), said)
        self.assertIn("new (pthread-pool:12): its output differs\n", said)
        self.assertEqual(verdicts(document, "wall")["pthread-pool:12"], "failed")
        self.assertEqual(len(verdicts(document, "wall")), len(self.document["models"]))  # the others are judged
        ran = harness.run("compare", new, base, "--out", self.out)  # the other way round there is nothing to hold it against
        self.assertEqual(ran.returncode, 2)
        self.assertTrue(ran.stdout.startswith("Not judged: base failed (pthread-pool:12: its output differs)."), ran.stdout)
        ran = harness.run("compare", new, new)
        self.assertEqual(ran.returncode, 2)

    def test_what_is_missing_is_not_judged_whoever_lacks_it(self):
        def end_early(document):
            document["partial"] = True
            document["models"][1:] = [without_numbers(model, None) for model in document["models"][1:]]

        def drop(document):
            del document["models"][3]
        base = self.write(self.document, "base.json")
        for name, change in (("early", end_early), ("dropped", drop)):
            new = self.changed(change, name)
            for pair, side in (((base, new), "base"), ((new, base), "new")):
                ran = harness.run("compare", *pair, "--out", self.out)
                self.assertEqual(ran.returncode, 2)
                assert_says_why(self, ran)
                self.assertTrue(ran.stdout.startswith(f"Not judged: only {side} has it ("), ran.stdout)
                self.assertNotIn("No regression", ran.stdout)
                self.assertIn("! not judged: only", ran.stdout)
                self.assertEqual(compared(self.out)["conclusion"], "unjudged")
        early = self.changed(end_early, "early")
        ran = harness.run("compare", early, early)
        self.assertEqual(ran.returncode, 2)
        self.assertTrue(ran.stdout.startswith("Not judged: not measured (fork-pool:4; "), ran.stdout)

    def test_a_regression_outweighs_what_is_not_judged(self):
        def worsen(document):
            document["models"][0]["wall_s"] = [time * 1.1 for time in document["models"][0]["wall_s"]]
            del document["models"][3]
        said, document = self.compare(self.changed(worsen), status=1)
        self.assertTrue(said.startswith("Regression: sequential, wall time +10.0 %"), said)
        self.assertIn(" 1 not judged", " ".join(said.split()))
        self.assertEqual(document["conclusion"], "regression")

    def test_one_round_of_times_is_not_judged(self):
        def shorten(document):
            for model in document["models"]:
                for name in ("wall_s", "user_s", "system_s"):
                    del model[name][1:]
        said, document = self.compare(self.changed(shorten), status=2)
        self.assertTrue(said.startswith("Not judged: one round of times says nothing (sequential; fork-pool:4; "), said)
        self.assertEqual(set(verdicts(document, "cpu").values()), {"unjudged"})

    def test_what_is_inconclusive_is_said_first(self):
        def spread(document):
            document["models"][1]["wall_s"] = [1 + 0.05 * ((j * 7) % 10) for j in range(10)]
        base = self.changed(spread, "spread.json")
        ran = harness.run("compare", base, base)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertTrue(ran.stdout.startswith("Inconclusive: fork-pool:4, wall time +0.0 % ["), ran.stdout)

    def test_what_is_not_judged_and_cannot_be_printed_is_said_as_both(self):
        def drop(document):
            del document["models"][3]
        with open("/dev/full", "w", encoding="utf-8") as full:
            ran = harness.run("compare", self.write(self.document, "base.json"), self.changed(drop), stdout=full)
        self.assertEqual(ran.returncode, 2)
        self.assertRegex(ran.stderr, r"\Amanyhands: Not judged: [^\n]+\nmanyhands: cannot write 'stdout': [^\n]+\n\Z")

    def test_on_a_terminal_it_is_said_once(self):
        self.assertEqual(harness.on_terminal(200, "compare", EARLIER, EARLIER).count("Inconclusive"), 1)

    def test_a_workflow_is_told_by_annotations_that_stay_out_of_the_summary(self):
        def slow(document):
            document["models"][1]["wall_s"] = [time * 1.1 for time in document["models"][1]["wall_s"]]
        base, new = self.write(self.document, "base.json"), self.changed(slow)
        env = harness.environment({"GITHUB_ACTIONS": "true"})
        for name in ("markdown", "json", "junit"):
            ran = harness.run("compare", base, new, "--format", name, env=env)
            self.assertEqual(ran.returncode, 1)
            self.assertRegex(ran.stderr, r"\A::error title=manyhands::Regression: fork-pool:4, wall time \+10\.0 %25 \[[^\n]+\n\Z")
            self.assertNotIn("::", ran.stdout)
        ran = harness.run("compare", EARLIER, EARLIER, env=env)
        self.assertEqual(ran.returncode, 0)
        self.assertRegex(ran.stderr, r"\A::warning title=manyhands::Inconclusive: [^\n]+\n\Z")

    def test_misuse_is_refused(self):
        self.refuse(says="BASE and NEW")
        self.refuse(EARLIER, says="BASE and NEW")
        self.refuse(EARLIER, EARLIER, EARLIER, says="unexpected")
        self.refuse(EARLIER, EARLIER, "--tasks", "3", says="--live")
        self.refuse(EARLIER, EARLIER, "--wrong", says="--wrong")
        self.refuse(EARLIER, EARLIER, "--out", says="--out")
        for margin in ("3", "x", "-1%", "101%", "%", ""):
            self.refuse(EARLIER, EARLIER, "--margin", margin, says="--margin")
        for where in (EARLIER, "/", "/none", "/bin/true", os.path.join(harness.BIN, "manyhands")):
            self.refuse("--live", harness.BIN, where, says="manyhands-work")
            self.refuse("--live", where, harness.BIN, says="manyhands-work")
        self.refuse("--live", harness.BIN, harness.BIN, "--force", says="--force")
        self.refuse("--live", harness.BIN, harness.BIN, "--time-limit", "1ms", says="--time-limit")

    def test_it_speaks_chinese_and_explains_itself(self):
        ran = harness.run("compare", EARLIER, EARLIER, "--lang", "zh")
        self.assertIn("结论", ran.stdout)
        for language, word in (("en", "usage"), ("zh", "用法")):
            ran = harness.run("compare", "--lang", language, "--help")
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertIn(word, ran.stdout)
            self.assertLessEqual(max(map(len, ran.stdout.splitlines())), 110)


class Counts(unittest.TestCase):
    """Two counts.json: what differs by more than it varies is a difference."""

    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")
        counts = {"requests": 10, "connections": 4, "bytes": 99, "processes_created": 5, "threads_created": 0,
                  "context_switches": 20, "syscalls": 1000, "instructions": 1000000}
        self.document = {
            "schema_version": 1, "environment": {"cpu": "one"}, "scenario": {"workload": "articles", "tasks": 10},
            "tolerances": {}, "models": [{"name": "fork-pool:4", "workers": 4, "verified": True, "problem": None, "counts": {
                name: {"median": count, "low": count, "high": count, "rounds": 3} for name, count in counts.items()}}]}

    def compare(self, status, says, part="models", **changes):
        """Holds the document against one that `changes` has changed."""
        new = json.loads(json.dumps(self.document))
        for name, value in changes.items():
            if part == "models":
                new["models"][0]["counts"][name] = value and {"median": value, "low": 1, "high": 9, "rounds": 3}
            else:
                new[part][name] = value
        for name, document in (("before", self.document), ("after", new)):
            os.makedirs(os.path.join(self.base, name), exist_ok=True)
            with open(os.path.join(self.base, name, "counts.json"), "w", encoding="utf-8") as file:
                json.dump(document, file)
        before, after = os.path.join(self.base, "before"), os.path.join(self.base, "after")
        with self.subTest(changes):
            ran = harness.run("compare", before, after, "--out", self.out)
            self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
            self.assertIn(says, ran.stdout + ran.stderr)
        return before, after

    def test_what_is_within_its_tolerance_is_the_same(self):
        self.compare(0, "No regression found: 7 the same")
        self.compare(0, "No regression found: 7 the same", syscalls=1039, instructions=1005999, context_switches=900)
        self.assertEqual({finding["metric"]: finding["margin"] for finding in compared(self.out)["findings"]}["syscalls"],
                         0.04)
        self.compare(0, "6 the same, 1 better", syscalls=900)
        self.compare(2, "Not judged: only base has it (fork-pool:4, instructions). The rest: 6 the same", instructions=None)
        self.assertEqual(verdicts(compared(self.out), "instructions"), {"fork-pool:4": "unjudged"})

    def test_it_says_what_was_counted(self):
        self.document["account"] = {"en": {"scenario": "10 pages, 20 ms each"}, "zh": {"scenario": "10 页，每页 20 ms"}}
        self.compare(0, "10 pages, 20 ms each")
        self.assertEqual(compared(self.out)["account"]["zh"]["scenario"], "10 页，每页 20 ms")

    def test_what_is_not_fails(self):
        for name, count in (("requests", 11), ("connections", 5), ("bytes", 100), ("processes_created", 6),
                            ("threads_created", 1), ("syscalls", 1041), ("instructions", 1006001)):
            self.compare(1, "Regression: fork-pool:4, ", **{name: count})
            self.assertEqual(verdicts(compared(self.out), name), {"fork-pool:4": "more"})

    def test_another_machine_is_as_good_and_another_scenario_is_not(self):
        self.compare(0, "7 the same", part="environment", cpu="another")
        self.compare(2, "scenario.tasks", part="scenario", tasks=11)

    def test_counts_and_times_are_not_compared(self):
        before, _ = self.compare(0, "7 the same")
        ran = harness.run("compare", before, EARLIER)
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))

    @harness.with_pictures
    def test_its_picture_names_every_number(self):
        self.compare(1, "fork-pool:4", syscalls=1100)
        picture = harness.read(self.out, "forest.en.svg")
        for words in ("connections", "bytes", "processes created", "threads created", "system calls", "instructions",
                      "context switches", "requests", "shown only", "▲ more"):
            self.assertIn(words + "<", picture)
        self.assertNotIn("3 %", picture)

    def test_other_formats_have_it_too(self):
        before, after = self.compare(1, "–", threads_created=2)
        said = harness.run("compare", before, after, "--format", "junit").stdout
        self.assertIn('failures="1"', said)
        self.assertIn("threads created: 0 before, 2 now, –: more (margin ±0 %)", said)
        found = json.loads(harness.run("compare", before, after, "--format", "bencher").stdout)
        self.assertEqual(found["articles/fork-pool:4"]["instructions-ratio"], {"value": 1})
        self.assertNotIn("threads-created-ratio", found["articles/fork-pool:4"])

    def test_what_a_count_that_ended_early_did_not_reach_is_left_out(self):
        self.document["models"].append({"name": "coroutine", "workers": 1, "verified": True, "problem": None, "counts": {
            name: None for name in self.document["models"][0]["counts"]}})
        self.compare(2, "is not a results.json or counts.json")
        self.document["partial"] = True
        self.compare(2, "Not judged: not measured (coroutine, requests). The rest: 7 the same")
        self.assertTrue(compared(self.out)["partial"])

    def test_broken_counts_are_refused(self):
        for wrong in (-1, "x", True):
            self.compare(2, "is not a results.json or counts.json", requests=wrong)


class Both(unittest.TestCase):
    """Folders with a results.json and a counts.json: all that both have is judged."""

    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")
        results = json.loads(harness.read(EARLIER))
        for model in results["models"]:
            for name in ("wall_s", "user_s", "system_s"):
                model[name] = [1 + 0.002 * ((j * 7) % 10) for j in range(10)]
            model["peak_own_memory_bytes"] = 4_000_000
        self.name = results["models"][0]["name"]
        tallies = {name: {"median": count, "low": count, "high": count, "rounds": 3}
                   for name, count in (("requests", 10), ("context_switches", 20), ("syscalls", 1000))}
        counts = {"schema_version": 1, "environment": {}, "scenario": {"workload": "articles", "tasks": 10}, "tolerances": {},
                  "models": [{"name": self.name, "workers": 1, "verified": True, "problem": None, "counts": tallies}]}
        self.documents = {"results.json": results, "counts.json": counts}

    def folder(self, name, change=lambda results, counts: None, without=()):
        """A folder of that name with copies that `change` has changed."""
        documents = json.loads(json.dumps(self.documents))
        change(*documents.values())
        path = os.path.join(self.base, name)
        os.mkdir(path)
        for file_name, document in documents.items():
            if file_name not in without:
                with open(os.path.join(path, file_name), "w", encoding="utf-8") as file:
                    json.dump(document, file)
        return path

    def compare(self, before, after, status):
        ran = harness.run("compare", before, after, "--out", self.out)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        assert_says_why(self, ran)
        document = compared(self.out)
        found = [(finding["model"], finding["metric"]) for finding in document["findings"]]
        self.assertEqual(len(found), len(set(found)))
        return ran.stdout, document, found

    def test_times_are_judged_where_only_one_was_counted(self):
        both, timed = self.folder("both"), self.folder("timed", without=("counts.json",))
        counted = self.folder("counted", without=("results.json",))
        for pair in ((both, timed), (timed, both)):
            said, document, found = self.compare(*pair, 2)
            self.assertIn((self.name, "wall"), found)
            self.assertNotIn((self.name, "syscalls"), found)
            self.assertEqual(document["unmatched"], "counts.json")
            self.assertTrue(said.startswith("Not judged: only one of the two has it (counts.json). "), said)
            file = "results.json"  # whoever names the files wants no more
            ran = harness.run("compare", os.path.join(pair[0], file), os.path.join(pair[1], file))
            self.assertEqual(ran.returncode, 0)
        _, document, found = self.compare(both, counted, 2)
        self.assertEqual((document["unmatched"], found),
                         ("results.json", [(self.name, metric) for metric in ("requests", "context_switches", "syscalls")]))
        self.assertEqual(harness.run("compare", timed, counted).returncode, 2)

    def test_memory_that_one_of_the_two_does_not_know_is_not_compared(self):
        def forget(results, _):
            for model in results["models"]:
                del model["peak_own_memory_bytes"]  # as results were once

        _, _, found = self.compare(self.folder("now"), self.folder("once", forget), 0)
        self.assertEqual([metric for name, metric in found if name == self.name],
                         ["wall", "cpu", "requests", "context_switches", "syscalls"])

    @harness.with_pictures
    def test_both_are_judged_and_either_fails(self):
        def slow(results, _):
            results["models"][0]["wall_s"] = [time * 1.1 for time in results["models"][0]["wall_s"]]

        def call_more(_, counts):
            counts["models"][0]["counts"]["syscalls"]["median"] = 1100

        before = self.folder("before")
        said, document, found = self.compare(before, self.folder("same"), 0)
        self.assertEqual([metric for name, metric in found if name == self.name],
                         ["wall", "cpu", "memory", "requests", "context_switches", "syscalls"])
        self.assertIsNone(document["unmatched"])
        for note in ("Medians of counts", "These are two separate runs", "change [95 % CI]"):
            self.assertIn(note, said)
        for change, metric, verdict in ((slow, "wall", "slower"), (call_more, "syscalls", "more")):
            _, document, _ = self.compare(before, self.folder(metric, change), 1)
            self.assertEqual(verdicts(document, metric)[self.name], verdict)
            self.assertIn(self.name, harness.read(self.out, "forest.en.svg"))

    def test_another_scenario_of_either_is_refused(self):
        before = self.folder("before")
        for i, kinds in enumerate(((0,), (1,), (0, 1))):
            after = self.folder(f"after{i}", lambda *given, k=kinds: [given[j]["scenario"].update(tasks=99) for j in k])
            ran = harness.run("compare", before, after)
            self.assertEqual((ran.returncode, ran.stderr.count("scenario.tasks")), (2, 1))

    def test_a_model_that_was_taken_out_in_either_fails(self):
        def take_out(_, counts):
            counts["models"][0] |= {"verified": False, "problem": "its rows differ"}

        ran = harness.run("compare", self.folder("before"), self.folder("after", take_out), "--out", self.out)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("its rows differ", ran.stderr)
        document = compared(self.out)
        self.assertEqual(verdicts(document, "requests")[self.name], "failed")
        self.assertEqual(verdicts(document, "wall")[self.name], "same")


class Live(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")
        self.temporary = os.path.join(self.base, "tmp")
        os.mkdir(self.temporary)
        self.log = os.path.join(self.base, "log")
        path = harness.logging_hyperfine(os.path.join(self.base, "path"), self.log)
        self.env = harness.environment({"TMPDIR": self.temporary, "PATH": path})

    def other_build(self, body):
        """A build whose manyhands-work is a shell script that can go on with "$real"."""
        folder = os.path.join(self.base, "other")
        os.mkdir(folder)
        harness.script_work(folder, body)
        return folder

    def compare(self, new, *options):
        ran = harness.run("compare", "--live", *SHORT, *options, harness.BIN, new, "--out", self.out, env=self.env)
        self.assertEqual(harness.processes(self.env), [])
        self.assertEqual(harness.left_in(self.temporary), [])
        return ran

    def test_two_copies_of_a_build_do_not_fail(self):
        copy = harness.copy_programs(os.path.join(self.base, "copy"))
        ran = self.compare(os.path.dirname(copy), "--rounds", "6", "--margin", "50%")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), ran.stdout)
        document = compared(self.out)
        self.assertTrue(document["live"])
        for environment in document["environments"].values():
            self.assertRegex(environment["version"], r"\A\d+\.\d+")
            self.assertTrue(environment["build"] and environment["compiler"] and environment["libcurl"])
        self.assertEqual({finding["metric"] for finding in document["findings"]},
                         {"wall", "cpu", "memory", "requests", "context_switches"})
        self.assertEqual(sorted(os.listdir(self.out)), FILES)

    def test_blocks_are_of_base_new_and_base_again_in_no_fixed_order(self):
        copy = harness.copy_programs(os.path.join(self.base, "copy"))
        self.compare(copy, "--rounds", "8", "--margin", "100%")
        runs = ["new" if copy in line else "base" for line in harness.lines_of(self.log)]
        blocks = [tuple(runs[i:i + 3]) for i in range(0, 27, 3)]
        self.assertTrue(all(sorted(block) == ["base", "base", "new"] for block in blocks), blocks)
        self.assertGreater(len(set(blocks)), 1)

    def test_a_slower_build_is_found_confirmed_and_fails(self):
        slow = self.other_build(harness.WORK_MORE + '; exec "$real" "$@"')
        ran = self.compare(slow, "--rounds", "8")
        self.assertEqual(ran.returncode, 1, ran.stdout)
        assert_says_why(self, ran)
        document = compared(self.out)
        self.assertTrue(document["regression"])
        self.assertEqual(document["rounds"], 16)
        slower = [finding for finding in document["findings"] if finding["verdict"] == "slower"]
        self.assertTrue(slower)
        self.assertTrue(all(finding["confirmed"] and finding["first_ratio"] > 1 for finding in slower))
        self.assertIn("confirms", ran.stdout)

    def test_a_build_of_before_takes_part_in_both_runs(self):
        old = self.other_build('[ "$1" != --help ] || exit 0; case "$*" in *--no-sync*) exit 2;; esac; '
                               + harness.WORK_MORE + '; exec "$real" "$@"')
        ran = self.compare(old, "--rounds", "8")
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        self.assertEqual(compared(self.out)["rounds"], 16)

    @unittest.skipIf("MANYHANDS_REDUCED" in os.environ, "a sanitizer makes 120 runs of the difference")
    def test_a_clear_difference_ends_the_first_run_and_then_the_second(self):
        slow = self.other_build(harness.WORK_MORE + '; exec "$real" "$@"')
        ran = self.compare(slow, "--time-limit", "60min")
        self.assertEqual(ran.returncode, 1, ran.stdout)
        self.assertEqual(compared(self.out)["rounds"], 40)

    def test_a_slow_down_that_does_not_come_again_does_not_fail(self):
        count = os.path.join(self.base, "count")
        passing = self.other_build(f'echo x >> {count}; [ "$(wc -l < {count})" -gt 11 ] || {{ {harness.WORK_MORE}; }}; exec "$real" "$@"')
        ran = self.compare(passing, "--rounds", "8", "--margin", "60%")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), ran.stdout)
        suspected = [finding for finding in compared(self.out)["findings"] if finding["confirmed"] is not None]
        self.assertTrue(suspected)
        self.assertFalse(any(finding["confirmed"] for finding in suspected))

    def test_it_stops_at_the_time_limit(self):
        def run():
            """Returns the seconds beyond the limit, which is longer where a shorter one has no room for a verdict."""
            for limit_s in 12, 60, 240:
                began = time.monotonic()
                ran = self.compare(harness.BIN, "--time-limit", f"{limit_s}s", "--margin", "0%")
                if "--time-limit" not in ran.stderr:
                    break
            self.assertIn(ran.returncode, (0, 1), ran.stderr)
            return time.monotonic() - began - limit_s

        assert_within(self, 18, run)

    def test_a_limit_without_room_for_a_verdict_is_refused_with_one_that_has(self):
        slow = self.other_build('[ "$1" = --version ] || sleep 0.7; exec "$real" "$@"')
        ran = harness.run("compare", "--live", *SHORT, "--time-limit", "3s", harness.BIN, slow, "--out", self.out, env=self.env)
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))
        self.assertRegex(ran.stderr, r"\Amanyhands: a block of .* takes [^\n]+ 6 of them at least: --time-limit \d+s or longer[^\n]*\n\Z")
        self.assertFalse(os.path.exists(self.out))

    def test_what_disturbs_is_said_before_and_kept(self):
        root = os.path.join(self.base, "root")
        status = os.path.join(root, "sys", "class", "power_supply", "BAT0", "status")
        os.makedirs(os.path.dirname(status))
        with open(status, "w", encoding="ascii") as file:
            file.write("Discharging\n")
        self.env["MANYHANDS_MACHINE"] = root
        ran = self.compare(harness.BIN, "--rounds", "6", "--margin", "90%")
        warnings = {warning["kind"]: warning for warning in compared(self.out)["environment"]["warnings"]}
        self.assertEqual(set(warnings) - {"origin-capacity"}, {"battery"})
        warning = warnings["battery"]
        self.assertEqual(ran.stderr, f"manyhands: {warning['en']}\n")

    def test_builds_that_differ_in_how_they_were_built_are_named(self):
        asked = '[ "$1" = --version ] && { echo "manyhands-work 0.1.0"; echo "build: for fun"; exit; }; exec "$real" "$@"'
        ran = self.compare(self.other_build(asked), "--rounds", "1")
        self.assertRegex(ran.stderr, r"\Amanyhands: warning: base is '[a-z ]+' and new is 'for fun', .*scripts/build")
        self.assertEqual(ran.returncode, 2)
        self.assertTrue(ran.stdout.startswith("Not judged: one round of times says nothing (sequential)"), ran.stdout)
        self.assertEqual({warning["kind"] for warning in compared(self.out)["environment"]["warnings"]}, {"builds"})

    def test_a_build_that_does_not_say_how_it_was_built_is_taken_as_it_is(self):
        silent = self.other_build('[ "$1" = --version ] && exit 1; exec "$real" "$@"')
        ran = self.compare(silent, "--rounds", "1")
        self.assertNotIn("warning: base is", ran.stderr)

    def test_a_demand_near_the_web_servers_limit_is_named(self):
        ran = harness.run("compare", "--live", "--quiet", "--rounds", "1", "--workload", "movies", "--tasks", "400",
                          "--latency", "0", "--models", "pthread-pool:200", harness.BIN, harness.BIN, "--out", self.out,
                          env=self.env, capacity=True)
        self.assertEqual(ran.returncode, 2)  # of one round
        self.assertRegex(ran.stderr, r"\A[^\n]*the web server gives about [\d,]+ pages a second here")

    def test_another_output_has_no_time(self):
        wrong = self.other_build('"$real" "$@" || exit 1; while [ $# -gt 1 ]; do [ "$1" = --out ] && echo x >> "$2"; '
                                 'shift; done')
        ran = self.compare(wrong, "--rounds", "6")
        self.assertEqual(ran.returncode, 1)
        assert_says_why(self, ran)
        self.assertRegex(ran.stderr, r"\Amanyhands: Regression: sequential: [^\n]*differs[^\n]*\n\Z")
        self.assertEqual([(finding["verdict"], finding["base"]) for finding in compared(self.out)["findings"]], [("failed", None)])

    def test_a_build_that_fails_has_no_time(self):
        ran = self.compare(self.other_build("echo broken >&2; exit 3"), "--rounds", "6", "--models", "sequential,coroutine")
        self.assertEqual(ran.returncode, 1)
        self.assertIn("broken", ran.stderr)
        self.assertEqual(verdicts(compared(self.out), "wall"), {"sequential": "failed", "coroutine": "failed"})

    def test_a_build_that_cannot_be_started_is_refused(self):
        folder = os.path.join(self.base, "none")
        os.mkdir(folder)
        harness.write_program(os.path.join(folder, "manyhands-work"), "#!/nonexistent/interpreter\n")
        for pair in ((harness.BIN, folder), (folder, harness.BIN)):
            ran = harness.run("compare", "--live", *SHORT, *pair, env=self.env)
            harness.assert_refused(self, ran, "cannot run")

    def test_a_base_that_fails_is_no_regression(self):
        """Whichever of the two runs first, and whether new can do it or not."""
        broken = self.other_build("echo broken >&2; exit 3")
        for new in (harness.BIN, broken):
            ran = harness.run("compare", "--live", *SHORT, "--rounds", "6", broken, new, "--out", self.out, env=self.env)
            self.assertEqual(ran.returncode, 2, ran.stdout)
            self.assertRegex(ran.stderr, r"\Amanyhands: Not judged: base failed \(sequential: [^\n]*broken")
            self.assertEqual(compared(self.out)["findings"][0]["gap"], "base-failed")

    def test_ctrl_c_ends_it_and_leaves_nothing(self):
        process = harness.start("compare", "--live", harness.BIN, harness.BIN, env=self.env, encoding="utf-8")
        with harness.ending(process, self.env):
            self.assertTrue(harness.wait_until(lambda: len(harness.lines_of(self.log)) > 4))
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(harness.PATIENCE_S), -signal.SIGINT)
            self.assertEqual(harness.without_capacity(process.stderr.read()), "manyhands: interrupted\n")
            self.assertEqual(harness.processes(self.env), [])
            self.assertEqual(harness.left_in(self.temporary), [])


if __name__ == "__main__":
    unittest.main()
