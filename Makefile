# SPDX-License-Identifier: Apache-2.0
#
# The doors of the project. CMake does the work (CMakePresets.json); the tool stands at build/bin/pbc.

PREFIX ?= /usr/local
SOURCES = $(shell find bench compiler runtime tests -name '*.cpp' -o -name '*.h')

# ccache where there is one.
CCACHE := $(shell command -v ccache)
ifneq ($(CCACHE),)
export CMAKE_C_COMPILER_LAUNCHER ?= $(CCACHE)
export CMAKE_CXX_COMPILER_LAUNCHER ?= $(CCACHE)
endif

.PHONY: all setup setup-live setup-test setup-fuzz setup-tidy demo demo-live test sanitize bench bench-live bench-serve fuzz bless regen install format tidy clean

all: build/build.ninja
	@cmake --build build

build/build.ninja:
	@cmake --preset release

build-sanitize/build.ninja:
	@cmake --preset sanitize

build-fuzz/build.ninja:
	@cmake --preset fuzz

# Installs what is missing (Debian 12).
setup:
	@tools/setup.sh build

setup-live:
	@tools/setup.sh live

setup-test:
	@tools/setup.sh test

setup-fuzz:
	@tools/setup.sh fuzz

setup-tidy:
	@tools/setup.sh tidy

# Compiles a shipped playbook and runs it on a shipped phishing mail.
demo: setup
	@$(MAKE) --no-print-directory build/build.ninja
	@cmake --build build --target pbc
	@tools/demo.py build/bin/pbc build/demo

# The same on a mail, with look-ups over HTTP at a stand-in for the services, a quota, a shared cache and containment withheld.
demo-live: setup-live
	@$(MAKE) --no-print-directory build/build.ninja
	@cmake --build build --target pbc
	@tools/demo_live.py build/bin/pbc build/demo-live

# All tests in the release build.
test: setup-test
	@$(MAKE) --no-print-directory all
	@ctest --preset release

# Tests under the address and undefined behaviour sanitizers: all of them, or with SUITES=sanitize-short what does not compile
# hundreds of programs.
SUITES ?= sanitize

sanitize: setup-test
	@$(MAKE) --no-print-directory build-sanitize/build.ninja
	@cmake --build build-sanitize
	@ctest --preset $(SUITES)

bench: all
	@cmake --build build --target bench

# Mails a second against the stand-in, beside what one writes in Python; takes some minutes.
bench-live: setup-live
	@$(MAKE) --no-print-directory build/build.ninja
	@cmake --build build --target pbc
	@bench/live/live.py --pbc build/bin/pbc

# Mails a second over HTTP, with wrk.
bench-serve: all
	@tools/setup.sh bench
	@bench/serve/serve.py --pbc build/bin/pbc

# Random programs and libFuzzer targets, half of FUZZ_MINUTES each; what is found stands in build-fuzz/found. Installs clang.
FUZZ_MINUTES ?= 10

fuzz: setup-fuzz
	@$(MAKE) --no-print-directory build/build.ninja build-fuzz/build.ninja
	@cmake --build build --target pbc pbc_runtime
	@tests/programs/fuzz.sh $(FUZZ_MINUTES)

# Takes what the goldens print now for what they should print. Read `git diff` afterwards.
bless: all
	@cmake --build build --target bless

# Refreshes generated/ from playbooks/.
regen: all
	@cmake --build build --target regen

install: all
	@cmake --install build --prefix $(PREFIX)

format:
	@clang-format -i $(SOURCES)

# clang-tidy over everything, which takes half an hour, or over some folders: TIDY='compiler|runtime/examples'. Installs it.
TIDY ?= compiler|runtime

tidy: setup-tidy
	@cmake --preset tidy > /dev/null
	@cmake --build build-tidy --target pbc_runtime_headers
	@run-clang-tidy-16 -quiet -p build-tidy -extra-arg=-Wno-unknown-warning-option '^$(CURDIR)/($(TIDY))/.*\.cpp$$'

clean:
	@rm -rf build build-sanitize build-clang build-fuzz build-tidy
