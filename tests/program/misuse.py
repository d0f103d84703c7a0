# SPDX-License-Identifier: MIT
"""Bad input of `manyhands`: status 2, one line on stderr, nothing on stdout, nothing written."""

import os
import unittest

import harness

setUpModule = harness.without_pictures

NO_COUNTS = ("0", "-1", "99999999999999999999", "1e3", "x", "", "4x", " 4", "+4", "1.5", "0x10")
NO_TIMES = ("600", "-1ms", "", "ms", "x", "1h", "1e3ms", "nan", "99999999s", "1ms2", " 1ms")


class Misuse(unittest.TestCase):
    def refuse(self, *arguments, says="", env=None, base=None, **more):
        """Holds that the command line is refused as it must be; `says` is part of the line."""
        base = base or self.enterContext(harness.folder())
        before = harness.snapshot(base)
        env = env or harness.environment()
        with self.subTest(arguments=arguments):
            ran = harness.run(*arguments, env=env, cwd=base, **more)
            harness.assert_refused(self, ran, says)
            self.assertEqual(harness.snapshot(base), before)
            self.assertEqual(harness.processes(env), [])

    def test_unknown_commands_are_refused(self):
        for command in ("walk", "", "Run", "--wrong", "-x", "--langx"):
            self.refuse(command, says="unknown command")
        self.refuse("--lang", "en", "walk", says="'walk'")
        for command in (("cuont",), ("help", "cuont"), ("--help", "cuont")):
            self.refuse(*command, says="unknown command 'cuont' (did you mean 'count'?); there are: run, count, ")

    def test_commands_without_arguments_take_none(self):
        self.refuse("list", "--format", "xml", says="'xml' is not valid; expected json")
        self.refuse("list", "--format", says="--format")
        for command in ("list", "--version", "--help"):
            self.refuse(command, "all", says="'all'")
            self.refuse(command, "--quiet", says="'--quiet'")

    def test_unknown_flags_are_refused_by_name(self):
        self.refuse("run", "--wrong", says="'--wrong'")
        self.refuse("run", "--wrong=3", says="'--wrong=3'")
        self.refuse("run", "--quiet=3", says="'--quiet=3'")
        self.refuse("run", "-xy", says="'-x'")
        self.refuse("run", "--help=x", says="'--help=x'")
        self.refuse("run", "tutorial", says="'tutorial'")
        self.refuse("run", "--", "--tasks", says="'--tasks'")

    def test_a_flag_without_its_value_is_refused(self):
        for flag in ("--tasks", "--models", "--out", "--url", "--latency", "--timeout"):
            self.refuse("run", flag, says=f"'{flag}'")
        self.refuse("run", "--lang", says="--lang")

    def test_unknown_names_are_refused(self):
        self.refuse("run", "--preset", "fast", says="unknown preset 'fast'")
        self.refuse("run", "--workload", "cooking", says="unknown workload 'cooking'")
        self.refuse("run", "--models", "green-threads", says="unknown model 'green-threads'")
        self.refuse("run", "--models", "", says="unknown model ''")
        self.refuse("run", "--models", "sequential,,coroutine", says="unknown model ''")
        self.refuse("run", "--models", "sequential,", says="unknown model ''")
        self.refuse("run", "--models", "coroutine,coroutine", says="'coroutine'")
        self.refuse("run", "--models", "coroutine:10,sequential,coroutine:10", says="'coroutine:10'")
        self.refuse("run", "--lang", "xx", says="'xx'")
        self.refuse("run", "--color", "blue", says="'blue'")

    def test_a_model_is_refused_twice_with_the_workers_that_it_has_in_the_end(self):
        twice = ("--models", "fork-pool,fork-pool:8")
        for flag in ("--workers", "--in-flight"):
            self.refuse("run", *twice, flag, "8", says="model 'fork-pool:8' is listed twice")
        self.refuse("run", "--preset", "equal", "--models", "fork-pool,fork-pool:10", says="'fork-pool:10' is listed twice")
        self.refuse("run", "--models", "pthread-pool,pthread-pool:20", "--workload", "movies", says="'pthread-pool:20'")
        self.refuse("run", "--models", "coroutine,coroutine", "--workers", "auto", says="'coroutine' is listed twice")
        cores = len(os.sched_getaffinity(0))  # what the formula asks for where nothing waits
        self.refuse("run", "--models", f"fork-pool,fork-pool:{cores}", "--workers", "auto", "--workload", "compute",
                    "--tasks", "20", "--quiet", says=f"'fork-pool:{cores}' is listed twice")
        self.refuse("count", *twice, "--workers", "8", says="'fork-pool:8' is listed twice")
        self.refuse("sweep", *twice, "--over", "workers=2..8", says="'fork-pool:8' is listed twice")
        self.refuse("sweep", *twice, "--over", "tasks=1..2", "--workers", "8", says="'fork-pool:8' is listed twice")
        self.refuse("compare", "--live", harness.BIN, harness.BIN, *twice, "--workers", "8", says="'fork-pool:8'")
        self.refuse("selftest", *twice, "--workers", "8", says="'fork-pool:8'")

    def test_a_model_with_other_workers_in_the_end_is_another(self):
        with harness.folder() as out:
            ran = harness.run("run", *harness.FAST, "--models", "fork-pool,fork-pool:4", "--workers", "2", "--out", out)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            self.assertRegex(ran.stdout, r"(?s)fork-pool:[24] .*fork-pool:[24] ")

    def test_workers_and_tasks_are_whole_numbers_from_one(self):
        for text in NO_COUNTS:
            self.refuse("run", "--tasks", text, says=f"'{text}'")
            self.refuse("run", "--rounds", text, says=f"'{text}'")
            self.refuse("run", "--models", "fork-pool:" + text, says=f"'fork-pool:{text}'")
        self.refuse("run", "--models", "sequential:2", says="'sequential:2'")

    def test_so_many_rounds_have_no_time_limit(self):
        self.refuse("run", "--rounds", "3", "--time-limit", "5s", says="--rounds and --time-limit")

    def test_times_need_a_unit_and_sense(self):
        for text in NO_TIMES:
            self.refuse("run", "--latency", text, says=f"'{text}'")
            self.refuse("run", "--jitter", text, says=f"'{text}'")
            self.refuse("run", "--run-timeout", text, says=f"'{text}'")

    def test_other_numbers_are_checked_as_well(self):
        for flag, text in (("--bandwidth", "250"), ("--bandwidth", "-1kB"), ("--port", "65536"), ("--seed", "-1"),
                           ("--rate", "0"), ("--rate", "-2"), ("--rate", "fast")):
            self.refuse("run", flag, text, says=f"'{text}'")

    def test_addresses_are_checked(self):
        self.refuse("run", "--url", "http://127.0.0.1/p/1", says="{page}")
        self.refuse("run", "--url", "ftp://127.0.0.1/{page}", says="{page}")
        self.refuse("run", "--url", "", says="--url")
        self.refuse("run", "--url", "http://127.0.0.1/" + "x" * 10000 + "{page}", says="--url")
        self.refuse("run", "--url", "https://example.org/{page}", says="--allow-remote")
        self.refuse("run", "--url", "http://127.0.0.1.example.org/{page}", says="--allow-remote")

    def test_the_line_is_in_the_language_asked_for(self):
        self.refuse("run", "--lang", "zh", "--tasks", "0", says="无效")
        self.refuse("walk", env=harness.environment({"LC_ALL": "zh_CN.UTF-8"}), says="未知命令")

    def test_a_long_line_is_still_one_line(self):
        self.refuse("run", "--tasks", "x" * 10000)
        self.refuse("run", "--lang", "zh", "--models", "模型" * 5000)
        self.refuse("run", "--lang", "zh", "--models", "x模型" * 5000)
        self.refuse("run", "--tasks", "1\n2", says="'1?2'")
        self.refuse("run", "--models", "\033[2J\x7f", says="'?[2J?'")


