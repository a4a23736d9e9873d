"""test_spec.py - the examples of the specifications of Markdown, as Word documents.

Every example of CommonMark, those of GFM's extensions and our own (own.md) is made into a DOCX, read
back by pandoc and compared with what pandoc reads in the Markdown: text, kinds of blocks, nesting,
marks, links, line breaks, code.  Beside it stands the DOCX that pandoc makes of the same example.
differences.tsv says of each example that differs why it does; one that is not listed fails, as does one that
is listed and no longer differs.
"""
import collections
import concurrent.futures
import gzip
import os
import re
import shutil
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import examples  # noqa: E402  (beside this file)
import harness  # noqa: E402  (found through the line above)
import outline  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
SPEC_DIR = os.environ.get("QG_SPEC_DIR") or os.path.join(CACHE, "qinggao", "spec")
PICTURE = os.path.join(harness.SAMPLES, "figures", "chart.png")
EXTENSIONS = {"table", "strikethrough", "autolink", "disabled", "tasklist"}
TREES = ("source", "ours", "pandoc")
FLOOR_PERCENT = 97.0
# What HTML means is nothing that Markdown says; here only the text is compared.
HTML = {"HTML blocks", "Raw HTML"}



def specifications(folder):
    """All examples, and the name of pandoc's reader for each."""
    commonmark = os.path.join(SPEC_DIR, "node_modules", "commonmark-spec", "spec.txt")
    packed = os.path.join(SPEC_DIR, "gfm-spec.txt.gz")
    for path in (commonmark, packed):
        if not os.path.exists(path):
            harness.missing("a specification (see setup_spec in tools/setup.sh)")
    gfm = os.path.join(folder, "gfm-spec.txt")
    with gzip.open(packed) as source, open(gfm, "wb") as target:
        shutil.copyfileobj(source, target)
    # Bare addresses are links for us everywhere, as GFM has it.
    found = [(example, "commonmark+autolink_bare_uris") for example in examples.read(commonmark, "cm")]
    found += [(example, "gfm") for example in examples.read(gfm, "gfm")
              if example.extension in EXTENSIONS]
    found += [(example, "gfm+tex_math_dollars") for example in examples.read_own(os.path.join(HERE, "own.md"))]
    return found


def reasons():
    """Of each example that may differ, why it does."""
    with open(os.path.join(HERE, "differences.tsv"), encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return {name: why for name, why in lines}


def read_back(folder, found):
    """Convert the examples and let one pandoc read everything: three lists of lines of JSON."""
    for example, _ in found:
        examples.write(folder, example, PICTURE)
    shutil.copy(PICTURE, folder)
    with open(os.path.join(folder, "list"), "w", encoding="utf-8") as file:
        file.writelines(f"{example.name} {reader}\n" for example, reader in found)
    names = [example.name + ".md" for example, _ in found]
    harness.run([harness.program(), "--quiet", "--from=markdown", "--out-dir=.", *names], cwd=folder)
    with concurrent.futures.ThreadPoolExecutor(len(TREES)) as pool:
        return list(pool.map(lambda tree: read_trees(folder, tree), TREES))


def read_trees(folder, name):
    """One pandoc reads all examples; a line of JSON each."""
    harness.run(["pandoc", "--lua-filter", os.path.join(HERE, "read_back.lua"), "--quiet",
                 "-f", "markdown", "-t", "plain"], cwd=folder, env={"QG_TREE": name})
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read().split("\n")[:-1]


class Result:
    """One example, read back."""

    def __init__(self, example, source, ours, theirs):
        self.example = example
        self.is_html = example.section in HTML
        self.wanted = outline.read(source)
        self.ours = self.compare(ours)
        self.theirs = self.compare(theirs)
        self.is_text_lost = not ours or not self.has_words(outline.read(ours))

    def has_words(self, found):
        """Whether all letters and digits are there, in order, but for those of tags."""
        words = filter(str.isalnum, re.sub("<[^>]*>", "", outline.text(self.wanted)))
        return outline.is_within(words, outline.text(found))

    def compare(self, line):
        if not line:
            return ["unreadable"]
        found = outline.read(line)
        if self.is_html:
            return [] if self.has_words(found) else ["text"]
        return outline.differences(self.wanted, found)


def percent(results, is_good):
    return 100 * sum(is_good(result) for result in results) / len(results)


def score(title, results):
    ours = percent(results, lambda result: not result.ours)
    theirs = percent(results, lambda result: not result.theirs)
    print(f"{title:<42}{len(results):>5}{ours:>9.1f}{theirs:>9.1f}")


class Specification(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        harness.need("pandoc")
        cls.folder = harness.scratch()
        found = specifications(cls.folder)
        lines = read_back(cls.folder, found)
        cls.results = [Result(example, *line)
                       for (example, _), *line in zip(found, *lines)]
        cls.reasons = reasons()
        cls.print_score()

    @classmethod
    def print_score(cls):
        print(f"{'section':<42}{'n':>5}{'ours':>9}{'pandoc':>9}  % without a difference")
        sections = collections.defaultdict(list)
        for result in cls.results:
            sections[result.example.section].append(result)
        for section, results in sections.items():
            score(section, results)
        cls.counted = [result for result in cls.results if not result.is_html]
        score("all but HTML", cls.counted)
        for aspect in ("blocks", *outline.ASPECTS):
            ours = percent(cls.counted, lambda result, a=aspect: a not in result.ours)
            theirs = percent(cls.counted, lambda result, a=aspect: a not in result.theirs)
            print(f"  {aspect:<40}{ours:>14.1f}{theirs:>9.1f}")
        for result in cls.results:
            if result.ours:
                name = result.example.name
                print(f"{name} ({result.example.section}): {', '.join(result.ours)}: "
                      f"{cls.reasons.get(name, '?')}")

    def test_floor(self):
        self.assertGreaterEqual(percent(self.counted, lambda result: not result.ours),
                                FLOOR_PERCENT)

    def test_text(self):
        """Whatever else differs, no text does."""
        lost = [result.example.name for result in self.results if result.is_text_lost]
        self.assertEqual(lost, [])

    def test_reasons(self):
        differing = {r.example.name for r in self.results if r.ours}
        self.assertEqual(sorted(differing - set(self.reasons)), [], "differ without a reason")
        self.assertEqual(sorted(set(self.reasons) - differing), [], "differ no longer")


if __name__ == "__main__":
    unittest.main(verbosity=2)
