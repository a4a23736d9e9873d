"""test_round_trip.py - opened in LibreOffice and saved as a Word document again, nothing is lost."""
import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import ink  # noqa: E402  (beside this file)
import looks  # noqa: E402
import measure  # noqa: E402

harness.need("soffice", "pdftotext", "pdftoppm", "fc-list")

SAMPLES = ("notice", "joint-notice", "joint-request", "request", "letter", "order", "minutes", "reply", "bill",
           "secret-notice", "preprinted", "tables")


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
        saved = [os.path.join(again, name + ".docx") for name in SAMPLES]
        cls.pairs = {name: (looks.Document(one), looks.Document(other))
                     for name, one, other in zip(SAMPLES, ours, saved)}
        cls.pdfs = {name: pair for name, *pair in zip(SAMPLES, measure.render(ours, cls.scratch),
                                                      measure.render(saved, again))}

    def test_text(self):
        for name, (ours, again) in self.pairs.items():
            with self.subTest(name):
                self.assertEqual(texts(ours), texts(again))

    def test_page_numbers(self):
        for name, (ours, again) in self.pairs.items():
            with self.subTest(name):
                self.assertEqual(footers(ours), {"——"})
                # A box on a page that lies broadside is there twice, once for Word 2007.
                self.assertEqual({text[:2] for text in footers(again)}, {"——"})

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

    def test_red_stays_where_it_is(self):
        """Mark, rules and seals of the first page, as they are drawn."""
        for name, (ours, again) in self.pdfs.items():
            with self.subTest(name):
                one, other = (ink.Ink(pdf, 1).red_bands() for pdf in (ours, again))
                self.assertEqual(len(one), len(other))
                for band, after in zip(one, other):
                    self.assertLess(abs(band.top - after.top) + abs(band.bottom - after.bottom), 1)

    def test_the_imprint_stays_where_it_is(self):
        for name, (ours, again) in self.pdfs.items():
            lines = [[line for page in measure.read_pages(pdf) for line in page.lines if line.text.endswith("日印发")]
                     for pdf in (ours, again)]
            with self.subTest(name):
                self.assertEqual(*(len(found) for found in lines))
                for line, after in zip(*lines):
                    self.assertLess(abs(line.y - after.y) + abs(line.x1 - after.x1), 1)


if __name__ == "__main__":
    unittest.main()
