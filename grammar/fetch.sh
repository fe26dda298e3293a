#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Puts the pinned grammar into grammar/cache/src: the package that VERSION names, from the npm registry, checked against
# the SHA-512 that VERSION holds. No script of the package is run. Does nothing, and needs no network, when it is there.
set -eu
cd "$(dirname "$0")"

read -r package version < VERSION
sha512=$(sed -n 's/^sha512 //p' VERSION)
archive=cache/$package-$version.tgz

matches() { echo "$sha512  $1" | sha512sum --check --status 2> /dev/null; }

if [ -f "$archive" ] && matches "$archive" && [ "$(cat cache/stamp 2> /dev/null)" = "$sha512" ]; then
  exit 0
fi

mkdir -p cache
work=$(mktemp -d cache/fetch.XXXXXX)
trap 'rm -rf "$work"' EXIT
if [ -f "$archive" ] && matches "$archive"; then
  cp "$archive" "$work"
else
  if ! command -v npm > /dev/null; then
    echo "grammar: npm is missing; run 'make setup', or put $package-$version.tgz into grammar/cache" >&2
    exit 1
  fi
  if ! (cd "$work" && npm pack --ignore-scripts --silent "$package@$version" > /dev/null); then
    echo "grammar: cannot fetch $package@$version with npm" >&2
    exit 1
  fi
  if ! matches "$work/$package-$version.tgz"; then
    echo "grammar: $package-$version.tgz does not have the SHA-512 that grammar/VERSION states" >&2
    exit 1
  fi
fi

tar -xzf "$work/$package-$version.tgz" -C "$work" package/src package/LICENSE
rm -rf cache/stamp cache/src cache/LICENSE
mv "$work/$package-$version.tgz" "$archive"
mv "$work/package/src" cache/src
mv "$work/package/LICENSE" cache/LICENSE
echo "$sha512" > cache/stamp
