# SPDX-License-Identifier: MIT
"""messages.py SOURCE BUILD: the arguments that bench/ gives to a text of bench/words/message.def are those that the text
takes. A compiler sees no format in an id, so each call is rewritten to a printf of the English text, which the unit test of
messages holds against the Chinese one, and the file is compiled for its warnings alone. Ids that are no constants are left
out."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SOURCE, BUILD = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
TEXTS = dict(re.findall(r'MESSAGE\((\w+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+),', (SOURCE / "bench/words/message.def").read_text(encoding="utf-8")))
TAKERS = {"lines_add": 1, "fail": 2, "warning_add": 2, "complain_about": 0}  # and where the id stands among their arguments


def arguments(text, begin):
    """Those of the call whose parenthesis opens at `begin`, and where it ends."""
    found, depth, start, quoted = [], 0, begin + 1, False
    for at in range(begin, len(text)):
        letter = text[at]
        if letter == '"' and text[at - 1] != "\\":
            quoted = not quoted
        elif quoted:
            continue
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth == 0:
                return [*found, text[start:at].strip()], at + 1
        elif letter == "," and depth == 1:
            found.append(text[start:at].strip())
            start = at + 1
    raise ValueError("no end")


def rewritten(text):
    """The text, and how many calls in it were rewritten."""
    count = 0
    for name, place in TAKERS.items():
        for call in reversed(list(re.finditer(rf"(?<=[\s(])(?:return )?{name}\(", text))):
            given, end = arguments(text, call.end() - 1)
            if len(given) <= place:
                continue
            ids = re.findall(r"MESSAGE_(\w+)", given[place])
            if not ids or not re.fullmatch(r"(?:.*\?)?\s*MESSAGE_\w+(?:\s*:\s*MESSAGE_\w+)?", given[place], re.S):
                continue
            returns = "return " if call[0].startswith("return") else ""
            rest = "".join(", " + argument for argument in given[place + 1:])
            prints = " + ".join(f"printf({TEXTS[one].strip()}{rest})" for one in ids)
            text = text[:call.start()] + f"{returns}({prints})" + text[end:]
            count += 1
    formats = len(re.findall(r"message\(MESSAGE_\w+\)", text))
    return re.sub(r"message\(MESSAGE_(\w+)\)", lambda call: TEXTS[call[1]].strip(), text), count + formats


def check(entry):
    """What is wrong in a file, and how many texts it says."""
    text, count = rewritten(Path(entry["file"]).read_text(encoding="utf-8"))
    if not count:
        return "", 0
    words = [word for word in entry["command"].split() if re.match(r"-(I|isystem|D|std)", word) or word.startswith("/usr/include")]
    command = [os.environ.get("CC", "cc"), *(word.replace('\\"', '"') for word in words), "-Werror=format",
               "-Werror=format-extra-args", "-fsyntax-only", "-I", str(SOURCE), "-x", "c", "-"]
    head = f'#include <stdio.h>\n#line 1 "{entry["file"]}"\n'
    ran = subprocess.run(command, input=head + text, text=True, capture_output=True, check=False, cwd=entry["directory"])
    return ran.stderr if ran.returncode else "", count


def main():
    entries = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    entries = {entry["file"]: entry for entry in entries if "/bench/" in entry["file"] and entry["file"].startswith(str(SOURCE))}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(check, entries.values()))
    wrong = [said for said, _ in results if said]
    print("".join(wrong), end="")
    said = sum(count for _, count in results)
    print(f"{said} texts in {len(entries)} files")
    sys.exit(bool(wrong) or said == 0)


if __name__ == "__main__":
    main()
