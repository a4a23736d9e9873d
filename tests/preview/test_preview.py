"""test_preview.py - pages of -t html, as a file and as a browser shows them.

The file: every tag closed, nothing loaded from elsewhere, no script, all of the text.  The browser
(headless Chromium): the sheet is in the middle and white, and the print has A4 pages with the text
in the type area of GB/T 9704-2012.
"""
import html.parser
import os
import re
import struct
import sys
import unittest
import zlib

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402

VOID = {"br", "hr", "img", "meta"}
MM = 72 / 25.4


class Page(html.parser.HTMLParser):
    """The page's text, and what is wrong with it."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("script", "iframe", "object", "link", "base", "form"):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name == "src" and not (value or "").startswith("data:image/"):
                self.faults.append(f"src={value}")
            if name.startswith("on") or (value or "").lower().startswith("javascript:"):
                self.faults.append(f"{name}={value}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


def read_page(path):
    page = Page()
    with open(path, encoding="utf-8") as file:
        source = file.read()
    page.feed(source)
    if page.open:
        page.faults.append(f"open: {page.open}")
    if re.search(r"@import|url\(", source.split("</style>")[0]):
        page.faults.append("the style loads something")
    if re.search(r"</[\w-]+[^\w>-]", source):
        page.faults.append("an end tag has attributes")
    return page


def pixels(path):
    """Width, height and rows of an RGB or RGBA picture, as Chromium writes its screenshots."""
    with open(path, "rb") as file:
        data = file.read()
    width, height, _, color = struct.unpack(">IIBB", data[16:26])
    n, at, packed = (4 if color == 6 else 3), 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    raw, rows, last = zlib.decompress(packed), [], bytearray(width * n)
    for y in range(height):
        line = bytearray(raw[y * (width * n + 1) + 1:(y + 1) * (width * n + 1)])
        unfilter(raw[y * (width * n + 1)], line, last, n)
        rows.append(line)
        last = line
    return width, height, n, rows


def unfilter(kind, line, last, n):
    """Undo one of the five filters of PNG (ISO/IEC 15948, 9.2)."""
    for i, byte in enumerate(line):
        a, b = (line[i - n] if i >= n else 0), last[i]
        c = last[i - n] if i >= n else 0
        p = a + b - c
        paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        line[i] = byte + (0, a, b, (a + b) // 2, paeth)[kind] & 0xFF


class Preview(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = harness.scratch()

    def make(self, source, name):
        path = os.path.join(self.dir, name)
        harness.convert(source, path, "-q", "-t", "html")
        return path

    def test_samples(self):
        for source in harness.drafts():
            with self.subTest(source):
                page = read_page(self.make(source, harness.stem(source) + ".html"))
                self.assertEqual(page.faults, [])
                self.assertGreater(len("".join(page.text)), 100)

    def test_hostile(self):
        draft = os.path.join(self.dir, "hostile.md")
        with open(draft, "w", encoding="utf-8") as out:
            out.write('---\n标题: "</title><script>1</script>"\n语言: "\\"><script>"\n---\n\n'
                      '<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](JaVaScRiPt:x) '
                      '![x](a.png "\\"><script>") `</code><script>` $\\text{<script>}$ $\\binom nk$\n\n'
                      '<script>\nalert(1)\n</script>\n\n```"><script>\n</pre><script>\n```\n')
        page = read_page(self.make(draft, "hostile.html"))
        self.assertEqual(page.faults, [])
        self.assertIn("<script>", "".join(page.text))

    def test_title(self):
        draft = os.path.join(self.dir, "title.md")
        with open(draft, "w", encoding="utf-8") as out:
            out.write("---\n标题: 关于开展检查的|通知\n---\n\n正文。\n")
        with open(self.make(draft, "title.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertIn("<title>关于开展检查的通知</title>", page)  # a window's title has one line
        self.assertIn("关于开展检查的<br>通知", page)

    def test_letter(self):
        """The lower rule of the first page; the rule of the draft only parts the attachment."""
        with open(self.make(os.path.join(harness.SAMPLES, "letter.md"), "letter.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertIn('<hr class="red double foot">', page)
        self.assertIn("hr.foot{display:none}", page)
        self.assertNotIn("<hr>", page)

    def test_title_breaks_by_sense(self):
        """As in a document, and at no bar where there is none."""
        draft = os.path.join(self.dir, "sense.md")
        with open(draft, "w", encoding="utf-8") as out:
            out.write("# 关于商请支持举办全国城市更新现场会及有关筹备工作的函\n\n正文。\n")
        with open(self.make(draft, "sense.html"), encoding="utf-8") as file:
            self.assertIn("全国城市更新<br>现场会及有关筹备工作的函</h1>", file.read())

    def browser(self, *options):
        harness.need("chromium")
        harness.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                     f"--user-data-dir={self.dir}/chromium", *options], timeout=300)

    def test_screen(self):
        page = self.make(os.path.join(harness.SAMPLES, "notice.md"), "screen.html")
        shot = os.path.join(self.dir, "screen.png")
        self.browser(f"--screenshot={shot}", "--window-size=900,700", f"file://{page}")
        width, height, n, rows = pixels(shot)
        self.assertEqual((width, height), (900, 700))
        sheet = [x for x in range(width) if bytes(rows[60][x * n:x * n + 3]) == b"\xff\xff\xff"]
        # 210 mm are 794 pixels of CSS, in the middle of 900
        self.assertAlmostEqual(sheet[0], 53, delta=2)
        self.assertAlmostEqual(sheet[-1], 846, delta=2)
        red = sum(row[i] > 200 and row[i + 1] < 60 for row in rows for i in range(0, len(row), n))
        self.assertGreater(red, 3000, "the red head is not there")

    def seal(self, front_matter, name):
        with open(os.path.join(self.dir, "seal.png"), "wb") as out:
            def chunk(kind, data):
                body = kind + data
                out.write(struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body)))
            out.write(b"\x89PNG\r\n\x1a\n")
            chunk(b"IHDR", struct.pack(">IIBBBBB", 42, 42, 8, 2, 0, 0, 0))
            chunk(b"IDAT", zlib.compress((b"\0" + b"\xd0\0\0" * 42) * 42))
            chunk(b"IEND", b"")
        draft = os.path.join(self.dir, name + ".md")
        with open(draft, "w", encoding="utf-8") as out:
            out.write(f"---\n标题: 关于检查的通知\n发文机关: 某某市教育局\n成文日期: 2026-03-05\n{front_matter}---\n\n正文。\n")
        return self.make(draft, name + ".html")

    def test_seal(self):
        """7.3.5.1: the seal's picture stands over the date, as wide as the sheet says."""
        shot = os.path.join(self.dir, "seal-shot.png")
        self.browser(f"--screenshot={shot}", "--window-size=900,1200", f"file://{self.seal('印章: seal.png' + chr(10), 'seal')}")
        width, _, n, rows = pixels(shot)
        red = [(x, y) for y, row in enumerate(rows) for x in range(width) if row[x * n] > 180 > 60 > row[x * n + 1]]
        mm = 96 / 25.4
        self.assertAlmostEqual((max(red)[0] - min(red)[0]) / mm, 42, delta=1)
        self.assertGreater(min(red)[0], width / 2)
        with open(self.seal("印章: 是\n", "sealed"), encoding="utf-8") as page:
            self.assertNotIn("<img", page.read())

    def test_seals_of_several(self):
        """Each body's seal is in the page, beside the others."""
        with open(self.seal("印章: [seal.png, seal.png]\n", "seals"), encoding="utf-8") as page:
            seals = page.read().split('<span class="seal">')[1].split("</span>")[0]
        self.assertEqual(seals.count("<img"), 2)
        self.assertEqual(seals.count("left:calc(50% - 119pt)"), 1)

    def test_sheets(self):
        draft = os.path.join(self.dir, "sheets.md")
        with open(draft, "w", encoding="utf-8") as out:
            out.write("# 题目\n\n" + "各地各部门要认真贯彻执行，确保落实到位。" * 40 + "\n\n附件\n\n# 清单\n\n一项\n")
        shot = os.path.join(self.dir, "sheets.png")
        self.browser(f"--screenshot={shot}", "--window-size=900,3600", "--force-device-scale-factor=0.5",
                     f"file://{self.make(draft, 'sheets.html')}")
        width, height, n, rows = pixels(shot)
        mm = 96 / 25.4 / 2
        row = [{bytes(line[x * n:x * n + 3]) for x in range(round(width / 2 - 100 * mm), round(width / 2 + 100 * mm))}
               for line in rows]
        for sheet in range(3):  # two of text, one of the attachment; 8 mm of desk above each
            top = 8 * mm + sheet * (297 + 8) * mm
            self.assertEqual(set.union(*row[round(top) + 1:round(top + 35 * mm)]), {b"\xff\xff\xff"}, "top margin")
            self.assertGreater(len(set.union(*row[round(top + 35 * mm):round(top + 260 * mm)])), 20, "greys of text")
            self.assertEqual(set.union(*row[round(top + 264 * mm):round(top + 297 * mm) - 1]), {b"\xff\xff\xff"})
            self.assertEqual(set.union(*row[round(top + 297 * mm) + 1:round(top + 305 * mm) - 1]), {b"\x88\x88\x88"})

    def test_print(self):
        harness.need("pdfinfo", "pdftotext")
        page = self.make(os.path.join(harness.SAMPLES, "report.md"), "print.html")
        pdf = os.path.join(self.dir, "print.pdf")
        self.browser("--no-pdf-header-footer", f"--print-to-pdf={pdf}", f"file://{page}")
        self.assertRegex(harness.run(["pdfinfo", pdf]).decode(), r"Page size: +59[45][.\d]* x 84[12]")
        boxes = harness.run(["pdftotext", "-bbox", "-l", "1", pdf, "-"]).decode()
        words = [float(x) for x in re.findall(r'<word xMin="([\d.]+)"', boxes)]
        ends = [float(x) for x in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">', boxes)]
        self.assertAlmostEqual(min(words) / MM, 28, delta=1.5)  # 5.2.1
        self.assertLess(max(ends) / MM, 210 - 26 + 6)  # an overhanging mark and the font's own width

    def words(self, sample, page):
        """{text: (left, top, right, bottom) in mm} of a page as the browser prints it."""
        harness.need("pdftotext")
        pdf = os.path.join(self.dir, "words.pdf")
        source = self.make(os.path.join(harness.SAMPLES, sample), "words.html")
        self.browser("--no-pdf-header-footer", f"--print-to-pdf={pdf}", f"file://{source}")
        boxes = harness.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf, "-"]).decode()
        return {text: tuple(float(side) / MM for side in box) for *box, text in
                re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<', boxes)}

    def test_head(self):
        """7.2.4, 7.2.6: the mark's ink 35 mm below the type area's edge, 文件 half-way down, the number beside the last signer."""
        words = self.words("joint-request.md", 1)
        middle = {text: (box[1] + box[3]) / 2 for text, box in words.items()}
        size = (words["文件"][2] - words["文件"][0]) / 2
        self.assertAlmostEqual(middle["某某市发展和改革委员会"] - 0.45 * size, 72, delta=2)
        self.assertAlmostEqual(middle["文件"], middle["交"], delta=1)
        self.assertGreater(words["文件"][0], words["局"][2])
        self.assertAlmostEqual(middle["某发改〔"], middle["孙某某"], delta=1)
        self.assertAlmostEqual(words["孙某某"][0], words["签发人：赵某某"][2] - 3 * 5.6, delta=1)

    def test_imprint(self):
        """7.4.2, 7.4.3: organ and date on one line, a character from the edges; turned lines below the first name."""
        words = self.words("notice.md", 6)
        organ, printed = words["XX"], words["日印发"]
        self.assertAlmostEqual(organ[0], 28 + 4.94, delta=0.5)
        self.assertAlmostEqual(printed[2], 184 - 4.94, delta=0.5)
        self.assertAlmostEqual(words["市人民政府办公室"][1], printed[1], delta=0.5)
        turned = next(box for text, box in words.items() if text.endswith("市检察院。"))
        self.assertAlmostEqual(turned[0], 28 + 4 * 4.94, delta=0.5)

    def test_page_numbers(self):
        """7.5: 7 mm below the text, odd ones a character from the right, even ones from the left."""
        harness.need("pdftotext")
        pdf = os.path.join(self.dir, "numbers.pdf")
        page = self.make(os.path.join(harness.SAMPLES, "long-report.md"), "numbers.html")
        self.browser("--no-pdf-header-footer", f"--print-to-pdf={pdf}", f"file://{page}")
        for number in (1, 2, 3):
            boxes = harness.run(["pdftotext", "-bbox", "-f", str(number), "-l", str(number), pdf, "-"]).decode()
            words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<', boxes)
            left, top, right, bottom = (float(x) for x in words[-2][:4])
            self.assertEqual(words[-2][4], str(number))
            self.assertAlmostEqual((top + bottom) / 2 / MM, 297 - 35 + 7, delta=3)
            self.assertTrue(right / MM > 170 if number % 2 else left / MM < 45, f"page {number}: {left}")


if __name__ == "__main__":
    unittest.main()
