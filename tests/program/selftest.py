# SPDX-License-Identifier: MIT
"""`manyhands selftest`: what it runs, counts and writes. No rate of few comparisons is held against anything."""

import csv
import io
import json
import os
import re
import signal
import unittest

import harness
import jsonschema

with open(os.path.join(harness.ROOT, "docs", "selftest.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)
RESOLVER = jsonschema.RefResolver("", SCHEMA, store={"results.schema.json": harness.SCHEMA})
SHORT = ("--tasks", "5", "--quiet")


def document(out):
    """selftest.json of the folder `out`, held against the schema."""
    found = json.loads(harness.read(out, "selftest.json"))
    jsonschema.Draft202012Validator(SCHEMA, resolver=RESOLVER).validate(found)
    assert found.get("started_at", "") <= found.get("ended_at", ""), found
    return found


CALIBRATION = 3 * (1 + 32)  # timed runs, before any comparison


class Published(unittest.TestCase):
    def test_what_is_published_is_whole_and_reached(self):
        found = document(os.path.join(harness.ROOT, "results", "debian12-2core", "selftest"))
        self.assertFalse(found["partial"])
        self.assertGreaterEqual(found["rows"][0]["comparisons"], 200)
        self.assertEqual({row["reached"] for row in found["rows"] if row["goal"] is not None}, {"reached"})


class SelfTest(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")
        self.log = os.path.join(self.base, "log")
        path = harness.logging_hyperfine(os.path.join(self.base, "path"), self.log)
        self.env = harness.environment({"PATH": path})

    def programs(self, body):
        """A copy of the programs whose manyhands-work is a shell script that can go on with "$real"."""
        folder = harness.copy_programs(os.path.join(self.base, "copy"))
        harness.script_work(folder, body)
        return folder

    def steps_timed(self):
        """Of every timed run, in order, the steps it had more; 0 for none."""
        found = [re.search(r"--steps (\d+)", line) for line in harness.lines_of(self.log)]
        return [int(steps[1]) if steps else 0 for steps in found]

    def test_it_counts_what_the_comparisons_say(self):
        # What has more steps does more besides: so much that eight blocks find it however busy the machine is.
        programs = self.programs(f'case "$*" in *--steps*) {harness.WORK_MORE} ;; esac; exec "$real" "$@"')
        ran = harness.run("selftest", *SHORT, "--comparisons", "1", "--detections", "1", "--slow-down", "100%",
                          "--rounds", "8", "--out", self.out, env=self.env, programs=programs)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(harness.processes(self.env), [])
        self.assertEqual(sorted(os.listdir(self.out)), ["made-by-manyhands.txt", "selftest.csv", "selftest.json"])
        found = document(self.out)
        same, double = found["rows"]
        self.assertEqual([row["comparisons"] for row in found["rows"]], [1, 1])
        self.assertEqual([row["slow_down"] for row in found["rows"]], [0, 1])
        self.assertEqual((same["more_steps"], same["reached"], same["goal"]), (0, "open", 0.01))
        self.assertAlmostEqual(double["more_steps"], found["doubling_steps"], delta=1)
        self.assertEqual((double["slower"], double["suspected"], double["median_blocks"]), (1, 1, 16))
        self.assertFalse(found["partial"])
        rows = list(csv.DictReader(io.StringIO(harness.read(self.out, "selftest.csv"))))
        self.assertEqual(sorted(row["slow_down"] for row in rows), ["0", "1"])
        self.assertEqual([row["slower"] for row in rows if row["slow_down"] == "1"], ["1"])
        self.assertEqual(len({row["seed"] for row in rows}), 2)
        self.assertRegex(ran.stdout, r"(?m)^\+100 %\n .* 1 / 1 ")
        # Of a comparison every third run is the new one's, and only that has the steps; the calibration's, too.
        steps = self.steps_timed()
        self.assertEqual(steps.count(double["more_steps"]), 1 + 2 * 8)
        self.assertLessEqual(sum(step > 0 for step in steps) * 3, len(steps))

    def test_what_differs_ends_it_and_keeps_what_was_done(self):
        count = os.path.join(self.base, "count")
        programs = self.programs(f'"$real" "$@" || exit; echo x >> {count}; [ $(wc -l < {count}) -gt {CALIBRATION + 43} ] || exit 0; '
                                 'while [ "$1" != --out ]; do shift; done; echo x >> "$2"')
        ran = harness.run("selftest", *SHORT, "--comparisons", "9", "--detections", "0", "--rounds", "6", "--out",
                          self.out, env=self.env, programs=programs)
        self.assertEqual((ran.returncode, ran.stdout), (1, ""))
        self.assertRegex(ran.stderr, r"\Amanyhands: [^\n]*differs[^\n]*\nmanyhands: [^\n]*partial[^\n]*\n\Z")
        found = document(self.out)
        self.assertTrue(found["partial"])
        self.assertIn(found["rows"][0]["comparisons"], range(1, 9))

    def test_ctrl_c_keeps_what_was_done(self):
        process = harness.start("selftest", *SHORT, "--comparisons", "9", "--detections", "0", "--rounds", "6", "--out",
                                self.out, env=self.env, encoding="utf-8")
        with harness.ending(process, self.env):
            self.assertTrue(harness.wait_until(lambda: len(harness.lines_of(self.log)) > CALIBRATION + 21 + 4))
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(harness.PATIENCE_S), -signal.SIGINT)
            self.assertRegex(harness.without_capacity(process.stderr.read()), r"\Amanyhands: interrupted\nmanyhands: [^\n]*partial[^\n]*\n\Z")
            self.assertEqual(harness.processes(self.env), [])
        found = document(self.out)
        self.assertTrue(found["partial"])
        self.assertIn(found["rows"][0]["comparisons"], range(1, 9))
        self.assertEqual(sorted(os.listdir(self.out)), ["made-by-manyhands.txt", "selftest.csv", "selftest.json"])

    def test_misuse_is_refused(self):
        for arguments, says in ((("x",), "unexpected"), (("--wrong",), "--wrong"), (("--comparisons",), "--comparisons"),
                                (("--comparisons", "-1"), "--comparisons"), (("--detections", "x"), "--detections"),
                                (("--slow-down", "3"), "--slow-down"), (("--slow-down", "0%"), "--slow-down"),
                                (("--slow-down", "1%,"), "--slow-down"), (("--slow-down", ""), "--slow-down"),
                                (("--slow-down", ",".join(["1%"] * 9)), "--slow-down"), (("--margin", "x"), "--margin"),
                                (("--workload", "images"), "selftest"), (("--models", "sequential,coroutine"), "one model"),
                                (("--format", "json"), "--format"), (("--out", ""), "--out")):
            with self.subTest(arguments):
                ran = harness.run("selftest", *arguments, env=self.env)
                harness.assert_refused(self, ran, says)
        self.assertEqual(harness.lines_of(self.log), [])

    def test_it_explains_itself_in_both_languages(self):
        options = {}
        for language, word in (("en", "usage"), ("zh", "用法")):
            ran = harness.run("selftest", "--lang", language, "--help")
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertIn(word, ran.stdout)
            options[language] = re.findall(r"(?m)^  (--[a-z-]+)", ran.stdout)
        self.assertEqual(options["en"], options["zh"])


if __name__ == "__main__":
    unittest.main()
