# SPDX-License-Identifier: MIT
"""What the user has stays: no command and no program removes or overwrites what it did not make."""

import os
import shutil
import stat
import subprocess
import unittest

import harness

FAST = (*harness.FAST, "--quiet", "--models", "coroutine")
WORK = os.path.join(harness.BIN, "manyhands-work")
DEAD = "http://127.0.0.1:1/sitehome/p/{page}"  # where nobody listens

setUpModule = harness.without_pictures


def kinds(base):
    """Makes what can stand at a path: a function each, and what it must still be afterwards."""
    target = os.path.join(base, "target")
    harness.write_program(target, "mine\n")

    def file(path):
        harness.write_program(path, "mine\n")

    def folder(path):
        os.mkdir(path)
        harness.write_program(os.path.join(path, "logo.svg"), "mine\n")

    def link(to):
        return lambda path: os.symlink(to, path)

    return {"file": file, "folder": folder, "link": link(target), "link to a folder": link(base),
            "dangling link": link(os.path.join(base, "nowhere")), "link to /dev/null": link("/dev/null"),
            "pipe": os.mkfifo, "empty folder": os.mkdir}


def state(path):
    """All there is below it, without reading from pipes or going through links."""
    found = {}
    for base, folders, files in os.walk(path):
        for name in folders + files:
            at = os.path.join(base, name)
            mode = os.lstat(at).st_mode
            if stat.S_ISLNK(mode):
                found[at] = os.readlink(at)
            elif stat.S_ISREG(mode):
                with open(at, "rb") as file:
                    found[at] = file.read()
            else:
                found[at] = stat.S_IFMT(mode)
    return found


class Refusal(unittest.TestCase):
    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.out = os.path.join(self.base, "out")
        self.log = os.path.join(self.base, "log")
        self.path = harness.logging_hyperfine(os.path.join(self.base, "path"), self.log)

    def refuse(self, *arguments, name):
        """Nothing changes, nothing was measured, and a line names what is in the way."""
        before = state(self.out)
        ran = harness.run(*arguments, env=harness.environment({"PATH": self.path}))
        harness.assert_refused(self, ran, f"'{os.path.join(self.out, name)}'")
        self.assertEqual(state(self.out), before, (arguments, name))
        self.assertFalse(os.path.exists(self.log), (arguments, name))


class Results(Refusal):
    RUN = ("results.json", "hyperfine.json", "articles.csv", "models.csv", "runs.csv", "cost.csv", "spans.csv",
           "failures.csv", "summary.md", "summary.zh-CN.md", "report.html", "trace.json", "panels.csv", "timeline.csv",
           "activity.csv", "states.csv", "race.animated.svg", "race.animated.zh-CN.svg", "headline.en.svg", "headline.zh.png",
           "timeline.zh.txt", "ecdf.en.png", "cost.en.txt", "made-by-manyhands.txt")
    OTHERS = {("sweep", "--over", "workers=1,2", *FAST): ("sweep.json", "sweep.csv", "runs.csv", "winners.csv",
                                                          "scaling.en.svg", "winners.zh.png", "summary.md", "report.html"),
              ("count", "--models", "coroutine", "--tasks", "2"): ("counts.json",),
              ("selftest",): ("selftest.json", "selftest.csv")}

    def refuse_each(self, command, names, makers):
        for name in names:
            for kind, make in makers.items():
                with self.subTest(command=command, name=name, kind=kind):
                    os.mkdir(self.out)
                    make(os.path.join(self.out, name))
                    self.refuse(*command, "--out", self.out, name=name)
                    shutil.rmtree(self.out)

    def test_whatever_has_the_name_of_a_result_of_run_stays(self):
        makers = kinds(self.base)
        self.refuse_each(("run", *FAST), self.RUN, {"file": makers["file"]})
        self.refuse_each(("run", *FAST), ("report.html", "failures.csv", "headline.en.svg"), makers)

    def test_pictures_of_the_users_own_stay(self):
        for where in (self.out, "."):
            os.mkdir(self.out)
            kinds(self.base)["folder"](os.path.join(self.out, "images"))
            before = state(self.out)
            ran = harness.run("run", "--workload", "images", *FAST, "--out", where, cwd=self.out)
            self.assertEqual(ran.returncode, 2)
            self.assertIn(os.path.join(where, "images"), ran.stderr)
            self.assertEqual(state(self.out), before)
            shutil.rmtree(self.out)
        self.refuse_each(("run", "--workload", "images", *FAST), ("images", "images.csv"), kinds(self.base))

    def test_so_it_is_for_the_other_commands(self):
        for command, names in self.OTHERS.items():
            self.refuse_each(command, names, {"file": kinds(self.base)["file"]})

    def test_what_no_command_would_write_is_no_hindrance_and_stays(self):
        os.mkdir(self.out)
        for name in ("notes.md", "movies.csv", "counts.json", "headline.de.svg", "images", "report.html.bak"):
            kinds(self.base)["folder" if name == "images" else "file"](os.path.join(self.out, name))
        before = state(self.out)
        ran = harness.run("run", *FAST, "--out", self.out)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual({path: text for path, text in state(self.out).items() if path in before}, before)

    def test_a_file_as_the_folder_is_refused_and_stays(self):
        for kind in ("file", "dangling link", "link", "pipe", "link to /dev/null"):
            kinds(self.base)[kind](self.out)
            for command in (("run", *FAST), *self.OTHERS):
                harness.assert_refused(self, harness.run(*command, "--out", self.out))
                self.assertTrue(os.path.lexists(self.out), (kind, command))
            os.remove(self.out)


