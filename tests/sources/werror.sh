#!/bin/sh
# SPDX-License-Identifier: MIT
# Where warnings are to be errors they are, except for a compiler newer than those that this was tried with.
set -eu
cd "$(dirname "$0")/../.."
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
trap 'exit 130' INT TERM

# says COMPILER MACRO VERSION: what cmake says of a compiler that claims to be of this version; the build follows.
says() {
    printf '#!/bin/sh\nexec %s -U%s -D%s=%s "$@"\n' "$1" "$2" "$2" "$3" > "$build/cc"
    chmod +x "$build/cc"
    rm -rf "$build/tree"
    cmake -S . -B "$build/tree" -G Ninja -DCMAKE_C_COMPILER="$build/cc" -DMANYHANDS_WERROR=ON -DMANYHANDS_TESTS=OFF
}

check() { # COMPILER MACRO TRIED
    says "$1" "$2" "$3" > "$build/log" 2>&1 || { cat "$build/log" && exit 1; }
    if grep 'has not been tried' "$build/log" || ! grep -q -e ' -Werror ' "$build/tree/compile_commands.json"; then
        echo "$1 $3: a warning is no error"
        exit 1
    fi
    says "$1" "$2" $(($3 + 1)) > "$build/log" 2>&1 || { cat "$build/log" && exit 1; }
    if ! grep "has not been tried" "$build/log" || grep -q -e ' -Werror ' "$build/tree/compile_commands.json"; then
        echo "$1 $(($3 + 1)): a warning is an error, or it is not said that it is none"
        exit 1
    fi
}

check gcc __GNUC__ 14
check clang __clang_major__ 19
