"""measure.py FILE.docx... - how LibreOffice lays a document out, in mm from the paper's edges.

The measures of GB/T 9704-2012 are about ink on paper, so documents are turned into PDF and the
places of their words are read back.  Run by hand it prints a line for each page.
"""
import collections
import html
import os
import re
import sys
import tempfile
import zipfile
from xml.sax import saxutils

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

MM = 25.4 / 72  # pdftotext counts in points
A4 = (210.0, 297.0)

# 版心, the type area: GB/T 9704-2012, 5.2.1.  The page number lies below it.
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0

# Two words whose centres are less than this apart in height are on one line; lines are 10.2 mm
# apart in the text and 5 mm in the narrowest table.
SAME_LINE_MM = 1.6

# A full-width character of size 三号 with the spacing that puts 28 of them on a line.
CHARACTER_MM = 5.57
HANGING = "，。、；：！？”’）》"

# The official fonts are nowhere free, so that each has stand-ins; the first one installed is taken.
STAND_INS = (
    (("仿宋_GB2312", "仿宋", "FangSong"),
     ("FandolFang", "AR PL UMing CN", "Noto Serif CJK SC", "Noto Sans CJK SC")),
    (("楷体_GB2312", "楷体", "KaiTi"),
     ("FandolKai", "AR PL UKai CN", "Noto Serif CJK SC", "Noto Sans CJK SC")),
    (("黑体", "SimHei"), ("FandolHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei")),
    (("宋体", "SimSun"), ("FandolSong", "Noto Serif CJK SC", "AR PL UMing CN", "Noto Sans CJK SC")),
    (("方正小标宋简体", "方正小标宋_GBK"),
     ("Noto Serif CJK SC", "FandolSong", "AR PL UMing CN", "Noto Sans CJK SC")),
    (("Times New Roman",), ("Liberation Serif", "Tinos", "DejaVu Serif")),
)

Word = collections.namedtuple("Word", "x0 y0 x1 y1 text")


class Line:
    """Words at one height, from left to right."""

    def __init__(self, words):
        self.words = sorted(words)
        self.x0 = self.words[0].x0
        self.x1 = max(word.x1 for word in self.words)
        self.y = (self.words[0].y0 + self.words[0].y1) / 2
        self.text = "".join(word.text for word in self.words)

    @property
    def right(self):
        """Right edge of the text without a mark that hangs into the margin, which is allowed."""
        hangs = self.x1 > RIGHT + 1 and self.text[-1] in HANGING
        return self.x1 - CHARACTER_MM if hangs else self.x1


class Page:
    """A page of a PDF: its size and its lines from top to bottom."""

    def __init__(self, number, width, height, words):
        self.number, self.width, self.height = number, width, height
        self.lines = [Line(group) for group in group_by_height(words)]

    @property
    def is_landscape(self):
        return self.width > self.height

    @property
    def body(self):
        """The lines inside of the type area."""
        return [line for line in self.lines if TOP - 1 < line.y < BOTTOM + 1]

    @property
    def page_number(self):
        """The line with this page's number in any dashes, or None."""
        form = re.compile(rf"[-–—－]{self.number}[-–—－]")
        for line in reversed(self.lines):
            if form.fullmatch(re.sub(r"\s", "", line.text)):
                return line
        return None


def group_by_height(words):
    """Lists of words, one a line, from top to bottom."""
    groups = []
    for word in sorted(words, key=lambda word: word.y0 + word.y1):
        height = (word.y0 + word.y1) / 2
        if groups and height - groups[-1][0] < SAME_LINE_MM:
            groups[-1][1].append(word)
        else:
            groups.append((height, [word]))
    return [group for _, group in groups]


def write_fonts_conf(folder):
    """A fontconfig file in which each official font has its stand-in; its path."""
    installed = set(harness.run(["fc-list", ":", "family"]).decode().replace("\n", ",").split(","))
    rules = []
    for names, candidates in STAND_INS:
        stand_in = next((name for name in candidates if name in installed), None)
        if stand_in is None:
            harness.missing(f"a font for {names[0]} (one of {', '.join(candidates)})")
        for name in names:
            rules.append(
                f'<match target="pattern"><test name="family"><string>{name}</string></test>'
                f'<edit name="family" mode="assign" binding="same"><string>{stand_in}</string>'
                "</edit></match>\n")
    path = os.path.join(folder, "fonts.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
                   + "".join(rules)
                   + '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
                   f"<cachedir>{saxutils.escape(folder)}/fonts</cachedir>\n</fontconfig>\n")
    return path


def render(documents, folder):
    """Turn all documents into PDF with one start of LibreOffice; paths of the PDFs in their order.

    folder  for the PDFs, LibreOffice's profile and the font cache; the user's own are not touched.
    """
    fonts = write_fonts_conf(folder)
    harness.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                 "--convert-to", "pdf", "--outdir", folder, *documents],
                env={"FONTCONFIG_FILE": fonts, "LC_ALL": "C.UTF-8"}, timeout=600)
    return [os.path.join(folder, harness.stem(document) + ".pdf") for document in documents]


def read_pages(pdf):
    """The pages of a PDF with their words."""
    boxes = harness.run(["pdftotext", "-bbox", pdf, "-"]).decode("utf-8", "replace")
    pages = []
    for number, text in enumerate(boxes.split("<page ")[1:], 1):
        width, height = (float(side) * MM for side in
                         re.match(r'width="([\d.]+)" height="([\d.]+)"', text).groups())
        words = [Word(*(float(n) * MM for n in box), html.unescape(inside)) for *box, inside in
                 re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" '
                            r'yMax="([-\d.]+)">(.*?)</word>', text, re.S)]
        pages.append(Page(number, width, height, [word for word in words if word.text.strip()]))
    return pages


def lost_marks(document, pages):
    """Marks of a document that its pages do not show, each with how many; more is no loss: heads are repeated."""
    with zipfile.ZipFile(document) as parts:
        xml = "".join(parts.read(name).decode() for name in parts.namelist()
                      if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name))
    written = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
    shown = "".join(line.text for page in pages for line in page.lines)
    return {mark: written.count(mark) - shown.count(mark) for mark in HANGING
            if written.count(mark) > shown.count(mark)}


def full_width_lines(pages):
    """Lines of Han characters and their marks from the left edge of the type area to the right."""
    return [line for page in pages for line in page.body
            if re.fullmatch("[\u4e00-\u9fff，。、；：！？“”‘’（）《》]+", line.text)
            and line.x0 < LEFT + 1 and line.x1 > RIGHT - CHARACTER_MM]


def main():
    harness.need("soffice", "pdftotext", "fc-list")
    with tempfile.TemporaryDirectory() as folder:
        for document, pdf in zip(sys.argv[1:], render(sys.argv[1:], folder)):
            for page in read_pages(pdf):
                body, number = page.body, page.page_number
                print(f"{document} p{page.number} {page.width:.1f}x{page.height:.1f} mm, "
                      f"{len(body)} lines", end="")
                if body:
                    print(f", x {min(line.x0 for line in body):.2f} to "
                          f"{max(line.right for line in body):.2f}, "
                          f"y {body[0].y:.2f} to {body[-1].y:.2f}", end="")
                if number:
                    print(f", number {number.text} x {number.x0:.2f} to {number.x1:.2f} "
                          f"y {number.y:.2f}", end="")
                print()


if __name__ == "__main__":
    main()
