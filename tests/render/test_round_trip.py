"""test_round_trip.py - opened in LibreOffice and saved as a Word document again, nothing is lost."""
import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import looks  # noqa: E402  (beside this file)

harness.need("soffice")

SAMPLES = ("notice", "joint-request", "letter", "order", "minutes", "reply")


def texts(document):
    """The paragraphs' texts without blanks, in an order that does not matter: frames move."""
    found = (re.sub(r"\s", "", looks.text_of(paragraph)) for paragraph in document.paragraphs())
    return sorted(text for text in found if text)


def footers(document):
    """Texts of the footers with their fields."""
    names = sorted(name for name in document.parts if re.fullmatch(r"word/footer\d+\.xml", name))
    found = []
    for name in names:
        for paragraph in document.paragraphs(name):
            field = any("PAGE" in (code.text or "") for code in paragraph.iter(looks.W + "instrText"))
            if field:
                found.append(re.sub(r"\s|\d", "", looks.text_of(paragraph)))
    return set(found)


class RoundTrip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = harness.scratch()
        again = os.path.join(cls.scratch, "again")
        ours = [os.path.join(cls.scratch, name + ".docx") for name in SAMPLES]
        for name, path in zip(SAMPLES, ours):
            harness.convert(os.path.join(harness.SAMPLES, name + ".md"), path, "-q")
        with tempfile.TemporaryDirectory() as profile:
            harness.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
                         "docx:MS Word 2007 XML", "--outdir", again, *ours], timeout=600)
        cls.pairs = {name: (looks.Document(path), looks.Document(os.path.join(again, name + ".docx")))
                     for name, path in zip(SAMPLES, ours)}

    def test_text(self):
        for name, (ours, again) in self.pairs.items():
            with self.subTest(name):
                self.assertEqual(texts(ours), texts(again))

    def test_page_numbers(self):
        for name, (ours, again) in self.pairs.items():
            with self.subTest(name):
                self.assertEqual(footers(ours), {"——"})
                self.assertEqual(footers(again), {"——"})

    def test_headings_keep_their_styles(self):
        ours, again = self.pairs["notice"]
        for text in ("一、检查时间", "（一）经营企业"):
            self.assertEqual(ours.looks(text).style.lower(), again.looks(text).style.lower())

    def test_rules_and_red(self):
        """Red rules, the table of the imprint and the seal are still there."""
        for name, (ours, again) in self.pairs.items():
            with self.subTest(name):
                for mark in (b'w:color="FF0000"', b"<w:tbl>", b"<wp:anchor", b"<w:color w:val=\"FF0000\""):
                    if mark in ours.parts["word/document.xml"]:
                        self.assertIn(mark.lower(), again.parts["word/document.xml"].lower())


if __name__ == "__main__":
    unittest.main()
