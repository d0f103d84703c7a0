#!/bin/sh
# SPDX-License-Identifier: MIT
# The tool shellcheck finds nothing in the shell scripts.
set -eu
cd "$(dirname "$0")/../.."

files=$(tests/sources/list.sh 'scripts/*' '.ci/*' '*.sh')
# shellcheck disable=SC2086 # one word a file
files=$(grep -lE -m 1 '^(#!.*/(env )?(ba|da)?sh|# shellcheck shell=)' $files)
# shellcheck disable=SC2086
shellcheck -x $files
