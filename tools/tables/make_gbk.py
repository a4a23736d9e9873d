#!/usr/bin/env python3
"""Make src/codec/gbk.inc: the two-byte codes of GB18030 and the characters they are.

The source is Python's gb18030 codec (GB18030-2000).  The user-defined areas are left out: both ways through
them are arithmetic (gbk.c).

    make_gbk.py          write the table
    make_gbk.py --check  fail when the committed table is not what would be written
"""
import pathlib
import sys

TABLE = pathlib.Path(__file__).resolve().parent.parent.parent / "src" / "codec" / "gbk.inc"
LEADS, TRAILS = range(0x81, 0xFF), range(0x40, 0xFF)


def is_user_defined(lead, trail):
    if trail >= 0xA1:
        return 0xAA <= lead <= 0xAF or lead >= 0xF8
    return 0xA1 <= lead <= 0xA7


def read():
    """Code -> character."""
    return {lead << 8 | trail: ord(bytes([lead, trail]).decode("gb18030"))
            for lead in LEADS for trail in TRAILS if trail != 0x7F and not is_user_defined(lead, trail)}


def rows(values, width):
    return ["".join(f"0x{value:X}," if value > 9 else f"{value}," for value in values[start:start + width])
            for start in range(0, len(values), width)]


def make():
    runes = read()
    codes = {rune: code for code, rune in runes.items()}
    pages = sorted({rune >> 8 for rune in codes})
    page_of = [pages.index(page) + 1 if page in pages else 0 for page in range(256)]
    lines = ["/* Made by tools/tables/make_gbk.py from the gb18030 codec of Python (GB18030-2000, PSF License). */",
             f"static const uint16_t gbk_runes[][{len(TRAILS)}] = {{ /* 0: user-defined, or none */"]
    for lead in LEADS:
        lines += [f"/* {lead:02X} */ {{"]
        lines += rows([runes.get(lead << 8 | trail, 0) for trail in TRAILS], 16)
        lines += ["},"]
    lines += ["};", "/* Which page of gbk_codes has the characters of a block of 256. */",
              "static const uint8_t gbk_pages[256] = {", *rows(page_of, 32), "};",
              f"static const uint16_t gbk_codes[{len(pages) + 1}][256] = {{", "{0},"]
    for page in pages:
        lines += [f"/* {page:02X}00 */ {{"]
        lines += rows([codes.get(page << 8 | low, 0) for low in range(256)], 16)
        lines += ["},"]
    return "\n".join(lines + ["};"]) + "\n"


def main():
    text = make()
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != text:
            sys.exit(f"{TABLE.name} differs from its source; run tools/tables/make_gbk.py")
        return
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
