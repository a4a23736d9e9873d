#!/bin/sh
# quickstart.sh - from a bare Debian to the first Word document:   sh tools/quickstart.sh
#
# Installs the packages that are missing (as root or with sudo), builds build/qinggao and converts a
# sample.  Can be run again at any time; what is there is kept.
set -eu
cd "$(dirname "$0")/.."
. tools/setup.sh

sample=samples/report.md
document=build/report.docx

setup_build
say "building"
cmake --preset release -DBUILD_TESTING=OFF
cmake --build --preset release
say "converting $sample"
./build/qinggao "$sample" -o "$document"
say "the document is $PWD/$document; the program is $PWD/build/qinggao"
