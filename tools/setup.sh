#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing to build (`setup.sh build`), for live runs at the stand-in (`live`), to test (`test`), to fuzz (`fuzz`), for
# clang-tidy (`tidy`) and to measure `serve` (`bench`) on Debian 12, as root or with sudo, and fetches the pinned grammar. Says in one line what it installs;
# quick and silent when nothing is missing.
set -eu
cd "$(dirname "$0")/.."

# What the compiler, the runtime and compiled playbooks are built with.
packages="g++ cmake ninja-build pkg-config python3 libtree-sitter-dev libboost1.81-dev libboost-context1.81-dev libcli11-dev
  libfmt-dev nlohmann-json3-dev libpcre2-dev libutf8proc-dev zlib1g-dev libexpat1-dev libyaml-dev tzdata libssl-dev libglib2.0-dev
  libpsl-dev libicu-dev libhiredis-dev libjq-dev libonig-dev libmaxminddb-dev libsqlite3-dev prometheus-cpp-dev libgtest-dev libgmock-dev
  libbenchmark-dev"
case ${1:-build} in
  live) packages="$packages redis-server python3-aiohttp openssl time" ;;
  test) packages="$packages clang-format redis-server prometheus openssl chromium chromium-driver python3-selenium
    python3-jsonschema" ;;
  fuzz) packages="$packages clang-16 libclang-rt-16-dev" ;;
  tidy) packages="$packages clang-tidy-16" ;;
  bench) packages="$packages wrk" ;;
esac

missing=
installed=" $(dpkg-query -W -f='${Package}:${db:Status-Status} ' $packages 2> /dev/null || true)"
for package in $packages; do
  case $installed in
    *" $package:installed "*) ;;
    *) missing="$missing $package" ;;
  esac
done
if [ ! -f grammar/cache/stamp ] && ! command -v npm > /dev/null; then
  missing="$missing npm"
fi

if [ -n "$missing" ]; then
  echo "setup: installing with apt-get:$missing"
  sudo=
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
      echo "setup: neither root nor sudo; install by hand: apt-get install$missing" >&2
      exit 1
    fi
    sudo=sudo
  fi
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! { $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing; } > "$log" 2>&1; then
    cat "$log" >&2
    echo "setup: apt-get failed" >&2
    exit 1
  fi
fi

grammar/fetch.sh
