#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# fuzz.sh MINUTES: random programs against build/bin/pbc, then the libFuzzer targets of build-fuzz, half of the time each. Everything
# that is found stands in build-fuzz/found; the exit code is 1 when there is something.
set -u
cd "$(dirname "$0")/../.."
minutes=$1
found=build-fuzz/found
mkdir -p "$found"

failed=0
python3 tests/programs/run.py --pbc build/bin/pbc --minutes "$(awk "BEGIN { print $minutes / 2 }")" --save "$found" --shrink 5 || failed=1

targets=$(ls tests/fuzz/*.cpp | grep -vc replay)
seconds=$(awk "BEGIN { print int($minutes * 30 / $targets) + 1 }")
cmake -S . -B build-fuzz -DPBC_FUZZ_SECONDS="$seconds" > /dev/null || exit 2
cmake --build build-fuzz --target fuzz || failed=1
exit $failed
