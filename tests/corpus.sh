#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# corpus.sh COMMAND...: runs COMMAND with $PBC_CORPUS behind it, a folder of third-party playbooks that is not part of this
# repository. Without PBC_CORPUS it says so and ends with 77, which ctest takes for "skipped".
if [ -z "${PBC_CORPUS:-}" ]; then
  echo "skipped: PBC_CORPUS names no folder of playbooks"
  exit 77
fi
if [ ! -d "$PBC_CORPUS" ]; then
  echo "error: PBC_CORPUS: $PBC_CORPUS: no such folder" >&2
  exit 1
fi
exec "$@" "$PBC_CORPUS"
