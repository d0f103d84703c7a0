# SPDX-License-Identifier: MIT
"""What `manyhands run` says of what makes its times mean less: of the machine and of the web server's own limit
before it times anything, of the times themselves afterwards."""

import os
import unittest

import harness

setUpModule = harness.without_pictures


class Disturbances(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")
        self.root = os.path.join(self.base, "root")

    def describe(self, path, content):
        """Writes a file below /proc or /sys of a described machine."""
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)

    def run_there(self, *more, capacity=False):
        env = harness.environment({"MANYHANDS_MACHINE": self.root})
        ran = harness.run("run", *harness.FAST, "--models", "sequential", "--out", self.out, *more, env=env,
                          capacity=capacity)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stderr

    def warnings(self, capacity=False):
        """Those of the results; of the web server's capacity, which a busy machine has little of, only if that is meant."""
        found = harness.results(self.out)["environment"]["warnings"]
        return [warning for warning in found if capacity or warning["kind"] != "origin-capacity"]

    def test_a_machine_that_is_well_is_not_spoken_of(self):
        self.describe("proc/loadavg", "0.00 0.00 0.00 1/100 1\n")
        self.assertEqual(self.run_there(), "")
        self.assertEqual(self.warnings(), [])

    def test_what_disturbs_is_said_in_the_readers_language_and_kept_in_both(self):
        self.describe("sys/class/power_supply/BAT0/status", "Discharging\n")
        self.describe("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n")
        english = self.run_there().splitlines()
        self.assertEqual([line.partition("warning: ")[0] for line in english], ["manyhands: "] * 2)
        chinese = self.run_there("--lang", "zh").splitlines()
        kept = self.warnings()
        self.assertEqual([warning["kind"] for warning in kept], ["battery", "governor"])
        self.assertEqual(["manyhands: " + warning["en"] for warning in kept], english)
        self.assertEqual(["manyhands: " + warning["zh"] for warning in kept], chinese)
        for warning in kept:
            self.assertIn(warning["en"], harness.read(self.out, "summary.md"))
            self.assertIn(warning["zh"], harness.read(self.out, "summary.zh-CN.md"))

    def test_the_origins_capacity_is_measured_and_a_demand_near_it_named_first(self):
        self.assertEqual(self.run_there(), "")
        self.assertGreater(harness.results(self.out)["reference"]["origin_capacity_per_s"], 100)
        self.describe("sys/class/power_supply/BAT0/status", "Discharging\n")
        # A film takes little to parse: some hundreds at once ask for more than one thread of a server can give.
        said = self.run_there("--workload", "movies", "--tasks", "400", "--latency", "0", "--models",
                              "pthread-pool:200", capacity=True)
        self.assertRegex(said, r"\A[^\n]*the web server gives about [\d,]+ pages a second here, and pthread-pool:200 ")
        self.assertEqual([warning["kind"] for warning in self.warnings(capacity=True)], ["origin-capacity", "battery"])

    def test_times_that_drift_are_named(self):
        programs = harness.copy_programs(self.base)
        runs = os.path.join(self.base, "runs")
        harness.replace_work(programs, f"""with open({runs!r}, "a") as file:
    file.write("x")
    time.sleep(0.1 * file.tell())
sys.exit(real())
""")
        ran = harness.run("run", *harness.FAST, "--models", "sequential", "--out", self.out, "--rounds", "12",
                          programs=programs)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        said = "warning: sequential: it rises or falls from round to round (drift)"
        self.assertIn(said, ran.stdout)
        self.assertIn(said, harness.read(self.out, "summary.md"))


if __name__ == "__main__":
    unittest.main()
