#!/usr/bin/env python3
"""Make src/normalize/costs.inc: how surprising each two-byte code is as Chinese text.

The detector reads the same bytes as GB18030 and as Big5 and asks which reading is less surprising.  The
cost of a character is -log2 of its share in the counted texts, in whole bits.  Laws are not reports, so a
character that they never or seldom use costs no more than a limit by its place in the code: the standards
put the frequent characters first.

    make_chars.py          write the table
    make_chars.py --check  fail when the committed table is not what would be written
"""
import hashlib
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "src" / "normalize" / "costs.inc"
BAD = 30  # no such character: 'A' + 30 is '_'
LEADS = range(0x81, 0xFF)
TRAILS = range(0x40, 0xFF)


def read_counts(kind):
    """Characters and their share of all; the numbers must be those whose digest the file states."""
    lines = (HERE / f"chars-{kind}.tsv").read_text(encoding="utf-8").split("\n")
    heads = [line for line in lines if line.startswith("#")]
    rows = lines[len(heads):]
    digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    if digest not in heads[1]:
        sys.exit(f"chars-{kind}.tsv is not the file its head describes: {digest}")
    counts = {}
    for row in filter(None, rows):
        char, count = row.split("\t")
        counts[char] = int(count)
    total = sum(counts.values())
    return {char: count / total for char, count in counts.items()}


def decode(code, *names):
    """The character of a two-byte code in the first codec that has one."""
    for name in names:
        try:
            text = code.decode(name)
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            return text
    return None


def gb_limit(lead, trail, char):
    """GB2312 has marks in rows A1 to A9, level 1 up to D7, level 2 up to F7; the rest is GBK's."""
    if 0xE000 <= ord(char) <= 0xF8FF:
        return 29
    if trail >= 0xA1 and 0xA1 <= lead <= 0xF7:
        return 14 if lead <= 0xA3 else 20 if lead <= 0xA9 else 16 if lead <= 0xD7 else 20
    return 23


def big5_limit(lead, trail, char):
    """Big5 has marks in rows A1 to A3, level 1 from A4 to C6, level 2 from C9 to F9."""
    if lead < 0xA1 or lead > 0xF9:
        return 26
    if lead <= 0xA3:
        return 14 if lead < 0xA3 else 20
    if lead < 0xC6 or (lead == 0xC6 and trail <= 0x7E):
        return 16
    return 24 if lead <= 0xC8 else 20


def costs(read, limit, share):
    rows = []
    for lead in LEADS:
        row = []
        for trail in TRAILS:
            char = read(bytes([lead, trail]))
            if char is None:
                row.append(BAD)
                continue
            seen = share(char)
            cost = round(-math.log2(seen)) if seen > 0 else BAD
            row.append(min(cost, limit(lead, trail, char)))
        rows.append("".join(chr(ord("A") + cost) for cost in row))
    return rows


def array(name, rows):
    lines = [f"static const char {name}[][QG_COST_COLUMNS + 1] = {{"]
    for lead, row in zip(LEADS, rows):
        lines.append(f"    /* {lead:02X} */")
        lines += [f'    "{row[i:i + 90]}"' for i in range(0, len(row), 90)]
        lines[-1] += ","
    return lines + ["};"]


def make():
    simplified, traditional = read_counts("simplified"), read_counts("traditional")
    gb = costs(lambda code: decode(code, "gb18030"), gb_limit,
               # GBK has the traditional characters too, and some files use it for them.
               lambda char: 0.85 * simplified.get(char, 0) + 0.15 * traditional.get(char, 0))
    big5 = costs(lambda code: decode(code, "cp950", "big5hkscs"), big5_limit,
                 lambda char: traditional.get(char, 0))
    head = ["/* Made by tools/tables/make_chars.py from chars-simplified.tsv and chars-traditional.tsv (counts over",
            " * laws of the mainland and of Taiwan, public domain).  Rows are lead bytes from 81, columns trail bytes",
            " * from 40; 'A' is 0 bits, 'B' 1 and so on, '_' (30) is no character. */"]
    return "\n".join(head + array("gb18030_costs", gb) + array("big5_costs", big5)) + "\n"


def main():
    text = make()
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != text:
            sys.exit(f"{TABLE.name} differs from its source; run tools/tables/make_chars.py")
        return
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
