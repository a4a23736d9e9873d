#!/usr/bin/env python3
"""Make src/normalize/readings.inc: how characters are read.

The readings are those of readings.tsv.  A character that OpenCC's dictionaries have as the traditional form or
the regional variant of others has their readings too: 係 is read as 系 is, where a page has it for 系.

    make_readings.py          write the table
    make_readings.py --check  fail when the committed table is not what would be written
"""
import pathlib
import sys
import unicodedata

import make_chars

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "src" / "normalize" / "readings.inc"
FIRST, LAST = 0x3400, 0x9FFF
TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
PER_LINE = 24


def syllable(reading):
    """Letters, with v for ü, and tone, 0 for none; None for the few that are written with ê."""
    letters, tone = "", 0
    for char in unicodedata.normalize("NFD", reading.replace("ü", "v")).replace("u\u0308", "v"):
        if char in TONES:
            tone = TONES[char]
        else:
            letters += char
    return (letters, tone) if letters.isascii() else None


def read_readings():
    """Character -> {syllable: whether it is usual}"""
    out = {}
    for char, usual, others in make_chars.read_rows("readings.tsv"):
        mine = {syllable(reading): False for reading in others.split()}
        mine.update({syllable(reading): True for reading in usual.split()})
        mine.pop(None, None)
        out[char] = mine
    return out


def read_forms():
    """(form, what it stands for), from OpenCC's dictionaries"""
    for name in ("STCharacters", "HKVariants", "TWVariants"):
        for line in (HERE / "opencc" / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("#"):
                char, forms = line.split("\t")
                yield from ((form, char) for form in forms.split() if form != char)
    for line in (HERE / "opencc" / "TSCharacters.txt").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            form, chars = line.split("\t")
            if chars.split()[0] != form:  # 喆 and 堃 stand for themselves: no conversion puts them in
                yield from ((form, char) for char in chars.split())


def add_readings_of_forms(readings):
    """Returns the forms.  Twice, since a regional variant may stand for a traditional form."""
    forms = set()
    for form, char in 2 * list(read_forms()):
        if not FIRST <= ord(form[0]) <= LAST or len(form) > 1:
            continue
        forms.add(form)
        mine = readings.setdefault(form, {})
        for reading, is_usual in readings.get(char, {}).items():
            mine[reading] = mine.get(reading, False) or is_usual
    return forms


def array(head, values):
    lines = [f"{head} = {{"]
    for start in range(0, len(values), PER_LINE):
        lines.append(",".join(map(str, values[start:start + PER_LINE])) + ",")
    return lines + ["};"]


def make():
    readings = read_readings()
    forms = add_readings_of_forms(readings)
    names = sorted({name for mine in readings.values() for name, _ in mine})
    number = {name: at for at, name in enumerate(names)}
    pool, places, of = [0], {}, []
    for rune in range(FIRST, LAST + 1):
        mine = readings.get(chr(rune), {})
        key = tuple(sorted((number[name] * 5 + tone) * 2 + is_usual for (name, tone), is_usual in mine.items()))
        if key and key not in places:
            places[key] = len(pool)
            pool += [len(key), *key]
        of.append((places[key] if key else 0) | (0x8000 if chr(rune) in forms else 0))
    assert len(pool) < 0x8000
    lines = ["/* Made by tools/tables/make_readings.py from readings.tsv beside it, Unihan_Readings.txt 15.0 (Unicode",
             " * License v3), and from OpenCC's dictionaries (Apache-2.0). */",
             f"enum {{ READINGS_FIRST = 0x{FIRST:X}, READINGS_LAST = 0x{LAST:X}, N_SYLLABLES = {len(names)} }};",
             f"static const char syllables[N_SYLLABLES][{max(map(len, names)) + 1}] = {{"]
    quoted = [f'"{name}"' for name in names]
    lines += [", ".join(quoted[start:start + 12]) + "," for start in range(0, len(quoted), 12)]
    lines += ["};", "/* How many, then each: twice (five times a syllable, and its tone), and 1 when it is usual. */"]
    lines += array("static const uint16_t reading_pool[]", pool)
    lines += ["/* Where in the pool, and 0x8000 for the traditional form or the variant of another. */"]
    lines += array("static const uint16_t readings_of[]", of)
    return "\n".join(lines) + "\n"


def main():
    text = make()
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != text:
            sys.exit(f"{TABLE.name} differs from its source; run tools/tables/make_readings.py")
        return
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