class Again(Refusal):
    """A folder that has results already."""

    def setUp(self):
        super().setUp()
        ran = harness.run("run", "--workload", "images", *FAST, "--out", self.out)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.images = ("run", "--workload", "images", *FAST, "--out", self.out)

    def test_results_are_replaced_by_new_ones(self):
        for command in (self.images, ("run", *FAST, "--out", self.out), ("report", self.out), self.images):
            ran = harness.run(*command)
            self.assertEqual(ran.returncode, 0, (command, ran.stderr))
        names = harness.read(self.out, "made-by-manyhands.txt").splitlines()[1:]
        self.assertEqual(sorted(line[66:] for line in names),
                         sorted(name for name in os.listdir(self.out) if name != "made-by-manyhands.txt"))
        checked = subprocess.run(["sha256sum", "--check", "--quiet"], cwd=self.out, encoding="utf-8", check=False,
                                 input="".join(line + "\n" for line in names if not line.endswith("  images")))
        self.assertEqual(checked.returncode, 0)

    def test_what_another_workload_left_goes_unless_somebody_changed_it(self):
        self.assertEqual(harness.run("run", *FAST, "--out", self.out).returncode, 0)
        self.assertEqual({"articles.csv", "images.csv", "images"} & set(os.listdir(self.out)), {"articles.csv"})
        self.assertNotRegex(harness.read(self.out, "made-by-manyhands.txt"), "images")
        with open(os.path.join(self.out, "articles.csv"), "a", encoding="utf-8") as file:
            file.write("mine\n")
        self.assertEqual(harness.run(*self.images).returncode, 0)
        self.assertTrue(harness.read(self.out, "articles.csv").endswith("mine\n"))
        self.assertIn("images", os.listdir(self.out))

    def test_a_copy_and_a_moved_folder_are_as_good(self):
        copy = os.path.join(self.base, "copy")
        shutil.copytree(self.out, copy)
        for command in (("run", *FAST, "--out", copy), ("report", copy)):
            self.assertEqual(harness.run(*command).returncode, 0)
        os.rename(copy, copy + "2")
        self.assertEqual(harness.run("run", *FAST, "--out", copy + "2").returncode, 0)

    def test_what_was_put_into_a_folder_of_pictures_stays(self):
        kinds(self.base)["file"](os.path.join(self.out, "images", "logo.svg"))
        self.refuse(*self.images, name="images")
        self.assertEqual(harness.run("run", *FAST, "--out", self.out).returncode, 0)  # which has no pictures
        self.assertEqual(harness.read(self.out, "images", "logo.svg"), "mine\n")

    def test_what_was_edited_stays(self):
        for name in ("summary.md", "report.html"):
            before = harness.read(self.out, name)
            with open(os.path.join(self.out, name), "a", encoding="utf-8") as file:
                file.write("mine\n")
            self.refuse(*self.images, name=name)
            harness.write_program(os.path.join(self.out, name), before)
        self.assertEqual(harness.run(*self.images).returncode, 0)

    def test_a_link_in_the_place_of_a_result_stays(self):
        elsewhere = os.path.join(self.base, "report.html")
        shutil.move(os.path.join(self.out, "report.html"), elsewhere)
        os.symlink(elsewhere, os.path.join(self.out, "report.html"))
        self.refuse(*self.images, name="report.html")
        self.refuse("report", self.out, name="report.html")

    def test_report_replaces_what_it_draws_only_and_only_what_was_drawn(self):
        for name in ("summary.md", "runs.csv"):
            kinds(self.base)["file"](os.path.join(self.out, name))
        self.assertEqual(harness.run("report", self.out).returncode, 0)
        self.assertEqual(harness.read(self.out, "summary.md"), "mine\n")
        kinds(self.base)["file"](os.path.join(self.out, "trace.json"))
        self.refuse("report", self.out, name="trace.json")
        os.remove(os.path.join(self.out, "trace.json"))
        for name in os.listdir(self.out):
            if name not in ("results.json", "spans.csv", "report.html"):
                path = os.path.join(self.out, name)
                (shutil.rmtree if os.path.isdir(path) else os.remove)(path)
        self.refuse("report", self.out, name="report.html")

    def test_what_comes_in_between_stays(self):
        os.remove(os.path.join(self.out, "summary.md"))
        process = harness.start(*self.images, "--latency", "300ms", env=harness.environment(), encoding="utf-8")
        self.assertTrue(harness.wait_until(lambda: any(name.startswith(".run-") for name in os.listdir(self.out))))
        kinds(self.base)["file"](os.path.join(self.out, "summary.md"))
        _, err = process.communicate(timeout=harness.PATIENCE_S)
        self.assertEqual(process.returncode, 2)
        self.assertIn("summary.md", err)
        self.assertEqual(harness.read(self.out, "summary.md"), "mine\n")


