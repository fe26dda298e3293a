#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Fails, naming the places, when a C++ file is not as clang-format leaves it. `make format` puts it right. generated/ is left out:
# there the emitter answers for the form.
set -eu
cd "$(dirname "$0")/.."
find bench compiler runtime tests -name '*.cpp' -o -name '*.h' | sort | xargs clang-format --dry-run --Werror
