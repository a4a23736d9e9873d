#!/bin/sh
# test.sh - everything that has to hold, on any Debian:   sh tools/test.sh
#
# Installs what is missing (as root or with sudo), builds with gcc and with clang, a warning being
# an error, and runs all tests, the fast ones under the sanitizers too.  Any failure ends it with a
# status other than 0.  Needs no terminal and asks nothing.  `sh tools/test.sh long` runs the tests
# with the label long, too.
set -eu
cd "$(dirname "$0")/.."
. tools/setup.sh

skip="-LE long"
test "${1:-}" != long || skip=

jobs=$(nproc 2>/dev/null || echo 2)

# A missing tool is a failure here: nothing may be skipped in silence.
QG_TEST_REQUIRE=1
CTEST_PARALLEL_LEVEL=$jobs
export QG_TEST_REQUIRE CTEST_PARALLEL_LEVEL

setup_build
setup_tests
setup_validator
setup_node readability
setup_node opencc
setup_spec

say "gcc"
CC=gcc cmake --preset dev
cmake --build --preset dev

say "clang"
CC=clang cmake --preset dev -B build-clang
cmake --build build-clang

say "sanitizers"
CC=gcc cmake --preset asan
cmake --build --preset asan
ctest --preset asan $skip

say "threads"
CC=gcc cmake --preset tsan
cmake --build --preset tsan
ctest --preset tsan $skip

say "all tests"
ctest --preset dev $skip
