"""test_random.py - random drafts with every construct: no word is lost, and Markdown stays.

Each word stands once in a draft and once in what Word shows, or in a description or title that it has
there; in Markdown, text, JSON and web pages too.  Markdown that was written is written the same again, and
makes the same Word document.
"""
import html
import os
import re
import sys
import unittest
import xml.etree.ElementTree
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import drafts  # noqa: E402  (beside this file)
import harness  # noqa: E402

N = int(os.environ.get("QG_RANDOM_DRAFTS", "320"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = {"markdown": "md", "text": "txt", "json": "json", "html": "html"}


def shown(path):
    """What Word shows, and what it shows when the mouse rests on a picture or link."""
    texts, hidden = [], set()
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if not re.fullmatch(r"word/(document|footnotes)\.xml", name):
                continue
            for element in xml.etree.ElementTree.fromstring(parts.read(name)).iter():
                texts.append(element.text or "" if element.tag.endswith("}t") else "")
                hidden |= {element.get("descr"), element.get(W + "tooltip")}
    return "".join(texts), " ".join(filter(None, hidden))


class Random(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = harness.scratch()
        cls.drafts = [drafts.Draft(seed) for seed in range(N)]
        for i, draft in enumerate(cls.drafts):
            with open(os.path.join(cls.dir, f"{i}.md"), "w", encoding="utf-8") as file:
                file.write(draft.text)
        for name in ("docx", *FORMATS):
            cls.convert(".", name, name)
        cls.convert("markdown", "markdown", "markdown2")
        cls.convert("markdown", "docx", "docx2")

    @classmethod
    def convert(cls, source, to, target):
        harness.run([harness.program(), "--quiet", "--from=markdown", f"--to={to}",
                     f"--out-dir={os.path.join(cls.dir, target)}", *(f"{i}.md" for i in range(N))],
                    cwd=os.path.join(cls.dir, source))

    def path(self, folder, i, ending):
        return os.path.join(self.dir, folder, f"{i}.{ending}")

    def read(self, folder, i, ending):
        with open(self.path(folder, i, ending), encoding="utf-8") as file:
            return file.read()

    def test_word_shows_each_word_once(self):
        for i, draft in enumerate(self.drafts):
            text, hidden = shown(self.path("docx", i, "docx"))
            wrong = [word for word in draft.words if text.count(word) + (word in hidden) != 1]
            self.assertEqual(wrong, [], f"seed {i}")

    def test_no_format_loses_words(self):
        for i, draft in enumerate(self.drafts):
            titles = set(re.findall(r'http://a.cn/2 "(.*?)"', draft.text))
            for name, ending in FORMATS.items():
                text = html.unescape(self.read(name, i, ending))
                text = re.sub(r"\s", "", text if name != "html" else text + re.sub("<[^>]*>", "", text))
                lost = draft.words - {word for word in draft.words if word in text}
                self.assertEqual(lost - titles if name == "text" else lost, set(), f"seed {i}, {name}")

    def test_markdown_stays(self):
        for i in range(N):
            self.assertEqual(self.read("markdown", i, "md"), self.read("markdown2", i, "md"), f"seed {i}")
            first, again = (zipfile.ZipFile(self.path(folder, i, "docx")).read("word/document.xml")
                            for folder in ("docx", "docx2"))
            self.assertEqual(first, again, f"seed {i}")


if __name__ == "__main__":
    unittest.main()
