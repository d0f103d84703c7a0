# SPDX-License-Identifier: MIT
"""The direction of includes (ARCHITECTURE.md): a directory includes what it builds on, never its users."""
import os
import re
import subprocess
import sys
from pathlib import Path

MAY_INCLUDE = {
    "core": {"core"},
    "workloads": {"workloads", "core"},
    "models": {"models", "core"},
    "origin": {"origin", "core"},
    "work": {"work", "core", "workloads", "models"},
    "lessons": {"lessons", "core", "workloads", "models"},
    "bench": {"bench", "core", "workloads", "models", "origin", "work", "lessons"},
    "tests": {"tests", "bench", "core", "workloads", "models", "origin", "work", "lessons"},
}
# A workload waits through core/io.h alone, so that every model can decide what waiting means.
NOT_IN_WORKLOADS = {"curl/curl.h", "pthread.h", "spawn.h", "sys/wait.h", "threads.h", "uv.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def faults(path):
    """What is wrong with the includes of one file, as sentences."""
    includes = INCLUDE.findall(path.read_text(encoding="utf-8"))
    home = path.parts[0]
    if home not in MAY_INCLUDE:
        yield f"'{home}/' has no rule in tests/sources/includes.py"
        return
    for bracket, name in includes:
        target = name.split("/")[0]
        ours = Path(name).exists()
        if bracket == '"' and not ours:
            yield f'includes "{name}", which is no path from the root of the repository'
        elif bracket == "<" and ours:
            yield f"includes <{name}> of ours, to be quoted"
        elif ours and target not in MAY_INCLUDE[home]:
            yield f"includes {name}, but {home}/ builds only on {', '.join(sorted(MAY_INCLUDE[home]))}"
        if home == "workloads" and name in NOT_IN_WORKLOADS:
            yield f"includes {name}, but a workload waits only through core/io.h"
    own = path.with_suffix(".h")
    if path.suffix == ".c" and own.exists() and (not includes or includes[0][1] != own.as_posix()):
        yield f"does not include its own header first, {own}"


os.chdir(Path(__file__).parents[2])
listed = subprocess.run(["tests/sources/list.sh", "*.c", "*.h"], stdout=subprocess.PIPE, check=True).stdout
files = [Path(name) for name in listed.decode().splitlines()]
found = [f"{path}: {fault}" for path in files for fault in faults(path)]
print("\n".join(found) or f"{len(files)} files")
sys.exit(bool(found))
