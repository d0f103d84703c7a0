# SPDX-License-Identifier: MIT
"""The direction of includes (ARCHITECTURE.md): a directory includes what it builds on, never its users."""
import os
import re
import subprocess
import sys
from pathlib import Path

# Each room, and what it may include besides itself.
CORE = {"core", "core/cli"}
MECHANISMS = {"core/coroutines", "core/processes"}
PROGRAMS = {*CORE, *MECHANISMS, "workloads", "models"}
MAY_INCLUDE = {
    "core/cli": set(),
    "core": {"core/cli"},
    "core/coroutines": CORE,
    "core/processes": CORE,
    "workloads": CORE,
    "models": {*CORE, *MECHANISMS},
    "origin": {*CORE, *MECHANISMS},
    "work": PROGRAMS,
    "lessons": PROGRAMS,
    "stats": set(),
}
# The harness's rooms, from the bottom to the top: each may include all below it.
below = {*PROGRAMS, "origin", "stats"}
for harness_room in ("words", "host", "options", "measure", "timeline", "show", "page", "sweep", "compare", "selftest"):
    MAY_INCLUDE[f"bench/{harness_room}"] = set(below)
    below.add(f"bench/{harness_room}")
MAY_INCLUDE["bench"] = below
MAY_INCLUDE["tests"] = {*below, "work", "lessons", "bench"}
GENERATED = {"bench/host/commit.h", "models/models.def"}
# A workload waits through core/io.h alone, so that every model can decide what waiting means.
NOT_IN_WORKLOADS = {"curl/curl.h", "pthread.h", "spawn.h", "sys/wait.h", "threads.h", "uv.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def room(path):
    """The room a file is in: the two folders on the way to it, else the first."""
    inner = "/".join(path.parts[:2])
    return inner if inner in MAY_INCLUDE else path.parts[0]


def circles(paths):
    """Circles of modules (a .c and its .h are one) that include each other, each as a sentence."""
    graph = {}
    for path in paths:
        names = (Path(name).with_suffix("") for bracket, name in INCLUDE.findall(path.read_text(encoding="utf-8")))
        graph.setdefault(path.with_suffix(""), set()).update(names)
    for modules in graph.values():
        modules.intersection_update(graph)
    above, done = [], set()

    def visit(module):
        if module in above:
            yield "includes itself: " + " -> ".join(map(str, [*above[above.index(module):], module]))
        elif module not in done:
            above.append(module)
            for other in sorted(graph[module] - {module}):
                yield from visit(other)
            done.add(above.pop())

    for module in sorted(graph):
        yield from visit(module)


def faults(path):
    """What is wrong with the includes of one file, as sentences."""
    includes = INCLUDE.findall(path.read_text(encoding="utf-8"))
    home = room(path)
    if home not in MAY_INCLUDE:
        yield f"'{home}/' has no rule in tests/sources/includes.py"
        return
    for bracket, name in includes:
        target = room(Path(name))
        ours = Path(name).exists() or name in GENERATED
        if bracket == '"' and not ours:
            yield f'includes "{name}", which is no path from the root of the repository'
        elif bracket == "<" and ours:
            yield f"includes <{name}> of ours, to be quoted"
        elif ours and target != home and target not in MAY_INCLUDE[home]:
            yield f"includes {name}, but {home}/ builds only on {', '.join(sorted(MAY_INCLUDE[home])) or 'nothing of ours'}"
        if home == "workloads" and name in NOT_IN_WORKLOADS:
            yield f"includes {name}, but a workload waits only through core/io.h"
    own = path.with_suffix(".h")
    if path.suffix == ".c" and own.exists() and (not includes or includes[0][1] != own.as_posix()):
        yield f"does not include its own header first, {own}"


os.chdir(Path(__file__).parents[2])
listed = subprocess.run(["tests/sources/list.sh", "*.c", "*.h"], stdout=subprocess.PIPE, check=True).stdout
files = [Path(name) for name in listed.decode().splitlines()]
found = [f"{path}: {fault}" for path in files for fault in faults(path)]
found += circles(files)
print("\n".join(found) or f"{len(files)} files")
sys.exit(bool(found))
