# SPDX-License-Identifier: MIT
"""`manyhands report`, and the report.html that every complete run leaves: one file with everything in it."""

import csv
import json
import os
import re
import shutil
import unittest

import harness

PARTS = os.path.join(harness.ROOT, "scripts", "report")
DATA = re.compile(r'(<script type="application/json" id="(\w+)">)(.*?)(</script>)|data:image/svg\+xml;base64,[^"]*', re.S)
MOST = 150_000  # bytes without the data

if os.environ.get("MANYHANDS_REDUCED"):  # by a sanitizer, of which gnuplot has nothing
    setUpModule = harness.without_pictures


def data(report, name):
    """The JSON that a report carries under a name."""
    found = [match[3] for match in DATA.finditer(report) if match[2] == name]
    return json.loads(found[0])


def is_chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def template():
    """That of a run, with those that it includes."""
    return re.sub(r"\[\[include ([\w.]+)\]\]\n", lambda part: harness.read(PARTS, part[1]), harness.read(PARTS, "template.html"))


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = cls.enterClassContext(harness.folder())
        ran = harness.run("run", *harness.FAST, "--out", cls.out, "--quiet")
        assert ran.returncode == 0, ran.stderr
        cls.report = harness.read(cls.out, "report.html")

    def copy(self):
        """A folder with the same results, to be changed."""
        out = os.path.join(self.enterContext(harness.folder()), "copy")
        shutil.copytree(self.out, out)
        return out

    def changed(self, change):
        """The report of results.json after change(document)."""
        out = self.copy()
        document = harness.results(out)
        change(document)
        harness.write_program(os.path.join(out, "results.json"), json.dumps(document))
        ran = harness.run("report", out)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        return harness.read(out, "report.html")

    def refused(self, out, *says):
        before = harness.snapshot(out)
        harness.assert_refused(self, harness.run("report", out), *says)
        self.assertEqual(harness.snapshot(out), before)

    def test_it_is_drawn_again_byte_for_byte(self):
        out = self.copy()
        os.unlink(os.path.join(out, "report.html"))
        ran = harness.run("report", out)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertIn(out, ran.stdout)
        self.assertEqual(harness.read(out, "report.html"), self.report)
        self.assertEqual(sorted(os.listdir(out)), sorted(os.listdir(self.out)))

    def test_a_file_of_the_result_means_its_folder(self):
        out = self.copy()
        ran = harness.run("report", os.path.join(out, "results.json"))
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertIn(out, ran.stdout)
        shutil.copy(os.path.join(out, "results.json"), os.path.join(out, "earlier.json"))
        before = harness.snapshot(out)
        harness.assert_refused(self, harness.run("report", os.path.join(out, "earlier.json")), "earlier.json'")
        self.assertEqual(harness.snapshot(out), before)

    def test_everything_that_is_drawn_is_drawn_again(self):
        out = self.copy()
        drawn = [name for name in os.listdir(out) if name.endswith((".svg", ".png", ".html"))]
        made = ["trace.json", "panels.csv", "timeline.csv", "activity.csv", "states.csv"]
        for name in drawn + made:
            os.unlink(os.path.join(out, name))
        ran = harness.run("report", out)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(harness.snapshot(out), harness.snapshot(self.out))

    def test_without_the_words_of_a_figure_the_others_are_drawn(self):
        out = self.copy()
        os.unlink(os.path.join(out, "ecdf.zh.txt"))
        os.unlink(os.path.join(out, "cost.en.svg"))
        self.assertEqual(harness.run("report", out).returncode, 0)
        self.assertEqual(harness.read(out, "cost.en.svg"), harness.read(self.out, "cost.en.svg"))

    def test_what_disturbed_the_machine_is_said_at_the_top(self):
        report = self.changed(lambda document: document["environment"].update(
            warnings=[{"kind": "load", "en": "the machine <is> busy", "zh": "机器正忙"}]))
        self.assertIn('<p lang="en">the machine &lt;is&gt; busy</p>', report)
        self.assertLess(report.index('<p lang="zh-CN">机器正忙</p>'), report.index('id="timeline"'))

    def test_an_older_result_is_told_by_the_rules_of_today(self):
        """Without places, and with the mean's interval that reaches below 0, around a median of three."""
        def older(document):
            for place, model in enumerate(document["models"]):
                model.update(wall_s=[1 + place, 1.01 + place, 1.02 + place], user_s=[0.1, 0.2, 0.9], system_s=[0.9, 0.2, 0.1],
                             ci95_s=[-0.5, 2.5], speedup=7, speedup_ci95=[6, 8])
                del model["place"], model["median_cpu_s"]
        report = self.changed(older)
        models = data(report, "results")["models"]
        self.assertEqual([model["place"] for model in models], list(range(1, len(models) + 1)))
        for place, model in enumerate(models):
            self.assertEqual((model["ci95_s"], model["speedup_ci95"], model["median_cpu_s"]), (None, None, 1))
            self.assertAlmostEqual(model["speedup"], 1.01 / (1.01 + place))
        self.assertNotIn("±", re.search(r"<table>.*?</table>", report, re.S)[0])

    def test_it_is_small_without_its_data(self):
        self.assertLessEqual(len(DATA.sub(r"\1\4", self.report).encode()), MOST)

    def test_it_asks_the_network_for_nothing(self):
        code = DATA.sub(r"\1\4", self.report)
        addresses = set(re.findall(r"""https?://[^\s"'<>)`]+""", code))
        self.assertEqual(addresses, {"http://www.w3.org/2000/svg"})  # a name, never fetched
        self.assertNotRegex(code, r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|import)\s*\(|@import|url\((?!#)")
        self.assertEqual(set(re.findall(r'\b(?:src|href)="([^"]*)"', code)), {"data:,", "#main", ""})
        self.assertIn("default-src 'none'", code)

    def test_no_part_of_the_template_was_left_out(self):
        self.assertEqual(re.findall(r"\[\[[a-z-]+(?: [\w .]+)?\]\]", self.report), [])
        for name in re.findall(r"\[\[file ([\w.]+)\]\]", template()):
            self.assertIn(harness.read(PARTS, name), self.report)

    def test_it_carries_what_was_measured(self):
        measured = harness.results(self.out)
        carried = data(self.report, "results")
        self.assertEqual(carried, measured)
        with open(os.path.join(self.out, "spans.csv"), encoding="utf-8") as file:
            spans = list(csv.DictReader(file))
        for trace in data(self.report, "spans")["traces"]:
            name = measured["models"][trace["model"]]["name"]
            own = [span for span in spans if span["model"] == name]
            rows = [trace["rows"][i:i + 16] for i in range(0, len(trace["rows"]), 16)]
            self.assertEqual([row[0] for row in rows], [int(span["task"]) for span in own])
            start = min(int(span["queued_ns"]) for span in own)
            for row, span in zip(rows, own):
                self.assertAlmostEqual(sum(row[7:11]), (int(span["answered_ns"]) - start) / 1000, delta=1)
                self.assertAlmostEqual(sum(row[7:15]), (int(span["parse_end_ns"]) - start) / 1000, delta=1)
        self.assertEqual(len(data(self.report, "spans")["traces"]), len(measured["models"]))

    def test_it_carries_every_attempt_and_what_came_of_it(self):
        with harness.folder() as out:
            ran = harness.run("run", *harness.FAST, "--out", out, "--quiet", "--fault", "status-500:0.5", "--backoff", "1ms")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            with open(os.path.join(out, "spans.csv"), encoding="utf-8") as file:
                wanted = [[int(span[key]) for key in ("task", "attempt", "outcome")] for span in csv.DictReader(file)]
            rows = [row for trace in data(harness.read(out, "report.html"), "spans")["traces"] for row in trace["rows"]]
        carried = [[rows[i], rows[i + 2], rows[i + 3]] for i in range(0, len(rows), 16)]
        self.assertEqual(carried, wanted)
        self.assertTrue(any(attempt > 1 for _, attempt, _ in carried))
        self.assertTrue(any(outcome != 0 for _, _, outcome in carried))

    def test_its_scripts_have_their_words_in_both_languages(self):
        words = data(self.report, "words")
        self.assertEqual(set(words["en"]), set(words["zh"]))
        scripts = "".join(harness.read(PARTS, name) for name in os.listdir(PARTS) if name.endswith(".js"))
        said = set(re.findall(r'"([A-Z]+_[A-Z_]+)"', scripts))
        self.assertGreater(len(said), 80)
        self.assertLessEqual(said, set(words["en"]))
        self.assertFalse([text for text in words["en"].values() if is_chinese(text)])

    def test_the_template_has_its_words_from_the_table(self):
        whole = template()
        self.assertGreater(len(re.findall(r"\[\[say \w+\]\]", whole)), 30)
        self.assertEqual("".join(filter(is_chinese, whole)), "简体中文")  # what a language calls itself
        english, chinese = (re.findall(rf'<span lang="{tag}">(.*?)</span>', self.report, re.S) for tag in ("en", "zh-CN"))
        self.assertEqual(len(english), len(chinese))
        self.assertGreater(len(english), 30)
        self.assertFalse(any(map(is_chinese, english)))

    def test_nothing_in_the_data_can_end_a_script(self):
        hostile = "</script><script>alert(1)</script> <!-- ]]> [[file words.js]] <b>&"

        def poison(document):
            document["models"][0].update(verified=False, problem=hostile)
            document["environment"]["cpu"] = hostile
            document["command"].append(hostile)

        report = self.changed(poison)
        self.assertEqual(report.count("</script>"), self.report.count("</script>"))
        self.assertEqual(report.count("<b>&"), 0)
        self.assertEqual(data(report, "results")["environment"]["cpu"], hostile)
        self.assertIn("&lt;/script&gt;&lt;script&gt;alert(1)", report)

    def test_a_model_that_was_taken_out_is_named_with_its_reason(self):
        def take_out(document):
            model = document["models"][1]
            kept = {key: model[key] for key in ("name", "model", "workers")}
            document["models"][1] = {**kept, "verified": False, "problem": "its output differs"}

        report = self.changed(take_out)
        self.assertRegex(report, r'class="warning"><b>fork-pool:4</b>: its output differs')
        self.assertNotRegex(report, r'<th scope="row">[^\n]*</span>fork-pool:4</th>')

    def test_a_partial_result_says_so(self):
        self.assertNotIn("PARTIAL", DATA.sub("", self.report))
        self.assertIn("PARTIAL", DATA.sub("", self.changed(lambda document: document.update(partial=True))))

    def test_a_result_without_spans_and_figures_has_a_report(self):
        out = self.copy()
        for name in os.listdir(out):
            if name != "results.json":
                os.unlink(os.path.join(out, name))
        self.assertEqual(harness.run("report", out).returncode, 0)
        report = harness.read(out, "report.html")
        self.assertEqual(data(report, "spans"), {"traces": []})
        self.assertNotIn("<img", DATA.sub("", report))

    def test_an_older_result_without_words_or_dates_has_a_report(self):
        report = self.changed(lambda document: [document.pop(key) for key in ("account", "command", "started_at", "ended_at")])
        self.assertIn("<code></code>", report)
        self.assertEqual(len(re.findall(r"</dt><dd>–</dd>", report)), 2 + len(re.findall(r"</dt><dd>–</dd>", self.report)))

    def test_it_says_when_it_was_measured_and_how_to_do_it_again(self):
        document = harness.results(self.out)
        for key in ("started_at", "ended_at"):
            self.assertIn(f"<dd>{document[key][:10]} {document[key][11:19]}</dd>", self.report)
        self.assertLessEqual(document["started_at"], document["ended_at"])
        self.assertEqual(document["command"], list(harness.FAST))
        self.assertNotIn(self.out, self.report)
        for name in ("summary.md", "summary.zh-CN.md"):
            self.assertIn(document["ended_at"][11:19], harness.read(self.out, name))
            self.assertNotIn(self.out, harness.read(self.out, name))

    def test_bad_input_is_one_clear_line(self):
        def truncate(document):
            return document[: len(document) // 2]

        cases = (("results.json", truncate, "not a result"), ("results.json", lambda text: "[]", "not a result"),
                 ("results.json", lambda text: text.replace('"schema_version": 1', '"schema_version": 2'), "not a result"),
                 ("results.json", lambda text: re.sub(r'"models": \[.*\]', '"models": []', text, flags=re.S), "not a result"),
                 ("results.json", lambda text: text.replace('"limited_by": "', '"limited_by": "x'), "not a result"),
                 ("spans.csv", truncate, "spans.csv"), ("spans.csv", lambda text: text + "sequential,9\n", "spans.csv"),
                 ("spans.csv", lambda text: text.replace("sequential", "somebody"), "spans.csv"))
        for name, change, said in cases:
            out = self.copy()
            text = change(harness.read(out, name))
            if name == "spans.csv" and change is truncate:
                text = text[: text.rindex(",")]
            harness.write_program(os.path.join(out, name), text)
            with self.subTest(name, said=said):
                self.refused(out, said)

    def test_a_folder_that_is_none_is_one_clear_line(self):
        with harness.folder() as out:
            self.refused(out, "cannot open ", "results.json': No such file")
        ran = harness.run("report", out)
        self.assertEqual(ran.returncode, 2)
        for arguments in ((), ("--out",), (out, "more")):
            ran = harness.run("report", *arguments)
            self.assertEqual((ran.returncode, ran.stdout, ran.stderr.count("\n")), (2, "", 1), arguments)

    def test_a_report_of_an_earlier_run_does_not_stay(self):
        out = self.copy()
        ran = harness.run("run", *harness.FAST, "--out", out, "--quiet", "--tasks", "4")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(data(harness.read(out, "report.html"), "results")["scenario"]["tasks"], 4)


if __name__ == "__main__":
    unittest.main()
