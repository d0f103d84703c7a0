#!/bin/sh
# SPDX-License-Identifier: MIT
# cppcheck finds nothing: cppcheck.sh BUILD_DIRECTORY. At low priority, as tidy.sh.
set -eu
cd "$(dirname "$0")/../.."
. tests/sources/only_with.sh
only_with cppcheck 2.10

# Its lists are macros, which cppcheck does not know; it does not look for the system's headers by itself.
queue=$(echo '#include <sys/queue.h>' | cc -E - | sed -n 's/^# 1 "\(.*queue\.h\)".*/\1/p')
mkdir -p "$1/cppcheck"
nice -n 19 cppcheck --project="$1/compile_commands.json" --cppcheck-build-dir="$1/cppcheck" -j "$(nproc)" --quiet \
    --include="$queue" --enable=warning,style,performance,portability --library=posix,gnu --inline-suppr --error-exitcode=1 \
    --suppressions-list=tests/sources/cppcheck.suppressions --template=gcc
