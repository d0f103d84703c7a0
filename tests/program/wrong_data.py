# SPDX-License-Identifier: MIT
"""No verified output, no time: `manyhands run` with a manyhands-work that does not do for coroutine what it should."""

import json
import os
import re
import unittest

import harness

WRONG = "coroutine"

CORRUPTS_A_BYTE = """
status = real()
if model == "coroutine":
    with open(out, "r+b") as file:
        file.seek(100)
        byte = file.read(1)
        file.seek(100)
        file.write(bytes([byte[0] ^ 1]))
sys.exit(status)
"""

ASKS_ONCE_TOO_OFTEN = """
import urllib.request
status = real()
if model == "coroutine":
    urllib.request.urlopen(url.replace("{page}", "1"), timeout=600).read()
sys.exit(status)
"""

ASKS_FOR_ANOTHER_PAGE_TOO = ASKS_ONCE_TOO_OFTEN.replace('"1"', '"77"')

FAILS = """
if model == "coroutine":
    sys.exit("the dog ate it")
sys.exit(real())
"""

HANGS = """
if model == "coroutine":
    time.sleep(60)
sys.exit(real())
"""

WRITES_NOTHING = """
sys.exit(0 if model == "coroutine" else real())
"""

FAILS_IN_THE_SECOND_ROUND = """
import os
if model == "coroutine":
    marker = os.path.join(os.path.dirname(sys.argv[0]), "was here")
    if os.path.exists(marker):
        sys.exit("no second time")
    open(marker, "w").close()
sys.exit(real())
"""

DIFFERS_WHEN_WATCHED = """
status = real()
if model == "coroutine" and "--spans" in sys.argv:
    open(out, "a").write("one more")
sys.exit(status)
"""

HANGS_WHEN_SAMPLED = """
import os
if "--spans" not in sys.argv and "--failures" not in sys.argv:
    with open(os.path.join(os.path.dirname(sys.argv[0]), "sampled"), "a") as file:
        file.write(f"{time.monotonic()}\\n")
    if model == "coroutine":
        for i in range(400):
            if os.fork() == 0:
                break
        time.sleep(60)
sys.exit(real())
"""


class WrongData(unittest.TestCase):
    def compare(self, body, *options, models="sequential,coroutine,fork-pool"):
        """Runs with the script; returns the folder of the results and stdout."""
        base = self.enterContext(harness.folder())
        programs = harness.copy_programs(base)
        harness.replace_work(programs, body)
        out = os.path.join(base, "results")
        env = harness.environment()
        ran = harness.run("run", *harness.FAST, "--models", models, "--out", out, *options, env=env,
                          programs=programs)
        self.assertEqual((ran.returncode, ran.stderr), (1, ""))
        self.assertEqual(harness.processes(env), [])
        return out, ran.stdout

    def assert_no_time(self, out, stdout, reason):
        """coroutine has no time anywhere and the reason is said in a line, and in its row of a summary's table; the others
        have theirs."""
        summaries = [harness.read(out, name) for name in ("summary.md", "summary.zh-CN.md")]
        for text in [stdout, *summaries]:
            lines = [line for line in text.splitlines() if WRONG in line and "scripts/bench" not in line]
            self.assertEqual([line.startswith("|") for line in lines], [False] if text is stdout else [False, True], text)
            for line in lines:
                self.assertRegex(line, reason)
                self.assertIsNone(re.search(r"\d m?s\b", line), line)
            for other in ("sequential", "fork-pool:4"):
                self.assertRegex(text, rf"(?m)^\W*{other}\W.*\d m?s")
        models = {model["name"]: model for model in harness.results(out)["models"]}
        self.assertFalse(models[WRONG]["verified"])
        self.assertRegex(models[WRONG]["problem"], reason)
        self.assertTrue(models["sequential"]["verified"] and models["fork-pool:4"]["verified"])
        for name in ("models.csv", "runs.csv", "headline.en.svg"):
            self.assertNotIn(WRONG, harness.read(out, name))
        timed = [entry["parameters"]["model"] for entry in json.loads(harness.read(out, "hyperfine.json"))["results"]]
        self.assertEqual(timed, ["sequential", "fork-pool:4"])

    def test_a_changed_byte_costs_the_time(self):
        self.assert_no_time(*self.compare(CORRUPTS_A_BYTE), "its output differs from sequential's")

    def test_a_request_too_many_costs_the_time(self):
        self.assert_no_time(*self.compare(ASKS_ONCE_TOO_OFTEN), r"not tasks \+ retries.*\b7 / 6 / 6 / 0\b")

    def test_a_page_that_is_no_task_costs_the_time(self):
        self.assert_no_time(*self.compare(ASKS_FOR_ANOTHER_PAGE_TOO), r"not tasks \+ retries.*\b7 / 7 / 6 / 0\b")

    def test_a_failure_costs_the_time_and_its_own_words_are_shown(self):
        self.assert_no_time(*self.compare(FAILS), "the run failed: the dog ate it")

    def test_a_hang_is_ended_and_costs_the_time(self):
        self.assert_no_time(*self.compare(HANGS, "--run-timeout", "3s"), "did not end in time")

    def test_no_output_costs_the_time(self):
        self.assert_no_time(*self.compare(WRITES_NOTHING), "its output cannot be read")

    def test_a_failure_in_a_later_round_costs_the_times_of_the_earlier_ones(self):
        self.assert_no_time(*self.compare(FAILS_IN_THE_SECOND_ROUND, "--rounds", "3"), "no second time")

    def test_wrong_output_outside_the_timed_runs_costs_the_time_too(self):
        self.assert_no_time(*self.compare(DIFFERS_WHEN_WATCHED), "its output differs from sequential's")

    def test_looking_at_many_processes_does_not_stretch_the_time_limit(self):
        out, stdout = self.compare(HANGS_WHEN_SAMPLED, "--run-timeout", "3s")
        self.assert_no_time(out, stdout, "did not end in time")
        sampled = harness.lines_of(os.path.join(os.path.dirname(out), "bin", "sampled"))
        self.assertLess(float(sampled[-1]) - float(sampled[-2]), 10)

    def test_when_none_is_right_there_is_no_table_and_no_picture(self):
        out, stdout = self.compare(CORRUPTS_A_BYTE, models="coroutine")
        self.assertIn("its output differs", stdout)
        self.assertIsNone(re.search(r"\d m?s\b", stdout.replace("20.0 ms each", "")), stdout)
        self.assertFalse(harness.results(out)["models"][0]["verified"])
        self.assertEqual([name for name in os.listdir(out) if re.match(r"(headline|budget|ecdf|timeline|cost)\.(en|zh)", name)], [])


if __name__ == "__main__":
    unittest.main()
