#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-tidy finds nothing in what is compiled: tidy.sh BUILD_DIRECTORY. At low priority: it goes on while others wait.
set -eu
cd "$(dirname "$0")/../.."
. tests/sources/only_with.sh
only_with clang-tidy 14

files=$(sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$1/compile_commands.json" | sort -u | grep .)

# check N: N of the files on standard input a process: each reads the compilation database and makes its checks anew.
# It also counts the warnings of system headers, on stderr, when all is well: shown only beside a finding.
# shellcheck disable=SC2016 # expanded by the inner shell
check() {
    nice -n 19 xargs -n "$1" -P "$(nproc)" sh -c '
        said=$(clang-tidy -p "$0" --quiet "$@" 2>&1) && exit
        printf "%s\n" "$said" | grep -v "warnings* .*generated\|warnings* treated as errors"
        exit 1' "$build"
}

build=$1
status=0
# Behind another file, clang-tidy 14 takes a va_list for one that was not begun.
# shellcheck disable=SC2086 # one word a file
grep -l va_start $files | check 1 || status=1
# shellcheck disable=SC2086
grep -L va_start $files | check 8 || status=1
exit $status
