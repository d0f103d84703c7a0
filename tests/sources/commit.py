# SPDX-License-Identifier: MIT
"""A build says which commit it is of: that of now, and not of when it was configured."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
OBJECT = "bench/CMakeFiles/harness_host.dir/host/machine.c.o"  # has the name of the commit in it
NAME = "commit.marked"  # of a tag: to be found among the bytes of a program
IDENTITY = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@a", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@a",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def call(*command, cwd):
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ran = subprocess.run(command, cwd=cwd, env=env | IDENTITY, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode:
        raise AssertionError(f"{command}: {ran.stdout}{ran.stderr}")


class Commit(unittest.TestCase):
    def setUp(self):
        self.base = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.tree, self.build = self.base / "tree", self.base / "build"
        shutil.copytree(ROOT, self.tree, symlinks=True, ignore=shutil.ignore_patterns("build", "results", ".git"))
        call("cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", "-D", "MANYHANDS_TESTS=OFF", cwd=self.base)

    def commit(self, tag, folder):
        call("git", "add", "--all", cwd=folder)
        call("git", "commit", "--quiet", "--message", tag, cwd=folder)
        call("git", "tag", "--annotate", "--message", tag, NAME + tag, cwd=folder)

    def built(self):
        """The object, built anew where it must be."""
        call("cmake", "--build", self.build, "--target", OBJECT, cwd=self.base)
        return self.build / OBJECT

    def assert_says(self, name):
        self.assertIn(b"\0" + name.encode() + b"\0", self.built().read_bytes())

    def test_it_is_looked_up_at_each_build(self):
        self.assert_says("unknown")  # as unpacked from an archive
        call("git", "init", "--quiet", cwd=self.base)
        (self.base / ".gitignore").write_text("build/\n", encoding="utf-8")
        self.commit("-around", self.base)
        self.assert_says("unknown")  # the same inside somebody's repository
        call("git", "init", "--quiet", cwd=self.tree)
        self.commit("-1", self.tree)
        self.assert_says(NAME + "-1")
        before = self.built().stat().st_mtime_ns
        self.assertEqual(self.built().stat().st_mtime_ns, before)  # nothing to be done
        with open(self.tree / "README.md", "a", encoding="utf-8") as file:
            file.write("more\n")
        self.assert_says(NAME + "-1-dirty")
        self.commit("-2", self.tree)
        self.assert_says(NAME + "-2")


if __name__ == "__main__":
    if not shutil.which("git"):
        print("skipped: there is no git here")
        sys.exit(77)
    unittest.main()
