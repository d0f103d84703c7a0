#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD: makes a small report and reads it in a browser. Needs node, npm and Chromium (or CHROME_PATH);
# without them it is skipped, and says so.
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)

skip() {
    echo "SKIPPED: the report was not opened in a browser: $1"
    exit 77
}

node -e 'process.exit(process.versions.node.split(".")[0] < 18 ? 1 : 0)' 2> /dev/null || skip "node 18 or later is not installed"
browser=
for name in "${CHROME_PATH:-chromium}" chromium-browser google-chrome; do
    browser=$(command -v "$name") && break
done
[ -n "$browser" ] || skip "Chromium is not installed"
packages=$build/browser
mkdir -p "$packages"
cp "$here/package.json" "$here/package-lock.json" "$packages"
if [ ! -e "$packages/node_modules/axe-core/axe.min.js" ]; then
    (cd "$packages" && npm ci --no-audit --no-fund --fetch-retries 1 --fetch-timeout 20000 > npm.log 2>&1) || skip "npm ci failed: $(tail -n 1 "$packages/npm.log")"
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT TERM
"$build/bin/manyhands" run --rounds 1 --tasks 6 --latency 60ms --models sequential,fork-pool:4,pthread-pool:6,coroutine \
    --out "$out" --quiet --lang en > "$out/log" 2>&1 || { cat "$out/log" && exit 1; }
[ -e "$out/headline.en.svg" ] || MANYHANDS_FIGURES=0
MANYHANDS_FIGURES=${MANYHANDS_FIGURES:-1} MANYHANDS_REPORT=$out MANYHANDS_BROWSER=$browser NODE_PATH=$packages/node_modules \
    node --test "$here/report.test.cjs"
