# SPDX-License-Identifier: MIT
"""README.md and README.zh-CN.md, and all other such pairs, have the same outline and the same commands; and what the
report, its scripts and the figures say stands in message.def, in both languages, and nowhere else."""
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


CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]+")
# What a script asks a text of message.def by.
ASKED = {
    "scripts/report/*.html": r'\[\[(?:say|both) (\w+)\]\]|data-word="(\w+)"',
    "scripts/report/*.js": r'"((?:SCRIPT|TIMELINE|COST|FIGURE|COLUMN)_[A-Z0-9_]+)"',
    "scripts/plots/*.gp": r"\b(FIGURE_[A-Z0-9_]+)\b",
}
OWN = ("PAGE_", "SCRIPT_", "FIGURE_")  # the texts that are there for scripts only


def faults_of_scripts(sources):
    """What is wrong with the texts of the scripts, given as name → content by their pattern, as sentences."""
    table = Path("bench/words/message.def").read_text(encoding="utf-8")
    names = set(re.findall(r"^MESSAGE\((\w+),", table, re.MULTILINE))
    asked = set()
    for pattern, files in sources.items():
        for name, text in files.items():
            found = {word for match in re.findall(ASKED[pattern], text) for word in ([match] if isinstance(match, str) else match)}
            asked |= found
            yield from (f"{name} asks for {word}, which message.def does not have" for word in sorted(found - names - {""}))
            yield from (f"{name} says '{words}' itself" for words in CHINESE.findall(text) if words != "简体中文")
    used_in_c = subprocess.run(["git", "grep", "-hoE", "MESSAGE_[A-Z0-9_]+", "--", "bench/*.c"], stdout=subprocess.PIPE, check=False)
    asked |= {word[len("MESSAGE_"):] for word in used_in_c.stdout.decode().split()}
    yield from (f"nobody asks for {name}" for name in sorted(names - asked) if name.startswith(OWN))


os.chdir(Path(__file__).parents[2])
listed = subprocess.run(["tests/sources/list.sh", "*.zh-CN.md"], stdout=subprocess.PIPE, check=False).stdout
pairs = {Path(name) for name in listed.decode().splitlines()} | {Path("README.zh-CN.md")}
found = [
    fault for chinese in sorted(pairs) for fault in faults(chinese.with_name(chinese.name.replace(".zh-CN", "")), chinese)
]
scripts = {pattern: {path: path.read_text(encoding="utf-8") for path in Path().glob(pattern)} for pattern in ASKED}
found += faults_of_scripts(scripts)
print("\n".join(map(str, found)) or f"{len(pairs)} pairs, {sum(map(len, scripts.values()))} scripts")
sys.exit(bool(found))
