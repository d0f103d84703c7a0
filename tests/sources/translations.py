# SPDX-License-Identifier: MIT
"""README.md and README.zh-CN.md, and all other such pairs, have the same outline and the same commands."""
import os
import re
import subprocess
import sys
from pathlib import Path

FENCE = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROSE = {"", "text", "console"}  # what a program prints may be in the reader's language


def outline(text):
    """The level of each heading, in order."""
    return [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", text), re.MULTILINE)]


def commands(text):
    """The language and content of each code block, without shell comments, which are translated."""
    return [
        (language, "" if language in PROSE else re.sub(r"(^|[ \t]+)#[ \t].*", "", block, flags=re.MULTILINE))
        for language, block in FENCE.findall(text)
    ]


def faults(english, chinese):
    """How two documents differ that say the same in two languages, as sentences."""
    for path in (english, chinese):
        if not path.exists():
            yield f"{path} is missing"
            return
    texts = english.read_text(encoding="utf-8"), chinese.read_text(encoding="utf-8")
    outlines = [outline(text) for text in texts]
    if outlines[0] != outlines[1]:
        yield f"{english} has headings of levels {outlines[0]}, {chinese} of levels {outlines[1]}"
    blocks = [commands(text) for text in texts]
    if len(blocks[0]) != len(blocks[1]):
        yield f"{english} has {len(blocks[0])} code blocks, {chinese} has {len(blocks[1])}"
    for one, other in zip(*blocks):
        if one != other:
            yield f"{english} and {chinese} have different code blocks:\n{one[1]}---\n{other[1]}"


os.chdir(Path(__file__).parents[2])
listed = subprocess.run(["tests/sources/list.sh", "*.zh-CN.md"], stdout=subprocess.PIPE, check=False).stdout
pairs = {Path(name) for name in listed.decode().splitlines()} | {Path("README.zh-CN.md")}
found = [
    fault for chinese in sorted(pairs) for fault in faults(chinese.with_name(chinese.name.replace(".zh-CN", "")), chinese)
]
print("\n".join(found) or f"{len(pairs)} pairs")
sys.exit(bool(found))
