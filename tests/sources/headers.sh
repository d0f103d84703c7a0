#!/bin/sh
# SPDX-License-Identifier: MIT
# Every header compiles alone and twice in a row (it includes what it needs, and is guarded), without a warning where
# -Werror is given: headers.sh COMPILER [-Werror]
set -eu
cd "$(dirname "$0")/../.."

files=$(tests/sources/list.sh '*.h')
flags="-std=c11 -D_GNU_SOURCE -Wall -Wextra -pedantic ${2:-} -fsyntax-only -I. $(
    pkg-config --cflags libcurl libuv libxml-2.0 jansson libmicrohttpd libpng libjpeg nettle cmocka)"
# shellcheck disable=SC2016 # expanded by the inner shell
printf '%s\n' "$files" | nice -n 19 xargs -n 1 -P "$(nproc)" sh -c '
    printf "#include \"%s\"\n#include \"%s\"\n" "$2" "$2" | $0 $1 -x c -' "$1" "$flags"
