#!/usr/bin/env python3
"""How many pieces of text in many encodings are found out, whole, damaged and mixed.

    tests/detect/test_detect.py [--qinggao PATH] [--seed N]

The pieces are cut from the texts in samples.txt beside this file, which were written for it and from which no
table was made.  Prints a table; fails when a share is below the floor that stands beside it.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CHINESE = {"GB18030", "BIG5", "EUC-TW"}
SIZES = [4, 6, 8, 16, 64, 256]
PIECES = 60  # of each size in each encoding
BATCH = 500  # files a run

LEGACY = [("GB18030", "gbk", "simplified"), ("BIG5", "big5", "traditional")]
WIDE = [("UTF-16LE", "utf-16-le", "simplified"), ("UTF-16BE", "utf-16-be", "traditional"),
        ("UTF-32LE", "utf-32-le", "simplified"), ("UTF-32BE", "utf-32-be", "traditional")]
UTF8 = [("UTF-8", "utf-8", "simplified"), ("UTF-8", "utf-8", "traditional")]
OTHERS = [("SHIFT_JIS", "cp932", "japanese"), ("EUC-JP", "euc_jp", "japanese"), ("EUC-KR", "euc_kr", "korean"),
          ("WINDOWS-1251", "cp1251", "russian"), ("KOI8-R", "koi8-r", "russian"),
          ("WINDOWS-1253", "cp1253", "greek"), ("TIS-620", "cp874", "thai"), ("WINDOWS-1252", "cp1252", "french"),
          ("WINDOWS-1252", "cp1252", "german")]


def read_samples():
    texts, name = {}, None
    for line in (HERE / "samples.txt").read_text(encoding="utf-8").split("\n"):
        if line.startswith("== "):
            name = line[3:]
            texts[name] = ""
        elif name:
            texts[name] += line
    return texts


class Measure:
    def __init__(self, program, seed):
        self.program = program
        self.rng = random.Random(seed)
        self.texts = read_samples()
        self.failures = 0

    def piece(self, language, codec, n):
        """n characters that the encoding has and that are not all ASCII."""
        text = self.texts[language]
        while True:
            at = self.rng.randrange(len(text) - n) if n < len(text) else 0
            part = (text * (n // len(text) + 1))[at:at + n]
            try:
                if part.encode(codec).isascii() and "utf-16" not in codec:
                    continue
                return part
            except UnicodeEncodeError:
                continue

    def run(self, cases, verb):
        """The result of each input: what detect says, or the text of fix (None when refused)."""
        out = []
        for start in range(0, len(cases), BATCH):
            with tempfile.TemporaryDirectory(prefix="qinggao-detect-") as folder:
                names = []
                for i, data in enumerate(cases[start:start + BATCH]):
                    names.append(os.path.join(folder, f"{i:05}.txt"))
                    pathlib.Path(names[-1]).write_bytes(data)
                out += self.detect(names) if verb == "detect" else self.fix(names, folder)
        return out

    def detect(self, names):
        done = subprocess.run([self.program, "detect", "--json", *names], capture_output=True, check=True)
        return [found["encoding"] for found in json.loads(done.stdout)]

    def fix(self, names, folder):
        fixed = os.path.join(folder, "fixed")
        subprocess.run([self.program, "fix", "-q", "--out-dir", fixed, *names], capture_output=True, check=False)
        paths = [pathlib.Path(fixed, os.path.basename(name)) for name in names]
        return [path.read_text(encoding="utf-8") if path.exists() else None for path in paths]

    def tell(self, what, good, n, floor):
        share = 100 * good / n
        is_low = share < floor
        self.failures += is_low
        print(f"{what:44} {good:5} of {n:5} {share:6.1f} %   floor {floor:5.1f} {'LOW' if is_low else ''}")

    def whole(self, name, codec, language, floors):
        for n in SIZES:
            cases = [self.piece(language, codec, n).encode(codec) for _ in range(PIECES)]
            good = sum(found == name for found in self.run(cases, "detect"))
            self.tell(f"{name}, {language}, {n} characters", good, len(cases), floors[n])

    def not_chinese(self):
        cases = [self.piece(language, codec, n).encode(codec)
                 for _, codec, language in OTHERS for n in (16, 64, 256) for _ in range(PIECES)]
        good = sum(found not in CHINESE for found in self.run(cases, "detect"))
        self.tell("not Chinese, not called so", good, len(cases), 99.5)

    def named_right(self):
        for name, codec, language in OTHERS:
            cases = [self.piece(language, codec, 200).encode(codec) for _ in range(PIECES)]
            good = sum(found == name for found in self.run(cases, "detect"))
            self.tell(f"{name}, {language}", good, len(cases), 95)

    def damaged(self, name, codec, language):
        heads, tails, stray, lies = [], [], [], []
        for _ in range(PIECES * 2):
            text = self.piece(language, codec, self.rng.choice(SIZES[1:]))
            data = text.encode(codec)
            heads.append(data[1:])
            tails.append(data[:-1])
            at = len(text[:len(text) // 2].encode(codec))
            stray.append(data[:at] + b"\xff" + data[at:])
            lie = self.rng.choice(["utf-8", "gb2312", "big5", "iso-8859-1", "shift_jis"])
            lies.append(f'<meta charset="{lie}">'.encode(codec) + data)
        for what, cases in (("head cut", heads), ("tail cut", tails), ("stray byte", stray), ("lying", lies)):
            if what == "stray byte" and "utf-16" in codec:
                continue
            good = sum(found == name for found in self.run(cases, "detect"))
            self.tell(f"{name}, {what}", good, len(cases), 99)

    def mixed(self, first, second, separator):
        """Files in which one or two of several paragraphs are in another encoding: the text must be right."""
        wants, cases = [], []
        for _ in range(PIECES * 2):
            kinds = [first] * self.rng.randint(3, 8)
            for at in self.rng.sample(range(len(kinds)), self.rng.choice([1, 2])):
                kinds[at] = second
            parts = [(self.piece(language, codec, self.rng.randint(8, 80)), codec) for _, codec, language in kinds]
            wants.append(separator.join(text for text, _ in parts))
            cases.append(separator.encode().join(text.encode(codec) for text, codec in parts))
        good = sum(found == want for found, want in zip(self.run(cases, "fix"), wants))
        where = "lines" if separator == "\n" else "inside a line"
        is_hard = separator != "\n" and not {"UTF-8"} & {first[0], second[0]}  # both read everything
        self.tell(f"{second[0]} in {first[0]}, {where}", good, len(cases), 90 if is_hard else 95)

    def appended(self, first, second):
        """Files to which a program appended lines in units of another width."""
        wants, cases = [], []
        for _ in range(PIECES):
            parts = [(self.piece(language, codec, self.rng.randint(60, 300)) + "\n", codec)
                     for _, codec, language in (first, second)]
            wants.append("".join(text for text, _ in parts))
            cases.append(b"".join(text.encode(codec) for text, codec in parts))
        good = sum(found == want for found, want in zip(self.run(cases, "fix"), wants))
        self.tell(f"{second[0]} appended to {first[0]}", good, len(cases), 95)

    def lists(self, name, codec):
        """Lists of goods, a line each and a word a line: nothing but rare characters."""
        cases = []
        for line in (HERE / "lists.txt").read_text(encoding="utf-8").splitlines():
            try:
                cases += [text.encode(codec) + b"\n" for text in (line, line.replace(" ", "\n"))]
            except UnicodeEncodeError:
                continue
        good = sum(found == name for found in self.run(cases, "detect"))
        self.tell(f"{name}, lists of words", good, len(cases), 95)

    def untouched(self, name, codec, language):
        """Clean text comes out as it went in."""
        wants = [self.piece(language, codec, self.rng.choice(SIZES[2:])) for _ in range(PIECES * 4)]
        found = self.run([want.encode(codec) for want in wants], "fix")
        good = sum(text == want for text, want in zip(found, wants))
        self.tell(f"{name}, clean text untouched", good, len(wants), 99.5)

    def all(self):
        short = {4: 98, 6: 98, 8: 98, 16: 100, 64: 100, 256: 100}
        wide = {n: 98 for n in SIZES}
        for row in LEGACY:
            self.whole(*row, short)
            self.lists(*row[:2])
        for row in WIDE + UTF8:
            self.whole(*row, wide)
        for row in LEGACY + WIDE[:2] + UTF8:
            self.damaged(*row)
        for row in LEGACY + UTF8:
            self.untouched(*row)
        utf8, big5, gbk = UTF8[0], LEGACY[1], LEGACY[0]
        for first, second in ((utf8, gbk), (utf8, big5), (gbk, utf8), (gbk, big5), (big5, utf8), (big5, gbk)):
            self.mixed(first, second, "\n")
            self.mixed(first, second, " / ")
        for narrow in (utf8, gbk, big5):
            for wide_one in WIDE[:2]:
                self.appended(narrow, wide_one)
                self.appended(wide_one, narrow)
        self.named_right()
        self.not_chinese()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--qinggao", default=os.environ.get("QINGGAO", "build/qinggao"))
    parser.add_argument("--seed", type=int, default=9704)
    arguments = parser.parse_args()
    measure = Measure(arguments.qinggao, arguments.seed)
    measure.all()
    return 1 if measure.failures else 0


if __name__ == "__main__":
    sys.exit(main())
