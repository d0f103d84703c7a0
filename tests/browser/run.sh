#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD: makes a small report and reads it in a browser. Needs node, npm and Chromium (or CHROME_PATH);
# without them it is skipped, and says so.
set -eu
build=$(cd "$1" && pwd)
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
if ! cmp -s "$here/package-lock.json" "$packages/package-lock.json" || [ ! -e "$packages/node_modules/axe-core/axe.min.js" ]; then
    cp "$here/package.json" "$here/package-lock.json" "$packages"
    (cd "$packages" && npm ci --no-audit --no-fund --fetch-retries 1 --fetch-timeout 20000 > npm.log 2>&1) ||
        { rm "$packages/package-lock.json" && skip "npm ci failed: $(tail -n 1 "$packages/npm.log")"; }
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
trap 'exit 130' INT TERM

# Somebody's own model: ours, by its own way.
cat > "$out/own" << EOF
#!/bin/sh
while [ \$# -gt 0 ]; do
    case \$1 in --urls) urls=\$2 ;; --out) rows=\$2 ;; esac
    shift 2
done
exec "$build/bin/manyhands-work" --model pthread-pool:4 --tasks "\$(wc -l < "\$urls")" --out "\$rows" \\
    --url "\$(head -n 1 "\$urls" | sed 's/1\$/{page}/')" > /dev/null
EOF
chmod +x "$out/own"

run() { # FOLDER OPTION...
    to=$out/$1
    shift
    "$build/bin/manyhands" run --rounds 1 --out "$to" --quiet --lang en "$@" > "$out/log" 2>&1 || { cat "$out/log" && exit 1; }
}
run tutorial --tasks 6 --latency 60ms --models sequential,fork-pool:4,pthread-pool:6,coroutine
run one --tasks 1 --latency 0 --models "sequential,fork-threads:2x6,fork-coroutines:20x5000,coroutine,pthread-pool:12,fork-pool:4,\
own-model-with-a-name-very-long.:100000=$out/own,py-asyncio=$out/own"
run many --workload movies --tasks 1000 --latency 0 --models coroutine,fork-coroutines:2x500

export MANYHANDS_BROWSER="$browser" NODE_PATH="$packages/node_modules" MANYHANDS_PLOTS="$build/share/manyhands/plots"
export MANYHANDS_SCREENSHOTS="$build/browser/screenshots"
mkdir -p "$MANYHANDS_SCREENSHOTS"
[ -e "$out/tutorial/headline.en.svg" ] && MANYHANDS_FIGURES=1 || MANYHANDS_FIGURES=0
export MANYHANDS_FIGURES
status=0
MANYHANDS_REPORT=$out/tutorial node --test "$here/report.test.cjs" || status=1
if [ "$MANYHANDS_FIGURES" = 1 ]; then
    MANYHANDS_REPORT=$out node --test "$here/figures.test.cjs" || status=1
else
    echo "SKIPPED: the labels of the figures were not checked: gnuplot drew none"
fi
exit "$status"
