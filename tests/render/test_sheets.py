"""test_sheets.py - what the built-in sheets beside gbt9704 state is found on paper.

samples/report.md is laid out with each; test_render.py measures gbt9704 itself.
"""
import os
import sys
import unittest

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


if __name__ == "__main__":
    unittest.main()
