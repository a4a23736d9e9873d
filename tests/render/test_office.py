"""test_office.py - LibreOffice opens a document, saves it as DOCX and ODT, and everything is there.

Pictures and equations are what a word processor takes apart and puts together again; their number
and the paragraphs' text must come through.
"""
import os
import re
import sys
import unittest
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFTS = ("formulas.md", "pictures.md", "long-report.md")


def part(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def text_of(document, tag):
    """The text of all elements `tag`, without blanks."""
    root = ET.fromstring(document)
    return re.sub(r"\s", "", "".join(t.text or "" for t in root.iter(tag)))


class Office(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        harness.need("soffice")
        cls.dir = harness.scratch()
        documents = []
        for name in DRAFTS:
            documents.append(os.path.join(cls.dir, name.replace(".md", ".docx")))
            harness.convert(os.path.join(harness.SAMPLES, name), documents[-1], "-q")
        for form in ("docx", "odt"):
            harness.run(["soffice", f"-env:UserInstallation=file://{cls.dir}/profile", "--headless",
                         "--convert-to", form, "--outdir", os.path.join(cls.dir, form), *documents],
                        timeout=300)

    def each(self):
        for name in DRAFTS:
            stem = name.replace(".md", "")
            ours = part(os.path.join(self.dir, f"{stem}.docx"), "word/document.xml")
            yield stem, ours, len(re.findall("<m:oMath[ >]", ours)), ours.count("<w:drawing>")

    def test_docx(self):
        for stem, ours, n_formulas, n_pictures in self.each():
            with self.subTest(stem):
                theirs = part(os.path.join(self.dir, "docx", f"{stem}.docx"), "word/document.xml")
                self.assertEqual(len(re.findall("<m:oMath[ >]", theirs)), n_formulas)
                self.assertEqual(theirs.count("<w:drawing>"), n_pictures)
                self.assertEqual(text_of(theirs, W + "t"), text_of(ours, W + "t"))

    def test_odt(self):
        for stem, _, n_formulas, n_pictures in self.each():
            with self.subTest(stem):
                theirs = part(os.path.join(self.dir, "odt", f"{stem}.odt"), "content.xml")
                # each formula has a picture beside it, for programs that cannot draw it
                objects = theirs.count("<draw:object ")
                self.assertEqual(objects, n_formulas)
                self.assertEqual(theirs.count("<draw:image ") - objects, n_pictures)

    def test_something_is_counted(self):
        counts = [(formulas, pictures) for _, _, formulas, pictures in self.each()]
        self.assertGreater(counts[0][0], 15)
        self.assertEqual(counts[1][1], 6)


if __name__ == "__main__":
    unittest.main()
