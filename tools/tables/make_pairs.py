#!/usr/bin/env python3
"""Make src/language/pairs.inc: which characters stand together in Chinese.

A pair is kept with its gain: by how many bits the second character is less surprising behind the first than it
is anywhere.  The table is open-addressed; a slot holds a fingerprint of the pair in 12 bits and the gain, plus 2,
in 4.  The function that finds a slot stands in src/language/model.c too, and its test looks up all pairs.

    make_pairs.py          write the table
    make_pairs.py --check  fail when the committed table is not what would be written
"""
import collections
import math
import pathlib
import sys

import make_chars
from slots import array, put

TABLE = pathlib.Path(__file__).resolve().parents[2] / "src" / "language" / "pairs.inc"
SLOT_BITS = 18
GAIN_LOW, GAIN_HIGH = -2, 13
UNSEEN = -2  # what model.c takes for pairs that are not in the table
MOST = 170_000  # pairs; the table is then two thirds full

# Share of the characters of jieba's list that stand inside a word behind another one: counted over its words.
INSIDE_WORDS = 0.4


def read_pairs(name, weight):
    """Pair -> share among all neighbours, times weight."""
    counts = {pair: int(count) for pair, count in make_chars.read_rows(f"pairs-{name}.tsv")}
    total = sum(counts.values())
    return {pair: weight * count / total for pair, count in counts.items()}


def all_pairs():
    """The same mixture as that of the characters (rune_costs), so that the shares go together."""
    shares = collections.defaultdict(float)
    for name, weight in (("simplified", 0.25), ("words", 0.22 * INSIDE_WORDS), ("traditional", 0.27),
                         ("words-traditional", 0.18 * INSIDE_WORDS)):
        for pair, share in read_pairs(name, weight).items():
            shares[pair] += share
    return shares


def gain(pair, share, chars):
    known = chars.get(pair[0], 0) * chars.get(pair[1], 0)
    if known == 0:
        return GAIN_LOW
    return min(GAIN_HIGH, max(GAIN_LOW, round(math.log2(share / known))))


def slot_and_print(first, second):
    """As place_of in model.c."""
    mixed = ((first << 16 | second) * 0x9E3779B1) & 0xFFFFFFFF
    mixed = ((mixed ^ mixed >> 15) * 0x85EBCA6B) & 0xFFFFFFFF
    return mixed >> (32 - SLOT_BITS), (mixed & 0xFFF) or 1


def fill(pairs, chars):
    """What tells most comes first and so is found first: pairs whose gain is far from that of an unseen one."""
    rated = [(share * (gain(pair, share, chars) - UNSEEN), pair, gain(pair, share, chars))
             for pair, share in pairs.items() if gain(pair, share, chars) > UNSEEN]
    rated.sort(key=lambda row: (-row[0], row[1]))
    slots = [0] * (1 << SLOT_BITS)
    for _, pair, value in rated[:MOST]:
        slot, fingerprint = slot_and_print(ord(pair[0]), ord(pair[1]))
        put(slots, slot, fingerprint, value - GAIN_LOW)
    return slots


def make():
    slots = fill(all_pairs(), make_chars.shares()["all"])
    lines = ["/* Made by tools/tables/make_pairs.py from the pairs-*.tsv beside it: counts over laws of the mainland and of",
             " * Taiwan (public domain) and over the words of dict.txt of jieba 0.42.1 (Expat), in traditional characters",
             " * by OpenCC's dictionaries (Apache-2.0). */"]
    return "\n".join([*lines, *array("pair_slots", SLOT_BITS, slots)]) + "\n"


def main():
    text = make()
    if sys.argv[1:] == ["--check"]:
        if TABLE.read_text(encoding="utf-8") != text:
            sys.exit(f"{TABLE.name} differs from its source; run tools/tables/make_pairs.py")
        return
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
