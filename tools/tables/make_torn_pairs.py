#!/usr/bin/env python3
"""Make src/normalize/torn/pairs.inc: characters that are known to stand together and that a torn mark may have been.

The first one ends in A3 in GBK, and the second starts with the byte of a mark.  Those of a mark stand together, the
most frequent first.

    make_torn_pairs.py          write the table
    make_torn_pairs.py --check  fail when the committed table is not what would be written
"""
import pathlib
import sys

import make_pairs

TABLE = pathlib.Path(__file__).resolve().parents[2] / "src" / "normalize" / "torn/pairs.inc"
MARKS = "!:;?"  # no Han starts with the byte of another one


def of_mark(pairs, mark):
    found = []
    for (first, second), share in pairs.items():
        try:
            ends, starts = first.encode("gbk"), second.encode("gbk")
        except UnicodeEncodeError:
            continue
        if len(ends) == 2 and ends[1] == 0xA3 and starts[0] == ord(mark) + 0x80:
            found.append((-share, first, second))
    return [(first, second) for _, first, second in sorted(found)]


def make():
    pairs = make_pairs.all_pairs()
    lines = ["/* Made by tools/tables/make_torn_pairs.py from the pairs-*.tsv beside it; see pairs.inc. */",
             "static const torn_pair torn_pairs[] = {"]
    for mark in MARKS:
        row = ""
        for first, second in of_mark(pairs, mark):
            item = f"{{'{mark}', 0x{ord(first):04X}, 0x{ord(second):04X}}},"
            if len(row) + len(item) > 100:
                lines.append(row)
                row = ""
            row += item
        lines.append(row)
    return "\n".join(lines + ["};"]) + "\n"


def main():
    text = make()
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != text:
            sys.exit(f"{TABLE.name} differs from its source; run tools/tables/make_torn_pairs.py")
        return
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
