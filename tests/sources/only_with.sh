# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# For the checks beside this file, which source it.

# only_with TOOL VERSION: skips the check (status 77) with another major version of the tool: what a formatter
# or an analyser says differs from version to version, so one decides, Debian 12's, and CI has it.
only_with() {
    found=$("$1" --version | grep -o '[0-9][0-9.]*' | head -n 1)
    case $found in
        "$2" | "$2".*) ;;
        *)
            echo "skipped: $1 $2 decides, here is $found"
            exit 77
            ;;
    esac
}
