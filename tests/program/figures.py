# SPDX-License-Identifier: MIT
"""The figures' scripts, of the least and the oddest there can be to draw: by any gnuplot, without a word of it."""

import os
import re
import subprocess
import unittest
import xml.etree.ElementTree

import harness

WORDS = {"headline": 3, "budget": 13, "cost": 7, "ecdf": 4, "timeline": 4, "scaling": 5, "winners": 4, "forest": 21}  # lines
MODELS = "name,workers,colour,median_s,ci_low_s,ci_high_s,speedup,tutorial_s,pattern,bound_s"
ALONE = [MODELS, "sequential,1,#666666,0.13,,,1,,solid"]
TWO = [*ALONE, "fork-pool:4,4,#0072B2,0.055,,,2.4,,hatched"]
SPANS = "model,task,started_ns,parse_end_ns,outcome"
PANELS = "name,colour,lanes,shown,workers,loops,merged,most_in_flight,most_computing,end_s"
STATES = ["state,colour,height,words,shown", "queued,#818b9a,0.15,TIMELINE_QUEUED,{queued}",
          "parsing,#d6215f,1,TIMELINE_PARSING,0", "working,#d6215f,1,TIMELINE_WORKING,0",
          "waiting,#4a90d9,0.6,TIMELINE_WAITING,{waiting}", "failed,currentColor,0,TIMELINE_FAILED,{failed}"]
PIECES = "model,lane,state,begin_s,end_s"
ACTIVITY = ["model,begin_s,end_s,in_flight,computing", "0,0,0.02,1,0"]
SWEEP = ("model,label,colour,in_flight,median_s,ci_low_s,ci_high_s,tasks_per_s,tasks_per_s_low,tasks_per_s_high,"
         "bound_tasks_per_s,peak_own_memory_bytes")
RUNS = "model,label,round,wall_s,tasks_per_s"
WINNERS = "latency_s,parse_cost_s,winner,colour,second,second_colour,factor,verdict,rounds"
BUDGET = "name,median_s,bound_s,latency_s,computing_s,queueing_s,workers_s,lock_s,rate_s,faults_s,startup_s,late_s,rest_s"
COMPARE = "model,metric,ratio,ci_low,ci_high,margin,verdict"


