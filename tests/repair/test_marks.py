"""Marks of sound text are flattened to ASCII in the ways that web pages flatten them, and come back.

The text is this project's own. It has numbers, times, ratios, versions, an address and a mail
address, which must stay as they are.
"""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness

FLOOR = 0.99
WIDE = dict(zip("，：；？！（）", ",:;?!()"))
QUOTES = dict(zip("“”‘’", "\"\"''"))
STOPS = {"。": "."}
RUNS = [("——", "--"), ("……", "......")]


def flatten(text, marks, has_runs):
    for wide, flat in RUNS if has_runs else []:
        text = text.replace(wide, flat)
    return "".join(marks.get(c, c) for c in text)


def with_blanks(text):
    """A blank behind each mark in a line, as English has it."""
    return re.sub(r"([，：；？！。])(?=[^\n，：；？！。”’）])", r"\1 ", text)


def repair(text):
    done = subprocess.run([harness.program(), "fix", "-q", "--repair=punctuation", "-o", "-", "-"],
                          input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode()


def units(text):
    return re.findall(r"——|……|--|\.{2,}|\S", text)


def share(want, got, marks):
    """Of the marks, how many are right; all else must be as it was."""
    pairs = list(zip(units(want), units(got), strict=True))
    for a, b in pairs:
        if a not in marks and a != b:
            raise AssertionError(f"{a} became {b}")
    touched = [a == b for a, b in pairs if a in marks]
    return sum(touched), len(touched)


def main():
    text = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "marks.txt"),
                encoding="utf-8").read()
    ways = {
        "wide forms": (WIDE, False, text),
        "and quotes": (WIDE | QUOTES, False, text),
        "all": (WIDE | QUOTES | STOPS, True, text),
        "all, with blanks": (WIDE | QUOTES | STOPS, True, with_blanks(text)),
    }
    failed = 0

    assert repair(text) == text, "sound text was changed"
    for name, (marks, has_runs, start) in ways.items():
        got = repair(flatten(start, marks, has_runs))
        counted = set(marks) | ({wide for wide, _ in RUNS} if has_runs else set())
        right, n = share(text, got, counted)
        print(f"{name:20} {right:4} of {n:4}  {100 * right / n:6.2f} %")
        failed += right < n * FLOOR
        assert repair(got) == got, f"{name}: twice is not once"
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
