"""test_render.py - on paper a document has the measures of GB/T 9704-2012.

Every draft of samples/ is converted, all are rendered in one go, and the places of the words are
compared with the standard.  Tolerances are those of reading boxes back from a PDF: the font's box
is not its ink, and the fonts are stand-ins.
"""
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import measure  # noqa: E402  (beside this file)
import official  # noqa: E402  (beside this file)

harness.need("soffice", "pdftotext", "pdftoppm", "fc-list")

# Han characters and nothing else, the beginning of 千字文: marks would let lines differ by one.
CHARACTERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "characters.md")

PAPER_TOLERANCE_MM = 0.5
EDGE_TOLERANCE_MM = 0.8

# 5.2.3: 22 lines a page, 28 characters a line.
LINES_PER_PAGE, CHARACTERS_PER_LINE = 22, 28

# Centres of the first and last of 22 lines: half a line inside of the type area.
FIRST_LINE_MM, LAST_LINE_MM, LINE_TOLERANCE_MM = 42.1, 256.9, 1.6

# 7.5: 四号 digits between two dashes, 7 mm below the type area, one character in from its outer edge.
NUMBER_Y_MM, NUMBER_Y_TOLERANCE_MM = 269.3, 2.2
NUMBER_GAP_MM, NUMBER_GAP_TOLERANCE_MM = 4.94, 2.0


def is_heading(text, headings):
    """Whether a printed line begins a heading of the draft."""
    return any(text.startswith(heading) or heading.startswith(text) and len(text) > 3
               for heading in headings)


def headings_of(path):
    """The headings of a Markdown draft, without blanks and marks of emphasis."""
    with open(path, encoding="utf-8") as file:
        lines = re.findall(r"^#+ (.*)$", file.read(), re.M)
    return [re.sub(r"[\s*_`]", "", line) for line in lines]


# Marks that may hang at the end of a line.
MARKS = "，。、；：！？）》"

# Drafts that are converted once more with other options: name, draft, options.
VARIANTS = [("preprinted-printed", "preprinted.md", ["-M", "red-head=print"])]


class Rendered(official.OfficialElements, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = harness.scratch()
        jobs = [(harness.stem(path), path, []) for path in [*harness.drafts(), CHARACTERS]]
        jobs += [(name, os.path.join(harness.SAMPLES, draft), options) for name, draft, options in VARIANTS]
        cls.documents = {name: os.path.join(cls.scratch, name + ".docx") for name, _, _ in jobs}
        for name, source, options in jobs:
            harness.convert(source, cls.documents[name], "-q", *options)
        pdfs = measure.render(list(cls.documents.values()), cls.scratch)
        cls.pdfs = dict(zip(cls.documents, pdfs))
        cls.pages = {name: measure.read_pages(pdf) for name, pdf in cls.pdfs.items()}
        cls.report = cls.pages["report"]
        cls.inks = {}

    def near(self, got, want, tolerance, what):
        self.assertLessEqual(abs(got - want), tolerance,
                             f"{what}: {got:.2f} mm, wanted {want:.2f} within {tolerance}")

    def each_page(self):
        for name, pages in self.pages.items():
            self.assertTrue(pages, f"{name} has no pages")
            for page in pages:
                with self.subTest(name, page=page.number):
                    yield page

    def inner_pages(self):
        """The pages of the plain report that are full: neither the first nor the last."""
        inner = self.report[1:-1]
        self.assertGreaterEqual(len(inner), 2, "samples/report.md is too short to be measured")
        return inner

    def test_paper_is_a4(self):
        for page in self.each_page():
            want = reversed(measure.A4) if page.is_landscape else measure.A4
            for got, side in zip((page.width, page.height), want):
                self.near(got, side, PAPER_TOLERANCE_MM, "a side of the paper")

    def test_nothing_right_of_the_type_area(self):
        for page in self.each_page():
            if not page.is_landscape:
                for line in page.body:
                    self.assertLess(line.right, measure.RIGHT + EDGE_TOLERANCE_MM, line.text)
                    self.assertGreater(line.x0, measure.LEFT - EDGE_TOLERANCE_MM, line.text)

    def test_no_mark_is_lost(self):
        """LibreOffice shows no mark that hangs behind a line which it has spread a little too far."""
        for name, document in self.documents.items():
            with self.subTest(name):
                self.assertEqual(measure.lost_marks(document, self.pages[name]), {})

    def test_type_area_of_full_pages(self):
        for page in self.inner_pages():
            with self.subTest(page=page.number):
                left = min(line.x0 for line in page.body)
                right = max(line.right for line in page.body)
                self.near(left, measure.LEFT, EDGE_TOLERANCE_MM, "left")
                self.near(right, measure.RIGHT, EDGE_TOLERANCE_MM, "right")
                self.near(page.body[0].y, FIRST_LINE_MM, LINE_TOLERANCE_MM, "first line")

    def test_lines_of_full_pages(self):
        """22, unless headings at the foot had to go over to the next page with their text."""
        headings = headings_of(os.path.join(harness.SAMPLES, "report.md"))
        full = 0
        for page, following in zip(self.inner_pages(), self.report[2:]):
            with self.subTest(page=page.number):
                n_lines = len(page.body)
                if n_lines < LINES_PER_PAGE and is_heading(following.body[0].text, headings):
                    self.assertGreaterEqual(n_lines, LINES_PER_PAGE - 3)
                    continue
                self.assertEqual(n_lines, LINES_PER_PAGE)
                self.near(page.body[-1].y, LAST_LINE_MM, LINE_TOLERANCE_MM, "last line")
                full += 1
        self.assertGreater(full, 0, "no page was full")

    def test_no_heading_stranded_at_the_foot(self):
        headings = headings_of(os.path.join(harness.SAMPLES, "report.md"))
        for page in self.report[:-1]:
            last = page.body[-1].text
            self.assertFalse(is_heading(last, headings), f"page {page.number} ends in {last}")

    def test_characters_of_full_lines(self):
        lines = measure.full_width_lines(self.pages["characters"])
        self.assertGreaterEqual(len(lines), 3, "characters.md has too few lines to be measured")
        for line in lines:
            self.assertEqual(len(line.text), CHARACTERS_PER_LINE, line.text)

    def test_characters_of_full_lines_with_marks(self):
        """A mark that may not begin a line can cost a line one character or squeeze one in."""
        lines = measure.full_width_lines(self.report)
        self.assertGreaterEqual(len(lines), 10, "samples/report.md has too few lines")
        for line in lines:
            self.assertLessEqual(abs(len(line.text) - CHARACTERS_PER_LINE), 1, line.text)
        exact = sum(len(line.text) == CHARACTERS_PER_LINE for line in lines)
        self.assertGreaterEqual(exact, 0.8 * len(lines))

    def test_page_numbers(self):
        for page in self.each_page():
            if page.is_landscape:
                continue  # there the number is turned and stands at the side
            if page is self.pages["letter"][0]:
                continue  # 10.1: none
            line = page.page_number
            self.assertIsNotNone(line, "no page number")
            self.assertEqual(" ".join(word.text for word in line.words), f"— {page.number} —")
            self.near(line.y, NUMBER_Y_MM, NUMBER_Y_TOLERANCE_MM, "height of the number")
            gap = measure.RIGHT - line.x1 if page.number % 2 else line.x0 - measure.LEFT
            self.near(gap, NUMBER_GAP_MM, NUMBER_GAP_TOLERANCE_MM, "gap outside of the number")


if __name__ == "__main__":
    unittest.main()