class Figures(unittest.TestCase):
    def draw(self, name, **files):
        """The SVG in English of these CSV files; drawn in the other language and as PNG, too."""
        with harness.folder() as base:
            for file, lines in files.items():
                harness.write_lines(os.path.join(base, file + ".csv"), lines)
            for language in ("en", "zh"):
                words = [f"{language}-{i}" for i in range(WORDS[name])]
                harness.write_lines(os.path.join(base, f"{name}.{language}.txt"), words)
                for kind in ("svg", "png"):
                    out = os.path.join(base, f"{name}.{language}.{kind}")
                    script = os.path.join(harness.ROOT, "scripts", "plots", name + ".gp")
                    ran = subprocess.run(
                        ["gnuplot", "-d", "-e", harness.figure_words(language), "-c", script, base, out, language],
                        capture_output=True, encoding="utf-8", timeout=harness.PATIENCE_S, check=False)
                    self.assertEqual((ran.returncode, ran.stdout, ran.stderr), (0, "", ""), (language, kind))
                    self.assertGreater(os.path.getsize(out), 1000, (language, kind))
            return harness.read(base, name + ".en.svg")

    def texts(self, name, **files):
        """What is to be read in that picture, a piece a string."""
        drawn = xml.etree.ElementTree.fromstring(self.draw(name, **files))
        return ["".join(text.itertext()).strip() for text in drawn.iter("{http://www.w3.org/2000/svg}text")]

    def headline(self, models, rounds=1):
        times = [f"{row[0]},{i + 1},{row[3]}" for row in (model.split(",") for model in models[1:]) for i in range(rounds)]
        return {"models": models, "runs": ["name,round,wall_s", *times]}

    def test_one_round_without_an_interval(self):
        for models in ALONE, TWO:
            texts = self.texts("headline", **self.headline(models))
            self.assertEqual(sorted({text[:5] for text in texts if text[:1] == "×"}), ["×1.00", "×2.40"][:len(models) - 1])
            self.assertNotIn("95 % confidence interval", texts)

    def test_a_tutorial_or_an_interval_of_some_only(self):
        files = self.headline([MODELS, "sequential,1,#666666,2.5,2.4,2.6,1,2.51,solid",
                               "fork-pool:4,4,#0072B2,0.655,,,2.4,0.7,solid",
                               "coroutine,6,#009E73,0.135,0.135,0.135,3.8,,dotted"], rounds=6)
        self.assertIn("95 % confidence interval", self.texts("headline", **files))
        # White is what lies below the runs and the tutorial, nothing else: gnuplot 6 by itself cuts bars open, too.
        white = re.findall(r"<use [^>]* color='(?:rgb\(255, 255, 255\)|#FFFFFF)'", self.draw("headline", **files))
        self.assertEqual(len(white), 3 * 6 + 2)

    def test_a_cost_of_0_everywhere(self):
        self.assertEqual(self.texts("cost", models=ALONE, cost=["name,colour,cpu,memory,processes,threads,switches",
                                                                "sequential,#666666,0,0,0,0,0"]).count("0"), 5)

    def test_a_budget_has_the_parts_that_there_are_and_their_shares(self):
        texts = self.texts("budget", budget=[BUDGET, "sequential,2,1.9,0.03,0.03,0,1.84,0,0,0,0.06,0,0.04",
                                             "coroutine,0.2,0.08,0.03,0.001,0.119,0,0,0,0,0.02,0,0.03"])
        self.assertEqual([text for text in texts if "%" in text], ["92 %", "15 %", "60 %", "10 %", "15 %"])
        legend = [text for text in texts if text.startswith("en-") and int(text[3:]) > 1]
        self.assertEqual(legend, [f"en-{i}" for i in (2, 3, 4, 5, 9, 11, 12)])  # no lock, rate, late answers or faults
        self.assertIn("2.00 s", texts)

    def test_a_budget_that_is_all_one_part_and_a_bound_beyond_it(self):
        texts = self.texts("budget", budget=[BUDGET, "a,0.0005,0.0006,0,0,0,0,0,0,0,0,0,0.0005"])
        self.assertEqual([text for text in texts if "%" in text], ["100 %"])
        self.assertIn("500 µs", texts)

    def test_a_cost_that_is_not_known_has_no_bar(self):
        for memory in ("", ""), ("", "4.5"):
            rows = [f"{name},#666666,1,{said},2,3,5" for name, said in zip(("sequential", "fork-pool:4"), memory)]
            texts = self.texts("cost", models=TWO, cost=["name,colour,cpu,memory,processes,threads,switches", *rows])
            self.assertEqual((texts.count("–"), texts.count("4.50")), (memory.count(""), memory.count("4.5")))

    def test_the_curve_of_tasks_that_all_took_the_same_rises_to_the_top(self):
        for tasks in 1, 3:
            spans = [SPANS, *(f"sequential,{i},1000,21001000,0" for i in range(tasks))]
            drawn = self.draw("ecdf", spans=spans, models=ALONE)
            curve = " ".join(re.findall(r"<path stroke='rgb\(102, 102, 102\)'[^>]*>", drawn))
            lines = re.findall(r"([\d.]+),([\d.]+) L([\d.]+),([\d.]+)", curve)
            self.assertEqual([round(float(y) - float(to_y)) for x, y, to_x, to_y in lines if x == to_x], [317])

    def test_the_bound_is_a_tick_where_it_is_known(self):
        with_bound = [MODELS, "sequential,1,#666666,2.5,,,1,,solid,2.4", "own,4,#0072B2,0.7,,,2.4,,solid,"]
        for models, marks in ((with_bound, 2), (TWO, 0), ([line.removesuffix(",bound_s") for line in TWO], 0)):
            drawn = self.draw("headline", **self.headline(models))
            self.assertEqual("bound: no program can be faster with this many workers" in drawn, bool(marks))
            ticks = re.findall(r"<path stroke='rgb\( 31,  41,  55\)'  d='M[\d.]+,[\d.]+ L[\d.]+,[\d.]+[^']*'", drawn)
            self.assertEqual(len({tick for tick in ticks}), marks, ticks)  # the legend's, and one on the bar

    def timeline(self, state, panel):
        states = [line.format(**{"queued": 0, "waiting": 0, "failed": 0, state: 1}) for line in STATES]
        return self.texts("timeline", panels=[PANELS, panel], states=states, timeline=[PIECES, f"0,0,{state},0,0.02"],
                          activity=ACTIVITY)

    def test_one_state_and_at_most_one_failure(self):
        for state, marks in ("waiting", 0), ("failed", 2):  # one of which is the legend's
            texts = self.timeline(state, "sequential,#666666,1,1,1,0,0,1,1,0.02")
            self.assertEqual(texts.count("×"), marks)
            self.assertIn("failed attempt" if marks else "waiting", texts)  # and nothing else is in the legend
            self.assertEqual({"queued", "waiting" if marks else "failed attempt"} & set(texts), set())

    def test_how_many_workers_were_needed_and_are_shown_is_said_where_it_is_not_all(self):
        for lanes, shown, workers, said in ((10, 10, 10, ""), (10, 10, 12, " · 10 of 12 needed"),
                                            (50, 24, 63, " · 50 of 63 needed · 24 of 50 shown")):
            texts = self.timeline("waiting", f"pthread-pool,#666666,{lanes},{shown},{workers},0,0,1,1,0.02")
            self.assertIn("en-3" + said, texts)

    def test_one_point_of_a_sweep(self):
        for value in "0", "0.01":
            self.assertNotIn("not measured", self.texts(
                "scaling", sweep=["latency_s," + SWEEP, value + ",a,a,#666666,1,1,,,6,,,7,5000000"],
                runs=["latency_s," + RUNS, value + ",a,a,1,1,6"]))

    def test_memory_of_some_points_or_of_none(self):
        for memory in "", "9000000":
            sweep = ["workers," + SWEEP, "1,a,a:1,#666666,1,1,,,6,,,7,", "2,a,a:2,#666666,1,1,,,90,,,140," + memory]
            texts = self.texts("scaling", sweep=sweep, runs=["workers," + RUNS, "1,a,a:1,1,1,6", "2,a,a:2,1,1,90"])
            self.assertEqual("not measured" in texts, not memory)
            self.assertIn("140", texts)  # of all points, whatever else is known of them

    def test_the_same_everywhere_with_neither_memory_nor_bound(self):
        self.draw("scaling", sweep=["workers," + SWEEP, "1,sequential,sequential,#666666,1,1,,,6,,,,"],
                  runs=["workers," + RUNS, "1,sequential,sequential,1,1,6"])

    def winners(self, *rows, models=("a", "b")):
        sweep = ["latency_s,parse_cost_s,model,label,colour", *(f"0,0,{name},{name},#0072B2" for name in models)]
        return self.texts("winners", sweep=sweep, winners=[WINNERS, *rows])

    def test_one_cell_of_a_map(self):
        twice = "2.0: twice the speed of the second"
        self.assertIn(twice, self.winners("0,0,a,#0072B2,b,#0072B2,2.01,wins,3"))
        self.assertIn("① ≈ ②", self.winners("0,0,a,#0072B2,b,#0072B2,1.01,tie,3"))
        self.assertIn("?", self.winners("0,0,a,#0072B2,b,#0072B2,1.01,undecided,48"))
        self.assertNotIn(twice, self.winners("0,0,a,#0072B2,,,,alone,3", models="a"))

    def test_a_map_of_before_has_ties_and_open_cells_in_one(self):
        texts = self.winners("0,0,a,#0072B2,b,#0072B2,2.01,0", "0,0.01,b,#0072B2,a,#0072B2,1.01,1")
        self.assertIn("2.0", texts)
        self.assertIn("?", texts)

    def test_a_cell_without_a_second_names_its_winner(self):
        texts = self.winners("0,0,a,#0072B2,b,#0072B2,2.01,wins,3", "0,0.01,b,#0072B2,,,,alone,3")
        self.assertIn("① 2.0", texts)
        self.assertIn("②", texts)

    def test_no_change_and_no_margin(self):
        self.draw("forest", compare=[COMPARE, "a,wall,1,1,1,0,same", "a,memory,1,,,0,shown"])

    def test_a_verdict_on_nothing_known(self):
        self.draw("forest", compare=[COMPARE, "a,wall,,,,0.03,inconclusive"])


if __name__ == "__main__":
    unittest.main()