class Folders(unittest.TestCase):
    refuse = Misuse.refuse

    def setUp(self):
        self.base = self.enterContext(harness.folder())

    def refuse_folder(self, out, **more):
        self.refuse("run", *harness.FAST, "--out", out, base=self.base, says="cannot write", **more)

    def test_a_folder_that_cannot_be_is_refused(self):
        open(os.path.join(self.base, "file"), "w", encoding="utf-8").close()
        self.refuse_folder("file")
        self.refuse_folder("file/below")
        self.refuse_folder("/proc/results")
        self.refuse_folder("new/" + "x" * 300)
        self.refuse_folder("long/" * 1500)
        self.refuse("run", "--out", "", says="--out")

    def test_a_folder_of_somebody_else_is_refused(self):
        programs = harness.copy_programs(self.base)
        os.mkdir(os.path.join(self.base, "results"), 0o555)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        self.refuse_folder("results", programs=programs, **nobody)
        self.refuse_folder("results/new", programs=programs, **nobody)

    def test_nothing_is_made_where_the_comparison_cannot_begin(self):
        for missing in ("manyhands-work", "manyhands-origin"):
            programs = harness.copy_programs(os.path.join(self.base, missing))
            os.remove(os.path.join(programs, missing))
            self.refuse("run", *harness.FAST, "--out", "deep/er/results", base=self.base, programs=programs,
                        says=missing)


if __name__ == "__main__":
    unittest.main()
