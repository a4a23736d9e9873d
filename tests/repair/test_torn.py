#!/usr/bin/env python3
"""Marks flattened on GBK bytes without regard to characters: damage lines, repair them, look at what became of each.

    QINGGAO=build/qinggao python3 tests/repair/test_torn.py            the committed texts, with floors
    QINGGAO=build/qinggao python3 tests/repair/test_torn.py DIR...     all texts below DIR, measured only
"""
import json
import os
import subprocess
import sys
import tempfile

import repair
import torn_damage


def traditional(text):
    return repair.fix(text.encode(), "--script=traditional", "--repair=none").decode()


def readings():
    with open(os.path.join(repair.harness.ROOT, "tools", "tables", "readings.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("# ")]
    return {row[0]: row[1].split(" ")[0] for row in rows if row[1]}


READINGS = readings()


def annotated(text):
    """As sites do that turn pages into traditional characters: each one that changed is followed by its reading."""
    changed = traditional(text)
    if len(changed) != len(text):
        return ""
    return "".join(b if a == b else f"{b}({READINGS.get(a, 'x')})" for a, b in zip(text, changed))


def sound_lines(text):
    """The lines that GBK has, without marks that are ASCII already."""
    for line in text.split("\n"):
        try:
            line.encode("gbk")
        except UnicodeEncodeError:
            continue
        if line.strip():
            yield line


def repaired(text, *options):
    """The text that `qinggao fix` makes of it, and the findings."""
    with tempfile.TemporaryDirectory() as folder:
        source, made, report = (os.path.join(folder, name) for name in ("in.txt", "out.txt", "report.json"))
        with open(source, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        subprocess.run([repair.harness.program(), "fix", "-q", "--report", report, "-o", made, *options, source], check=True)
        with open(made, encoding="utf-8", newline="") as file, open(report, encoding="utf-8") as told:
            return file.read(), json.load(told)["findings"]


class Tally:
    """What became of the lines of some texts, with --repair=safe and with full."""

    def __init__(self):
        self.n_wrong = self.n_left = 0           # characters, before and after full
        self.n_places = 0
        self.n_sound = self.n_spoiled = 0        # lines without damage; of them changed under full
        self.n_restless = 0                      # texts that a second run changed again
        self.edits = {"safe": [0, 0], "full": [0, 0]}  # right, wrong
        self.faults = []

    def add_lines(self, lines):
        shown = [torn_damage.Shown(line) for line in lines]
        text = "\n".join(one.text for one in shown)
        for level in ("safe", "full"):
            got, findings = repaired(text, f"--repair={level},torn")
            self.add_edits(level, shown, findings)
            self.n_restless += repaired(got, f"--repair={level},torn")[0] != got
        for line, one, after in zip(lines, shown, got.split("\n"), strict=True):
            self.add_line(torn_damage.aligned(line), one.text, after)

    def gone(self):
        return 1 - self.n_left / self.n_wrong if self.n_wrong else 1

    def add_line(self, want, damaged, got):
        if damaged == want:
            self.n_sound += 1
            self.n_spoiled += got != want
        else:
            self.n_wrong += torn_damage.distance(want, damaged)
            self.n_left += torn_damage.distance(want, got)

    def add_edits(self, level, shown, findings):
        for found in findings:
            if found["kind"] != "repair.torn" or not found.get("applied"):
                continue
            one = shown[found["line"] - 1]
            start = found["column"] - 1
            was = list(one.was(start, start + len(found["before"])))
            is_right = found["after"] in was
            self.edits[level][not is_right] += 1
            if not is_right:
                self.faults.append((level, found["confidence"], found["before"], found["after"], *was[:1],
                                    one.text[max(0, start - 8):start + 12]))


def measure(texts):
    tally = Tally()
    for text in texts.values():
        lines = list(sound_lines(text))
        if lines:
            tally.add_lines(lines)
    return tally


def show(name, tally, is_verbose):
    safe, full = tally.edits["safe"], tally.edits["full"]
    print(f"{name:24} {tally.n_wrong:6} wrong, {100 * tally.gone():5.1f} % gone; applied right/wrong: "
          f"safe {safe[0]}/{safe[1]}, full {full[0]}/{full[1]}; sound lines {tally.n_sound}, spoiled {tally.n_spoiled}, "
          f"restless {tally.n_restless}")
    for fault in tally.faults if is_verbose else []:
        print("   ", *fault)


KINDS = (("simplified", str, 0.94), ("traditional", traditional, 0.92), ("traditional, annotated", annotated, 0.9))


def main():
    folders = [arg for arg in sys.argv[1:] if arg != "-v"]
    texts = repair.read_texts(folders) if folders else repair.read_sections(os.path.join(repair.HERE, "torn.txt"))
    failed = []
    for name, change, floor in KINDS:
        tally = measure({title: change(text) for title, text in texts.items()})
        show(name, tally, "-v" in sys.argv)
        if tally.gone() < floor or tally.edits["safe"][1] > 0 or tally.n_spoiled > 0 or tally.n_restless > 0:
            failed.append(name)
    if failed and not folders:
        sys.exit("below the floor: " + ", ".join(failed))


if __name__ == "__main__":
    main()
