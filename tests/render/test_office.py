"""test_office.py - LibreOffice opens a document, saves it as DOCX and ODT, and everything is there.

Pictures, equations, tables and notes are what a word processor takes apart and puts together again:
their number, the text, and the cells with their spans must come through.
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
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, SVG = OFFICE % "text", OFFICE % "table", OFFICE % "svg-compatible"
DRAFTS = ("formulas.md", "pictures.md", "long-report.md", "lists.md", "quotes-and-code.md", "notes.md", "web-marks.md",
          "tables.md", "contents.md")


def part(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def text_of(document, tag):
    """The text of all elements `tag`, without blanks."""
    root = ET.fromstring(document)
    return re.sub(r"\s", "", "".join(t.text or "" for t in root.iter(tag)))


def squeezed(text):
    return re.sub(r"\s", "", text)


def tables_of_docx(document):
    """Of each table the rows, of each row the cells: how many columns wide, whether it goes on from
    above, its text."""
    def cell(tc):
        span, above = tc.find(f"{W}tcPr/{W}gridSpan"), tc.find(f"{W}tcPr/{W}vMerge")
        goes_on = above is not None and above.get(W + "val", "continue") == "continue"
        return (1 if span is None else int(span.get(W + "val")), goes_on,
                squeezed("".join(t.text or "" for t in tc.iter(W + "t"))))
    return [[[cell(tc) for tc in row.findall(W + "tc")] for row in table.iter(W + "tr")]
            for table in ET.fromstring(document).iter(W + "tbl")]


def text_of_odt(element):
    """Text without that of notes, which stand inside of paragraphs, and descriptions of pictures."""
    if element.tag in (TEXT + "note", SVG + "desc", SVG + "title"):
        return ""
    inner = "".join(text_of_odt(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def tables_of_odt(document):
    """The same of an ODT."""
    def cell(element):
        span = int(element.get(TABLE + "number-columns-spanned", "1"))
        return span, element.tag == TABLE + "covered-table-cell", squeezed(text_of_odt(element))

    def cells(row):
        found, left = [], 0
        for element in row:
            if element.tag == TABLE + "covered-table-cell" and left > 0:  # of the cell at its left
                left -= 1
            elif element.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                found.append(cell(element))
                left = found[-1][0] - 1
        return found
    return [[cells(row) for row in table.iter(TABLE + "table-row")]
            for table in ET.fromstring(document).iter(TABLE + "table")]


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

    def each(self, form, part_name):
        """The name, our document and what LibreOffice made of it."""
        for name in DRAFTS:
            stem = name.replace(".md", "")
            theirs = os.path.join(self.dir, form, f"{stem}.{form}")
            yield os.path.join(self.dir, f"{stem}.docx"), theirs, part(theirs, part_name)

    def counts(self, path):
        """Of equations and pictures."""
        document = part(path, "word/document.xml")
        return len(re.findall("<m:oMath[ >]", document)), document.count("<w:drawing>")

    def test_docx(self):
        for ours, again, theirs in self.each("docx", "word/document.xml"):
            with self.subTest(os.path.basename(ours)):
                self.assertEqual(self.counts(again), self.counts(ours))
                self.assertEqual(text_of(theirs, W + "t"), text_of(part(ours, "word/document.xml"), W + "t"))

    def test_tables(self):
        for ours, _, theirs in self.each("docx", "word/document.xml"):
            with self.subTest(os.path.basename(ours)):
                self.assertEqual(tables_of_docx(theirs), tables_of_docx(part(ours, "word/document.xml")))
        for ours, _, theirs in self.each("odt", "content.xml"):
            with self.subTest(os.path.basename(ours)):
                self.assertEqual(tables_of_odt(theirs), tables_of_docx(part(ours, "word/document.xml")))

    def test_notes(self):
        """Each note once, with its text, and the reference to it."""
        for ours, again, theirs in self.each("docx", "word/document.xml"):
            with self.subTest(os.path.basename(ours)):
                mine = part(ours, "word/document.xml")
                self.assertEqual(theirs.count("<w:footnoteReference "), mine.count("<w:footnoteReference "))
                if "<w:footnoteReference " in mine:
                    self.assertEqual(text_of(part(again, "word/footnotes.xml"), W + "t"),
                                     text_of(part(ours, "word/footnotes.xml"), W + "t"))
        for ours, _, theirs in self.each("odt", "content.xml"):
            with self.subTest(os.path.basename(ours)):
                mine = part(ours, "word/document.xml")
                bodies = [squeezed(text_of_odt(body)) for body in ET.fromstring(theirs).iter(TEXT + "note-body")]
                self.assertEqual(len(bodies), mine.count("<w:footnoteReference "))
                if bodies:
                    self.assertEqual("".join(bodies), text_of(part(ours, "word/footnotes.xml"), W + "t"))

    def test_odt(self):
        for ours, _, theirs in self.each("odt", "content.xml"):
            with self.subTest(os.path.basename(ours)):
                n_formulas, n_pictures = self.counts(ours)
                # each formula has a picture beside it, for programs that cannot draw it
                objects = theirs.count("<draw:object ")
                self.assertEqual(objects, n_formulas + self.formulas_in_notes(ours))
                self.assertEqual(theirs.count("<draw:image ") - objects, n_pictures)

    def formulas_in_notes(self, path):
        with zipfile.ZipFile(path) as package:
            if "word/footnotes.xml" not in package.namelist():
                return 0
            return len(re.findall("<m:oMath[ >]", package.read("word/footnotes.xml").decode()))

    def test_something_is_counted(self):
        counts = dict(zip(DRAFTS, (self.counts(ours) for ours, _, _ in self.each("docx", "word/document.xml"))))
        self.assertGreater(counts["formulas.md"][0], 15)
        self.assertEqual(counts["pictures.md"][1], 6)
        spans = tables_of_docx(part(os.path.join(self.dir, "web-marks.docx"), "word/document.xml"))
        self.assertIn((2, False, "收入（万元）"), spans[0][0])


if __name__ == "__main__":
    unittest.main()
