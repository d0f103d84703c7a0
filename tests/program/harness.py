# SPDX-License-Identifier: MIT
"""What the tests of the harness share: running it, watching its processes, and changing what stands beside it."""

import contextlib
import fcntl
import json
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import unittest
import unittest.mock
import uuid

import jsonschema
from patience import PATIENCE_S, ended, wait_until

BIN = os.path.abspath(os.environ["MANYHANDS_BIN"])
PATH = os.environ["PATH"]
PROGRAMS = ("manyhands", "manyhands-work", "manyhands-origin", "manyhands-trace")
FAST = ("--latency", "20ms", "--tasks", "6", "--rounds", "1")
MODELS = ("sequential", "fork-pool:4", "pthread-pool:12", "coroutine")

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
with open(os.path.join(ROOT, "docs", "results.schema.json"), encoding="utf-8") as schema_file:
    SCHEMA = json.load(schema_file)

# The web server of a busy machine is slow: true, and no matter to most tests.
CAPACITY = re.compile(r"(?m)^manyhands: (warning: the web server gives about|警告：源服务器在本机每秒约能提供) [^\n]*\n")

# Every process of a run inherits this variable, so that it is known by its environment whoever its parent is.
MARK = "MANYHANDS_TEST_MARK"


def environment(changes=()):
    """The tests' own environment in plain English, on a machine that nothing is known of, so that a busy one does not
    warn; with changes, of which None takes a variable out."""
    variables = {name: value for name, value in os.environ.items() if name[:3] not in ("LC_", "LAN")}
    variables.update({MARK: uuid.uuid4().hex, "LC_ALL": "C.UTF-8", "MANYHANDS_MACHINE": "/nonexistent"})
    variables.pop("GITHUB_ACTIONS", None)  # there a line on stderr is an annotation
    variables.update(changes)
    return {name: value for name, value in variables.items() if value is not None}


def without_capacity(said):
    """What manyhands said on stderr, but for its warning of the web server's capacity."""
    return CAPACITY.sub("", said)


def start(*arguments, env=None, programs=BIN, **more):
    """Starts manyhands. `env`: as environment() gives it."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [os.path.join(programs, "manyhands"), *arguments]
    return subprocess.Popen(command, env=env or environment(), **{**streams, **more})


def run(*arguments, env=None, capacity=False, **more):
    """Runs manyhands to its end; stdout and stderr are text, the latter with its warning of the web server's capacity
    only if `capacity`. Nothing of it is left, whatever happens."""
    env = env or environment()
    process = start(*arguments, env=env, encoding="utf-8", **more)
    with ending(process, env):
        out, err = process.communicate(timeout=PATIENCE_S)
    if err and not capacity:
        err = without_capacity(err)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def assert_refused(case, ran, *says):
    """Holds that what a program said is status 2, nothing on stdout, and one line with these words."""
    case.assertEqual((ran.returncode, ran.stdout), (2, ""), (ran.args, ran.stderr))
    case.assertRegex(ran.stderr, rf"\A{os.path.basename(ran.args[0])}: [^\n]+\n\Z", ran.args)
    for words in says:
        case.assertIn(words, ran.stderr, ran.args)


def figure_words(language):
    """The words of the figures as manyhands gives them to gnuplot, for -e."""
    table = read(ROOT, "bench", "words", "message.def")
    words = re.findall(r'(?m)^MESSAGE\(((?:FIGURE|TIMELINE)_\w+), "(.*)", "(.*)"\)$', table)
    return ";".join(f"{name}='{chinese if language == 'zh' else english}'" for name, english, chinese in words)


def on_terminal(columns, *arguments):
    """What manyhands, run to its end, writes to a terminal that wide; its status must be 0."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = environment()
    process = start(*arguments, env=env, stdout=slave, stderr=slave)
    os.close(slave)
    late = threading.Timer(PATIENCE_S, process.kill)
    with ending(process, env), open(master, "rb", buffering=0) as file:
        said = b""
        late.start()
        with contextlib.suppress(OSError):  # a terminal that nobody has open any more
            while piece := file.read(4096):
                said += piece
        late.cancel()
        assert process.wait(PATIENCE_S) == 0, said
    return said.decode().replace("\r\n", "\n")


@contextlib.contextmanager
def ending(process, env):
    """Ends a started manyhands with all that belongs to it."""
    try:
        with ended(process):
            yield process
    finally:
        for pid in processes(env):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def read_proc(pid, name):
    try:
        with open(f"/proc/{pid}/{name}", "rb") as file:
            return file.read()
    except OSError:
        return b""


