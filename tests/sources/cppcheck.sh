#!/bin/sh
# SPDX-License-Identifier: MIT
# cppcheck finds nothing: cppcheck.sh BUILD_DIRECTORY
set -eu
cd "$(dirname "$0")/../.."
. tests/sources/only_with.sh
only_with cppcheck 2.10

mkdir -p "$1/cppcheck"
cppcheck --project="$1/compile_commands.json" --cppcheck-build-dir="$1/cppcheck" -j "$(nproc)" --quiet \
    --enable=warning,style,performance,portability --library=posix,gnu --inline-suppr --error-exitcode=1 \
    --suppressions-list=tests/sources/cppcheck.suppressions --template=gcc
