"""ink.py - where there is red and black ink on a page of a PDF, in mm from the paper's edges.

Words tell where a font's boxes are; rules, and how high a mark's ink begins, only the picture tells.
"""
import collections
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

DPI = 200
MM = 25.4 / DPI

# A rule is a row with an unbroken run of ink at least this long.
RULE_MM = 140

DARK = bytes(1 if value < 150 else 0 for value in range(256))
HIGH = bytes(1 if value > 140 else 0 for value in range(256))
LOW = bytes(1 if value < 130 else 0 for value in range(256))

Rule = collections.namedtuple("Rule", "top bottom left right")
Band = collections.namedtuple("Band", "top bottom left right")


def both(*masks):
    """Bytes of 1 where all masks have 1."""
    numbers = [int.from_bytes(mask, "big") for mask in masks]
    joined = numbers[0]
    for number in numbers[1:]:
        joined &= number
    return joined.to_bytes(len(masks[0]), "big")


def runs_of(rows):
    """The rules among rows: {y: mask} -> [Rule], rows that touch taken together."""
    least = b"\1" * int(RULE_MM / MM)
    rules = []
    for y in sorted(rows):
        left = rows[y].find(least)
        if left < 0:
            continue
        right = left
        while right < len(rows[y]) and rows[y][right]:
            right += 1
        here = Rule(y * MM, (y + 1) * MM, left * MM, right * MM)
        if rules and here.top - rules[-1].bottom < MM / 2:
            last = rules[-1]
            rules[-1] = Rule(last.top, here.bottom, min(last.left, here.left), max(last.right, here.right))
        else:
            rules.append(here)
    return rules


class Ink:
    """The ink of one page."""

    def __init__(self, pdf, page):
        picture = harness.run(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), pdf])
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", picture)
        width, height = int(head[1]), int(head[2])
        self.red, self.black = {}, {}
        for y in range(height):
            row = picture[head.end() + y * width * 3:head.end() + (y + 1) * width * 3]
            red, green, blue = row[0::3], row[1::3], row[2::3]
            if red != green:
                mask = both(red.translate(HIGH), green.translate(LOW), blue.translate(LOW))
                if 1 in mask:
                    self.red[y] = mask
            mask = both(red.translate(DARK), green.translate(DARK), blue.translate(DARK))
            if 1 in mask:
                self.black[y] = mask
        self.red_rules, self.black_rules = runs_of(self.red), runs_of(self.black)

    def red_bands(self):
        """Lines of red characters: rows of red ink that are no rules, taken together where they are
        less than 2 mm apart."""
        bands = []
        for y in sorted(self.red):
            if any(rule.top - MM <= y * MM <= rule.bottom for rule in self.red_rules):
                continue
            mask = self.red[y]
            here = Band(y * MM, (y + 1) * MM, mask.index(1) * MM, (mask.rindex(1) + 1) * MM)
            if bands and here.top - bands[-1].bottom < 2:
                last = bands[-1]
                bands[-1] = Band(last.top, here.bottom, min(last.left, here.left), max(last.right, here.right))
            else:
                bands.append(here)
        return bands

    def black_between(self, top, bottom):
        """Upper and lower edge of the black ink between two heights; None where there is none."""
        rows = [y for y in self.black if top <= y * MM <= bottom]
        return (min(rows) * MM, (max(rows) + 1) * MM) if rows else None
