#!/usr/bin/env python3
"""Make src/language/lexicon.inc: how surprising a word is in Chinese.

The table is open-addressed; a slot holds a fingerprint of the word in 12 bits and its cost, in steps of a bit and
a quarter from 4 on, in 4.  The function that finds a slot stands in src/language/lexicon.c too, and its test looks
up words of all lengths.

    make_lexicon.py          write the table
    make_lexicon.py --check  fail when the committed table is not what would be written
"""
import math
import pathlib
import sys

import make_chars
from slots import array, put

TABLE = pathlib.Path(__file__).resolve().parents[2] / "src" / "language" / "lexicon.inc"
SLOT_BITS = 17
TOTAL = 60_101_967  # words in the texts that jieba's list was counted over: the sum of its counts
COST_LEAST, STEP, STEPS = 4, 1.25, 16


def grade(count):
    return min(STEPS - 1, max(0, round((math.log2(TOTAL / count) - COST_LEAST) / STEP)))


def slot_and_print(word):
    """As place_of in lexicon.c."""
    mixed = 0
    for char in word:
        mixed = ((mixed ^ ord(char)) * 0x9E3779B1) & 0xFFFFFFFF
        mixed ^= mixed >> 15
    mixed = (mixed * 0x85EBCA6B) & 0xFFFFFFFF
    return mixed >> (32 - SLOT_BITS), (mixed & 0xFFF) or 1


def fill(rows):
    """The most frequent come first and so are found first."""
    slots = [0] * (1 << SLOT_BITS)
    for word, count in rows:
        slot, fingerprint = slot_and_print(word)
        put(slots, slot, fingerprint, grade(int(count)))
    return slots


def make():
    slots = fill(make_chars.read_rows("words.tsv"))
    lines = ["/* Made by tools/tables/make_lexicon.py from tools/tables/words.tsv (python3-jieba 0.42.1).  Licence:",
             " * Expat, Copyright 2012-2017 Sun Junyi. */"]
    return "\n".join([*lines, *array("word_slots", SLOT_BITS, slots)]) + "\n"


def main():
    text = make()
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != text:
            sys.exit(f"{TABLE.name} differs from its source; run tools/tables/make_lexicon.py")
        return
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
