"""test_sheets.py - what the built-in sheets beside gbt9704 state is found on paper.

samples/report.md is laid out with each; test_render.py measures gbt9704 itself.
"""
import os
import sys
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import measure  # noqa: E402  (beside this file)

harness.need("soffice", "pdftotext", "fc-list")

TOLERANCE_MM = 0.8

# sheet: left and right end of the text, middle of the page number from the paper's left edge and its
# height, and the distance of lines where it is exact
MEASURES = {"gbt33476": (28, 184, None, 269.3, 10.39),
            "company": (31.7, 210 - 31.7, (31.7 + 210 - 31.7) / 2, 277.7, None),
            "manuscript": (25, 210 - 55, (25 + 210 - 55) / 2, 279.5, None)}
LINES = {"gbt33476": 22, "manuscript": 17}


class Sheets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = harness.scratch()
        documents = [os.path.join(scratch, sheet + ".docx") for sheet in MEASURES]
        for sheet, document in zip(MEASURES, documents):
            harness.convert(os.path.join(harness.SAMPLES, "report.md"), document, "-q",
                            "--style", sheet)
        cls.pages = {sheet: measure.read_pages(pdf) for sheet, pdf in
                     zip(MEASURES, measure.render(documents, scratch))}
        cls.documents = dict(zip(MEASURES, documents))

    def near(self, got, want, what):
        self.assertLessEqual(abs(got - want), TOLERANCE_MM,
                             f"{what}: {got:.2f} mm, wanted {want:.2f}")

    def inner(self, sheet):
        """The lines of each full page, without its number."""
        pages = self.pages[sheet][1:-1]
        self.assertGreaterEqual(len(pages), 2, "samples/report.md is too short to be measured")
        return [[line for line in page.lines if line.text != f"—{page.number}—"] for page in pages]

    def test_no_mark_is_lost(self):
        for sheet, document in self.documents.items():
            with self.subTest(sheet):
                self.assertEqual(measure.lost_marks(document, self.pages[sheet]), {})

    def test_text(self):
        for sheet, (left, right, _, _, _) in MEASURES.items():
            for lines in self.inner(sheet):
                with self.subTest(sheet):
                    self.near(min(line.x0 for line in lines), left, "left end")
                    ends = [line.x1 for line in lines if line.text[-1] not in measure.HANGING]
                    self.assertLess(max(ends), right + TOLERANCE_MM)
                    self.assertGreater(max(ends), right - measure.CHARACTER_MM)

    def test_page_numbers(self):
        for sheet, (_, _, middle, height, _) in MEASURES.items():
            for page in self.pages[sheet]:
                with self.subTest(sheet, page=page.number):
                    number = page.page_number
                    self.assertIsNotNone(number, "no page number")
                    self.near(number.y, height, "height of the number")
                    if middle is not None:
                        self.near((number.x0 + number.x1) / 2, middle, "middle of the number")

    def test_lines(self):
        for sheet, n_lines in LINES.items():
            self.assertIn(n_lines, [len(lines) for lines in self.inner(sheet)], sheet)
        pitch = MEASURES["gbt33476"][4]
        for lines in self.inner("gbt33476"):
            self.near(lines[-1].y - lines[0].y, pitch * (len(lines) - 1), "first line to last")


class Numbering(unittest.TestCase):
    """`numbering: auto`"""

    @classmethod
    def setUpClass(cls):
        cls.scratch = harness.scratch()
        cls.document = os.path.join(cls.scratch, "numbering.docx")
        case = os.path.join(harness.ROOT, "tests", "golden", "numbering-auto")
        harness.convert(os.path.join(case, "input.md"), cls.document, "-q",
                        "--style", os.path.join(case, "sheet.yaml"))

    def test_what_is_counted_is_what_the_contents_say(self):
        contents, *pages = measure.read_pages(measure.render([self.document], self.scratch)[0])
        said = [line.text.split("..")[0] for line in contents.lines]
        printed = [line.text for page in pages for line in page.lines]
        for heading in ["一、总体情况", "（一）主要做法", "（二）主要成效", "引文里的标题不算",
                        "二、存在问题", "（一）人手不足", "一、范围", "（一）单位", "二、口径"]:
            with self.subTest(heading):
                said = said[said.index(heading) + 1:]
                printed = printed[printed.index(heading) + 1:]

    def test_a_new_heading_gets_a_number(self):
        with zipfile.ZipFile(self.document) as archive:
            styles = archive.read("word/styles.xml").decode().split("</w:style>")
        numbered = [name for name in (f"Heading{level}" for level in range(1, 7))
                    if any(f'w:styleId="{name}"' in s and "<w:numPr>" in s for s in styles)]
        self.assertEqual(numbered, ["Heading1", "Heading2", "Heading3"])


if __name__ == "__main__":
    unittest.main()
