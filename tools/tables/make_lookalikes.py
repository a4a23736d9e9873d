#!/usr/bin/env python3
"""Make the tables of the passes that mend single characters, in src/normalize/:

    entities.inc    named character references of HTML, from entities.tsv
    lookalikes.inc  radicals, compatibility and private characters, from lookalikes.tsv and private.tsv
    composed.inc    letters with combining marks, from composed.tsv

    make_lookalikes.py          write the tables
    make_lookalikes.py --check  fail when the committed tables are not what would be written
"""
import hashlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "src" / "normalize"


def read_rows(name):
    """The rows of a source, whose head must give their SHA-256."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines(keepends=True)
    rows = [line for line in lines if not line.startswith("# ")]
    digest = hashlib.sha256("".join(rows).encode()).hexdigest()
    if not any(digest in line for line in lines if line.startswith("# ")):
        sys.exit(f"{name}: its rows are not those its head speaks of ({digest})")
    return [line.rstrip("\n").split("\t") for line in rows]


def joined(items, width=100):
    """The items with commas behind them, in lines of at most that width."""
    lines = [""]
    for item in items:
        if len(lines[-1]) + len(item) + 1 > width:
            lines.append("")
        lines[-1] += item + ","
    return "\n".join(lines)


def pairs(name, rows):
    cells = [f"{{0x{a},0x{b}}}" for a, b in rows]
    return f"static const qg_rune {name}[][2] = {{\n{joined(cells)}\n}};\n"


def entities():
    names, cells = "", []
    for name, code_points, legacy in sorted(read_rows("entities.tsv")):
        text = "".join(chr(int(c, 16)) for c in code_points.split())
        cells.append(f"{{{len(names.encode())},{len(name)},{len(text.encode())},{int(legacy == 'legacy')}}}")
        names += name + text
    data = names.encode()
    return ("/* Made by tools/tables/make_lookalikes.py from entities.tsv: the named character references of the HTML\n"
            " * Standard.  A name and the text it stands for lie behind each other; names are in the order of bytes. */\n"
            f"static const unsigned char entity_bytes[] = {{\n{joined(map(str, data))}\n}};\n"
            "static const struct entity {\n    uint16_t at;\n    uint8_t n_name, n_text;\n    bool is_legacy;\n"
            f"}} entities[] = {{\n{joined(cells)}\n}};\n")


def lookalikes():
    private = read_rows("private.tsv")
    return ("/* Made by tools/tables/make_lookalikes.py from lookalikes.tsv (Unicode 15.0, Unicode License v3) and\n"
            " * private.tsv (GB 18030, HKSCS-2004).  In the order of the first. */\n"
            + pairs("ideographs", read_rows("lookalikes.tsv"))
            + pairs("private_gbk", [row[1:] for row in private if row[0] == "gbk"])
            + pairs("private_hkscs", [row[1:] for row in private if row[0] == "hkscs"]))


def composed():
    cells = [f"{{0x{a},0x{b},0x{c}}}" for a, b, c in read_rows("composed.tsv")]
    return ("/* Made by tools/tables/make_lookalikes.py from composed.tsv (Unicode 15.0, Unicode License v3): base,\n"
            " * mark and the two in one, in the order of the first two. */\n"
            f"static const uint16_t composed[][3] = {{\n{joined(cells)}\n}};\n")


def main():
    for name, make in (("entities.inc", entities), ("lookalikes.inc", lookalikes), ("composed.inc", composed)):
        text, path = make(), TARGET / name
        if sys.argv[1:] == ["--check"]:
            if path.read_text(encoding="utf-8") != text:
                sys.exit(f"{name} differs from its source; run tools/tables/make_lookalikes.py")
        else:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
