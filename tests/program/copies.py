# SPDX-License-Identifier: MIT
"""manyhands-work --workload copy from outside: where a copy goes, what is refused, and how it ends.

MANYHANDS_REDUCED=1 (sanitizers) allows more time."""

import os
import re
import signal
import socket
import subprocess
import time
import unittest

import models
from agreement import BIN
from jobs import (FORKED, MODELS, REDUCED, JobTest, command, finish, kill_a_child, listing, make_tree, rows_of,
                  start, work)
from patience import assert_within, wait_until

NOBODY = 65534
SPARSE_S = 10 if REDUCED else 3  # a gigabyte of holes, whatever else the machine does: read as bytes it takes longer
FILES, FILE_BYTES = 600, 1 << 18
SLOWLY = ["--rate", "300"]  # files a second: some disks copy all of them in no time


def may_run(user):
    """Whether `user` gets at the programs: not where the repository is in somebody's closed folder."""
    try:
        ran = subprocess.run([BIN / "manyhands-work", "--version"], capture_output=True, check=False, **user)
    except PermissionError:
        return False
    return ran.returncode == 0


class CopyTest(JobTest):
    """A test with a small folder, `tree`, to copy."""

    def setUp(self):
        super().setUp()
        self.tree = self.folder / "tree"
        make_tree(self.tree)

    def copy(self, *options, model="sequential", **more):
        """Runs a copy in the test's folder. Returns its status, its report and what it said."""
        words = [BIN / "manyhands-work", "--exit-with-parent", "--workload", "copy", "--model", model, *options]
        return finish(start([os.path.abspath(words[0]), *words[1:]], cwd=self.folder, **more))

    def assert_copy(self, into, of=None):
        original, copy = listing(of or self.tree), listing(into)
        self.assertEqual(set(copy), set(original))
        for path, one in original.items():
            self.assertTrue(copy[path].is_copy_of(one), (path, copy[path], one))

    def make_many(self):
        """A folder of many files that are one on the disk: made at once, and long to copy."""
        many = self.folder / "many"
        many.mkdir()
        (many / "0").write_bytes(os.urandom(FILE_BYTES))
        for number in range(1, FILES):
            os.link(many / "0", many / str(number))
        return many


class Places(CopyTest):
    def test_a_copy_is_beside_the_original_and_its_rows_beside_it(self):
        for name in ["tree", "tree/", "tree///", "./tree", str(self.tree) + "/"]:
            with self.subTest(name):
                before = set(os.listdir(self.folder))
                status, report, errors = self.copy("--from", name)
                self.assertEqual((status, errors), (0, ""))
                self.assertEqual(set(os.listdir(self.folder)) - before, {"tree[复件]", "tree[复件].csv"})
                self.assert_copy(self.folder / "tree[复件]")
                rows = self.folder / "tree[复件].csv"
                self.assertEqual(len(rows_of(rows.read_bytes())), 1 + report["rows"])
                rows.unlink()
                (self.folder / "tree[复件]").rename(self.folder / f"done {len(before)}")

    def test_out_says_where_else(self):
        (self.folder / "there").mkdir(mode=0o700)
        (self.folder / "tree-2").mkdir()  # a name that only begins alike is not inside
        for name in ["new", "new folder///", "there", "tree-2", "tree-3", '新 "x"\n', "-x"]:
            with self.subTest(name):
                before = set(os.listdir(self.folder))
                status, _, errors = self.copy("--from", "tree", f"--out={name}")
                self.assertEqual((status, errors), (0, ""))
                self.assertEqual(set(os.listdir(self.folder)) - before - {name.strip("/")}, {name.strip("/") + ".csv"})
                self.assert_copy(self.folder / name)

    def test_where_it_cannot_go_is_refused_and_nothing_is_made(self):
        (self.folder / "full").mkdir()
        (self.folder / "full" / "x").touch()
        (self.folder / "link").symlink_to("tree")
        before = listing(self.folder)
        inside = "the copy would be inside of it"
        for source, into, why in [
                ("tree", "tree", inside), ("tree", "tree/copy", inside), ("tree", "tree/empty", inside),
                ("tree/深/..", "tree/深/er/copy", inside), ("tree", "link/copy", inside), ("link", "tree/copy", inside),
                (".", None, inside), ("/", "copy", inside), ("tree", "full", "that folder is not empty"),
                ("nothing", "copy", "no such file or directory"), ("", "copy", "no such file or directory"), ("tree/a.txt", "copy", "not a directory"), ("tree", "tree/a.txt", "not a directory")]:
            for model in ["sequential", "fork-pool:3"]:
                with self.subTest(model, source=source, into=into):
                    status, report, errors = self.copy("--from", source, *(["--out", into] if into else []), model=model)
                    self.assertEqual((status, report), (2, {}))
                    where = into or source + "[复件]"
                    self.assertEqual(errors, f"manyhands-work: cannot copy '{source}' to '{where}': {why}\n")
                    self.assertEqual(listing(self.folder), before)

    def test_where_the_rows_cannot_go_no_folder_is_made(self):
        (self.folder / "taken.csv").mkdir()
        before = listing(self.folder)
        for into, why in [("taken", "is a directory"), ("no/copy", "no such file or directory")]:
            status, report, errors = self.copy("--from", "tree", "--out", into)
            self.assertEqual((status, report), (2, {}))
            self.assertEqual(errors, f"manyhands-work: cannot write '{into}.csv': {why}\n")
            self.assertEqual(listing(self.folder), before)


