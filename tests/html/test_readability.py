"""test_readability.py - pages read by us and by @mozilla/readability, against a careful editor's text.

Counted are the characters of the wanted body (with its title) that were kept, and those that were kept
without being wanted, both in hundredths of the wanted ones.  Pages of authorities must be better here;
all of them together too.
"""
import difflib
import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import test_html as html  # noqa: E402

ENCODINGS = {"gbk": "gb18030", "big5": "big5hkscs", "asp-tables": "gb18030", "taiwan-letter": "big5hkscs"}
GOVERNMENT = {"annual-report", "asp-tables", "frames", "gbk", "gov-attachment", "gov-div", "gov-library", "gov-spread-labels", "gov-trs", "hidden", "interpretation",
              "law", "mailbox", "nested-tables", "order", "tender", "unclosed"}


def page_text(path):
    with open(path, encoding=ENCODINGS.get(harness.stem(path), "utf-8")) as file:
        return file.read()


def body_of(markdown):
    """What stands behind the front matter."""
    parts = markdown.split("\n---\n", 1)
    return html.letters(html.words(parts[1] if markdown.startswith("---\n") else markdown))


def readability(pages):
    done = subprocess.run(harness.node_tool("readability", "extract.mjs"), check=True,
                          input=json.dumps([page_text(page) for page in pages]).encode("utf-8"),
                          stdout=subprocess.PIPE)
    return [html.letters(found["title"] + found["text"]) for found in json.loads(done.stdout)]


def compare(made, wanted):
    """(kept, too many), in characters."""
    matcher = difflib.SequenceMatcher(None, made, wanted, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    return kept, len(made) - kept


class Score:
    def __init__(self):
        self.wanted = self.kept = self.extra = 0

    def add(self, made, wanted):
        kept, extra = compare(made, wanted)
        self.wanted += len(wanted)
        self.kept += kept
        self.extra += extra
        return f"{100 * kept / len(wanted):6.1f} {100 * extra / len(wanted):6.1f}"

    def errors(self):
        """Characters lost or too many, in hundredths."""
        return 100 * (self.wanted - self.kept + self.extra) / self.wanted

    def __str__(self):
        return f"{100 * self.kept / self.wanted:6.1f} {100 * self.extra / self.wanted:6.1f}"


class Readability(unittest.TestCase):
    def test_better(self):
        pages = html.pages()
        totals = {name: (Score(), Score()) for name in ("government", "other")}
        print(f"\n{'':16}{'qinggao':>14}{'readability':>14}\n{'':16}{'kept':>7}{'extra':>7}{'kept':>7}{'extra':>7}")
        made = harness.convert_all(pages, harness.scratch(), "-t", "markdown")
        for page, ours, theirs in zip(pages, made, readability(pages)):
            wanted = body_of(html.read(page[:-5] + ".md"))
            both = totals["government" if harness.stem(page) in GOVERNMENT else "other"]
            print(f"{harness.stem(page):16}", both[0].add(body_of(html.read(ours)), wanted),
                  both[1].add(theirs, wanted))
        for name, (ours, theirs) in totals.items():
            print(f"{name:16}", ours, theirs)
            self.assertLess(ours.errors(), theirs.errors(), name)


if __name__ == "__main__":
    unittest.main()