def processes(env):
    """The running processes that have the mark of this environment."""
    mark = f"{MARK}={env[MARK]}".encode()
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
    return [pid for pid in pids if mark in read_proc(pid, "environ").split(b"\0")]


def find(env, *words):
    """The running processes of this environment with all these words in their command line."""
    lines = {pid: read_proc(pid, "cmdline").decode(errors="replace") for pid in processes(env)}
    return [pid for pid, line in lines.items() if all(word in line for word in words)]


def parent(pid):
    """The process that started it; 0 when it is gone."""
    fields = read_proc(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def left_in(folder):
    """The names in a temporary folder. ThreadSanitizer makes a file there while a program starts: one that is ended in
    that instant leaves it, and it is not ours."""
    return [name for name in os.listdir(folder) if not name.startswith("tsan.rodata.")]


@contextlib.contextmanager
def folder():
    """An empty folder that everybody may enter, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="manyhands-test-") as path:
        os.chmod(path, 0o755)
        yield path


def write_program(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)


def write_lines(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)


def copy_programs(to):
    """A second installation below the folder `to`. Returns its bin."""
    programs = os.path.join(to, "bin")
    os.makedirs(programs)
    for name in PROGRAMS:
        shutil.copy(os.path.join(BIN, name), programs)
    shutil.copytree(os.path.join(BIN, "..", "share"), os.path.join(to, "share"))
    return programs


def replace_work(programs, body):
    """Puts a script in the place of manyhands-work. The body sees `model`, `out`, `url` and real(), which does the
    true work and returns its exit status."""
    work = os.path.join(programs, "manyhands-work")
    os.rename(work, work + "-real")
    head = f"""#!{sys.executable} -BSE
import subprocess, sys, time
def value(name):
    return sys.argv[sys.argv.index(name) + 1]
def real():
    return subprocess.call([{work + "-real"!r}, *sys.argv[1:]])
model, out, url = value("--model"), value("--out"), value("--url")
"""
    write_program(work, head + body)


# Of script_work: some tenths of a second, of wall and of CPU time. Waiting would leave it open whether the latter differs.
WORK_MORE = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"


def script_work(folder_path, body):
    """Makes the manyhands-work of a folder a shell script, which can go on with "$real", the true one. Unlike a script of
    Python's it starts at once."""
    write_program(os.path.join(folder_path, "manyhands-work"), f"#!/bin/sh\nreal={BIN}/manyhands-work\n{body}\n")


def without_pictures():
    """A setUpModule for tests that look at no pictures, whose drawing takes most of a short run: puts a gnuplot first on
    the PATH that draws nothing, until they are done."""
    tools = unittest.enterModuleContext(folder())
    write_program(os.path.join(tools, "gnuplot"),
                  '#!/bin/sh\nfor word; do case $word in *.svg | *.png) echo nothing > "$word" ;; esac; done\n')
    unittest.addModuleCleanup(os.environ.update, PATH=PATH)
    os.environ["PATH"] = tools + ":" + PATH


# A decorator for what does look at them, in a module without.
with_pictures = unittest.mock.patch.dict(os.environ, PATH=PATH)


def path_with(folder_path, *names):
    """A PATH of one folder that has only these of the installed programs."""
    os.makedirs(folder_path, exist_ok=True)
    for name in names:
        os.symlink(shutil.which(name), os.path.join(folder_path, name))
    return folder_path


def logging_hyperfine(folder_path, log):
    """A PATH on which hyperfine adds its command line to the file `log` each time."""
    os.makedirs(folder_path)
    text = f'#!/bin/sh\nprintf "%s\\n" "$*" >> {log}\nexec {shutil.which("hyperfine")} "$@"\n'
    write_program(os.path.join(folder_path, "hyperfine"), text)
    return folder_path + ":" + os.environ["PATH"]


def read(*path):
    with open(os.path.join(*path), encoding="utf-8", newline="") as file:
        return file.read()


def lines_of(path):
    return read(path).splitlines() if os.path.exists(path) else []


def snapshot(path):
    """Everything below a folder: names and bytes."""
    found = {}
    for base, folders, files in os.walk(path):
        for name in folders:
            found[os.path.relpath(os.path.join(base, name), path)] = None
        for name in files:
            with open(os.path.join(base, name), "rb") as file:
                found[os.path.relpath(os.path.join(base, name), path)] = file.read()
    return found


def results(out):
    """results.json of the folder `out`, held against the schema."""
    document = json.loads(read(out, "results.json"))
    jsonschema.validate(document, SCHEMA, jsonschema.Draft202012Validator)
    return document