class Contents(CopyTest):
    def test_what_cannot_be_copied_is_named_and_all_else_is_there(self):
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        self.folder.chmod(0o777)
        (self.tree / "secret").write_text("x")
        (self.tree / "shut").mkdir()
        (self.tree / "shut" / "in").touch()
        os.mkfifo(self.tree / "pipe")
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind(str(self.tree / "plug"))
        errors = {"pipe": "not a file, folder or link", "plug": "not a file, folder or link",
                  "secret": "Permission denied", "shut": "Permission denied"}
        lost = {path.encode() for path in [*errors, "shut/in"]}
        for name in [".", "a.txt", "深/er", "sparse"]:  # what only some may read, or only they may give away
            (self.tree / name).chmod(0o755)
        (self.tree / "secret").chmod(0)
        (self.tree / "shut").chmod(0)
        self.addCleanup((self.tree / "shut").chmod, 0o700)
        if user and not may_run(user):
            self.skipTest("nobody may not run the programs")
        expected = {path: one for path, one in listing(self.tree).items() if path not in lost}
        for model in MODELS:
            with self.subTest(model):
                place = self.folder / model
                place.mkdir()
                place.chmod(0o777)
                status, report, said = self.copy("--from", "tree", "--out", f"{model}/out", "--failures",
                                                 f"{model}/failures.csv", model=model, **user)
                self.assertEqual((status, report["failed"], report["retries"]), (1, len(errors), 0))
                self.assertEqual(sorted(os.listdir(place)), ["failures.csv", "out", "out.csv.partial"])
                named = rows_of((place / "failures.csv").read_bytes())
                self.assertEqual(sorted(row[1:] for row in named[1:]),
                                 sorted([name, "1", error] for name, error in errors.items()))
                for name, error in errors.items():
                    self.assertRegex(said, rf"(?m)^manyhands-work: task \d+ '{name}' failed after 1 attempts: {error}$")
                self.assertEqual(said.count("\n"), len(errors))
                found = listing(place / "out")
                self.assertEqual(set(found), set(expected))
                for path, one in expected.items():
                    self.assertTrue(found[path].is_copy_of(one), (path, found[path], one))
                rows = rows_of((place / "out.csv.partial").read_bytes())
                self.assertEqual({os.fsencode(row[0]) for row in rows[1:]}, set(expected))

    def test_a_gigabyte_of_holes_takes_no_time_and_no_room(self):
        big = self.folder / "big"
        big.mkdir()
        with open(big / "sparse", "wb") as file:
            for at in [0, 1 << 29, (1 << 30) - 5]:
                file.seek(at)
                file.write(b"data\n")

        def copy(model):
            began = time.monotonic()
            ran = self.work("copy", model, "--from", big)
            took_s = time.monotonic() - began
            self.assert_well(ran)
            return took_s

        for model in MODELS:
            with self.subTest(model):
                assert_within(self, SPARSE_S, lambda one=model: copy(one))
                self.assert_copy(self.place / "out", big)
                with open(self.place / "out" / "sparse", "rb") as file:
                    for at in [0, 1 << 29, (1 << 30) - 5]:
                        file.seek(at)
                        self.assertEqual(file.read(6), b"data\n" + (b"" if at > 1 << 29 else b"\0"))


class Endings(CopyTest):
    def test_a_signal_leaves_whole_files_and_says_that_it_is_not_all(self):
        many = self.make_many()
        expected = listing(many)
        for model in MODELS:
            with self.subTest(model):
                place = self.folder / model
                place.mkdir()
                out = place / "out"
                process = start(command("copy", model, out, "--from", many, *SLOWLY))
                self.assertTrue(wait_until(lambda at=out: at.exists() and len(os.listdir(at)) > 10))
                process.send_signal(signal.SIGINT)
                status, report, errors = finish(process)
                self.assertEqual(status, -signal.SIGINT)
                self.assertEqual([name for name in os.listdir(out) if name not in os.listdir(many)], [])
                self.assertEqual(sorted(os.listdir(place)), ["out", "out.csv.partial"])
                self.assertLess(report["tasks"], 1 + FILES)
                self.assertEqual(errors, f"manyhands-work: interrupted: {report['tasks']} of {1 + FILES} tasks are in "
                                         f"'{out}.csv.partial'\n")
                found = listing(out)
                self.assertEqual({path for path, one in found.items() if path != b"." and not one.is_copy_of(expected[path])},
                                 set())
                rows = {os.fsencode(row[0]) for row in rows_of((place / "out.csv.partial").read_bytes())[1:]}
                self.assertEqual(len(rows), report["rows"])
                self.assertLessEqual(rows, set(found))

    def test_a_killed_worker_loses_no_file(self):
        many = self.make_many()

        def kill_twice(process):
            out = self.place / "out"
            for count in (20, FILES // 4):
                self.assertTrue(wait_until(lambda n=count: out.exists() and len(os.listdir(out)) > n))
                self.assertTrue(wait_until(lambda: kill_a_child(process)))

        for model in FORKED:
            with self.subTest(model):
                ran = self.work("copy", model, "--from", many, *SLOWLY, during=kill_twice)
                self.assertEqual((ran.status, ran.left, ran.report["failed"]), (0, [], 0), ran.errors)
                self.assertIn(len(re.findall(r"^manyhands-work: warning: worker \d died \(Killed\)", ran.errors, re.M)),
                                  models.deaths(model, 2))
                self.assertEqual([row[0] for row in rows_of(ran.rows)[1:]], [".", *sorted(os.listdir(many))])
                self.assert_copy(self.place / "out", many)

    def test_after_an_end_the_same_can_be_done_again_elsewhere(self):
        ran = self.work("copy", "pthread-pool:3", "--from", self.tree)
        self.assert_well(ran)
        again = work(self.place, "copy", "pthread-pool:3", "--from", self.tree)
        self.assertEqual((again.status, again.report, again.files), (2, {}, ran.files))
        self.assertEqual(again.rows, ran.rows)


if __name__ == "__main__":
    unittest.main()
