#!/bin/sh
# SPDX-License-Identifier: MIT
# The C sources are laid out as .clang-format says.
set -eu
cd "$(dirname "$0")/../.."
. tests/sources/only_with.sh
only_with clang-format 14

files=$(tests/sources/list.sh '*.c' '*.h')
# shellcheck disable=SC2086 # one word a file
clang-format --dry-run -Werror $files
