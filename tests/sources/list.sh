#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints the project's files that match the patterns (a '*' also matches '/'), one a line: what git tracks or
# would add; in a tree without git, what is outside build/ and results/. Status 1 if there are none.
set -eu
cd "$(dirname "$0")/../.."

files=$(git ls-files --cached --others --exclude-standard -- "$@" 2> /dev/null) || files=
if [ -z "$files" ]; then
    for pattern in "$@"; do
        files="$files
$(find . \( -path ./build -o -path ./results -o -path ./.git \) -prune -o -type f -path "./$pattern" -print)"
    done
fi
# git also lists what was deleted and not yet committed.
printf '%s\n' "$files" | sed 's|^\./||' | sort -u |
    while read -r file; do if [ -f "$file" ]; then echo "$file"; fi; done | grep .