class Comparisons(Refusal):
    def test_compare_leaves_what_is_not_its_own(self):
        earlier = os.path.join(self.base, "earlier")
        self.assertEqual(harness.run("run", *FAST, "--rounds", "2", "--out", earlier).returncode, 0)
        for name in ("compare.json", "compare.csv", "forest.en.svg", "report.html"):
            os.mkdir(self.out)
            kinds(self.base)["file"](os.path.join(self.out, name))
            self.refuse("compare", earlier, earlier, "--out", self.out, name=name)
            shutil.rmtree(self.out)
        for _ in range(2):
            self.assertEqual(harness.run("compare", earlier, earlier, "--out", self.out).returncode, 0)


class Work(unittest.TestCase):
    """manyhands-work: what is named is replaced as other tools do it, nothing else."""

    def setUp(self):
        self.base = self.enterContext(harness.folder())
        self.rows = os.path.join(self.base, "rows.csv")

    def work(self, *options, out=None, steps="1"):
        command = [WORK, "--model", "sequential", "--out", out or self.rows, *options]
        if "--workload" not in options:
            command += ["--workload", "compute", "--steps", steps, "--tasks", "2"]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False,
                              timeout=harness.PATIENCE_S)

    def refuse(self, *options, path, out=None):
        before = state(self.base)
        ran = self.work(*options, out=out, steps="1000000000")
        harness.assert_refused(self, ran, f"'{path}'")
        self.assertEqual(state(self.base), before)

    def test_a_file_that_was_named_is_replaced_and_nothing_else_is(self):
        for kind, make in kinds(self.base).items():
            make(self.rows)
            if kind == "file":
                self.assertEqual(self.work().returncode, 0)
                self.assertNotIn("mine", harness.read(self.rows))
            else:
                self.refuse(path=self.rows)
            if os.path.isdir(self.rows) and not os.path.islink(self.rows):
                shutil.rmtree(self.rows)
            else:
                os.remove(self.rows)

    def test_names_that_only_follow_are_not_taken_from_their_owner(self):
        partial = self.rows + ".partial"
        for kind, make in kinds(self.base).items():
            make(partial)
            self.refuse(path=partial)
            if kind.endswith("folder") and not kind.startswith("link"):
                shutil.rmtree(partial)
            else:
                os.remove(partial)
        pictures = os.path.join(self.base, "photos")
        os.mkdir(pictures)
        harness.write_program(pictures + ".csv", "mine\n")
        self.refuse("--workload", "images", "--url", DEAD, "--attempts", "1", path=pictures + ".csv", out=pictures)
        self.refuse("--workload", "copy", "--from", self.base, path=pictures + ".csv", out=pictures)

    def test_an_earlier_partial_result_is_replaced(self):
        options = ("--workload", "articles", "--url", DEAD, "--attempts", "1", "--tasks", "1")
        for _ in range(2):
            self.assertEqual(self.work(*options).returncode, 1)
            self.assertEqual(os.listdir(self.base), ["rows.csv.partial"])

    def test_a_list_of_failures_is_removed_only_if_it_is_one(self):
        failures = os.path.join(self.base, "failures.csv")
        for kind, make in kinds(self.base).items():
            make(failures)
            self.refuse("--failures", failures, path=failures)
            if kind.endswith("folder") and not kind.startswith("link"):
                shutil.rmtree(failures)
            else:
                os.remove(failures)
        self.refuse("--failures", "/dev/null", path="/dev/null")
        failing = ("--workload", "articles", "--url", DEAD, "--attempts", "1", "--tasks", "1")
        for _ in range(2):
            self.assertEqual(self.work("--failures", failures, *failing).returncode, 1)
            self.assertEqual(len(harness.lines_of(failures)), 2)
        self.assertEqual(self.work("--failures", failures).returncode, 0)
        self.assertFalse(os.path.exists(failures))
        open(failures, "w", encoding="utf-8").close()  # as mktemp makes it
        self.assertEqual(self.work("--failures", failures).returncode, 0)
        self.assertEqual(harness.read(failures), "")

    def test_one_file_is_not_two_results(self):
        harness.write_program(self.rows, "")
        other = os.path.join(self.base, "other")
        os.link(self.rows, other)
        self.refuse("--spans", self.rows, path=self.rows)
        self.refuse("--failures", self.rows, path=self.rows)
        self.refuse("--spans", other, path=other)
        self.refuse("--spans", "new", "--failures", "new", path="new")

    def test_a_place_that_cannot_be_written_is_refused_before_the_work(self):
        for flag in ("--spans", "--failures"):
            for path in (self.base, os.path.join(self.base, "nowhere", "file"), ""):
                self.refuse(flag, path, path=path)

    def test_spans_go_into_a_device_or_a_pipe_too(self):
        ran = self.work("--spans", "/dev/null")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))


del Refusal  # has no tests of its own

if __name__ == "__main__":
    unittest.main()
