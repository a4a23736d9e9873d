#!/bin/sh
# update.sh - take the messages out of the source and bring the translations up to date.
# Run it after changing a message; then translate what po/zh_CN.po leaves empty or calls fuzzy.
set -eu
cd "$(dirname "$0")/.."

# No date and no line numbers, so that the file changes only when a message does.
xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=X:4 --keyword=X:3,3t --keyword=X:2,2t \
    --keyword=qg_language_count:1,2 --no-wrap --add-location=file --sort-by-file \
    --package-name=qinggao --output=- \
    include/qinggao/findings.def include/qinggao/repairs.def include/qinggao/page.def src/cli/*.c |
    grep -v '^"POT-Creation-Date:' > po/qinggao.pot
msgmerge --quiet --no-wrap --add-location=file --update --backup=none po/zh_CN.po po/qinggao.pot
