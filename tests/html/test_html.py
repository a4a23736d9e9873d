"""test_html.py - web pages become the documents that a careful editor would make of them.

Each page of tests/html/pages/ stands beside the Markdown that is wanted, written by hand: byte for
byte.  Besides: what was made goes in again unchanged, the document is the same by way of Markdown,
nothing vanishes without a finding, and odd pages take time in proportion to their size or are refused.
"""
import difflib
import glob
import html
import json
import os
import re
import sys
import time
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

PAGES = os.path.join(harness.ROOT, "tests", "html", "pages")
REFUSED = 2

# Name, what is repeated, how often at first; what stands around it.
GROWING = [
    ("paragraphs", "<p>今年以来，我们做了很多工作，取得了成绩。</p>\n", 2000),
    ("one paragraph", "今年以来，我们做了很多工作", 4000),
    ("breaks", "今年以来<br>", 4000),
    ("links", "<a href=/x>首页</a> ", 4000),
    ("items", "<li>今年以来，我们做了很多工作。", 3000),
    ("lists", "<ul><li>甲<li>乙</ul>", 2000),
    ("rows", "<tr><td>甲<td>乙<td>丙<td>丁", 2000),
    ("tables", "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", 1500),
    ("bold", "<b>甲</b>乙", 4000),
    ("unclosed bold", "<p><b>甲", 1500),
    ("unclosed links", "<a href=x>甲", 3000),
    ("quotes", "<blockquote>甲</blockquote>", 2500),
    ("pictures", "<img src=a.png alt=甲>", 3000),
    ("entities", "&nbsp;&lt;&#x4e00;", 4000),
    ("bad entities", "&amp&&#xFFFFFF;&x;", 4000),
    ("comments", "<!-- 甲 -->", 4000),
    ("openers", "<", 30000),
    ("ends", "</p></div>", 4000),
    ("data", "<table><tr><td>索引号：<td>甲<td>发文机关：<td>乙</table>", 1000),
    ("hidden", "<div style='display:none'>今年以来，我们做了很多工作。</div>", 2000),
    ("copies", "<div><p>今年以来<p>我们做了很多工作<p>取得了成绩</div>" * 8, 100),
    ("styles", "<style>.a{display:none}</style>", 3000),
    ("scripts", "<script>if(a<b){c}</script>", 3000),
    ("headings", "<h2>甲</h2><p>今年以来，我们做了很多工作。", 2000),
    ("bold stops", "甲<b>。</b>", 4000),
    ("orders", "<p>某市人民政府令<p>第3号", 1500),
    ("numbers", "<p>一、甲<p>（一）乙。今年以来，我们做了很多工作。", 1500),
    ("titles", "<title>甲</title>", 4000),
    ("formulas", "<math><msup><mi>x</mi><mn>2</mn></msup></math><span aria-hidden=true>x</span>", 2000),
    ("metas", "<meta name=ArticleTitle content=甲>", 4000),
]
# Name, what opens, what closes: as deep as the number says.
NESTED = [("div", "<div>", "</div>"), ("table", "<table><tr><td>", "</table>"), ("list", "<ul><li>", "</ul>"),
          ("formula", "<math><msqrt>", "</msqrt></math>"), ("roots", "<msqrt>", "</msqrt>"),
          ("bordered", "<table border=1><tr><td>甲<td>", "</table>"),
          ("font", "<font>", "</font>"), ("bold", "<b>", "</b>"), ("quote", "<blockquote>", "</blockquote>"),
          ("span", "<span style='font-weight:bold'>", "</span>"), ("open", "<p><b><table><tr><td>", "")]
HONEST_DEPTH = 500
HOSTILE_DEPTH = 200000
MOST_GROWTH = 5.5  # times the time for four times the page
LEAST_SECONDS = 0.05


def pages():
    found = sorted(glob.glob(os.path.join(PAGES, "*.html")))
    if len(found) < 20:
        raise AssertionError(f"{PAGES} holds {len(found)} pages")
    return found


def convert(path, *options):
    """-t markdown of a file."""
    return harness.run([harness.program(), "convert", "-q", "-t", "markdown", "-o", "-", *options,
                        path]).decode("utf-8")


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def words(text):
    """Without the addresses of links, without pictures."""
    return re.sub(r"!\[[^]]*\]\([^)]*\)|\]\([^)]*\)", "", text)


def letters(text):
    """Only what somebody wrote: no blanks, no marks of Markdown."""
    return re.sub(r"[\s*_#>|\\`\[\]()!:~\uFFFC-]", "", html.unescape(text))


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def user_time(path, ok=(0,)):
    """Seconds of one conversion."""
    before = os.times().children_user
    harness.run([harness.program(), "convert", "-q", "-t", "markdown", "-o", os.devnull, "--force",
                 "--max-input", "64M", path], ok=ok)
    return os.times().children_user - before


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = harness.scratch()
        cls.report = os.path.join(cls.folder, "report.json")
        cls.pages = pages()
        cls.markdown = cls.convert(cls.pages, "markdown", "-t", "markdown", "--report", cls.report)

    @classmethod
    def convert(cls, sources, name, *options):
        """Paths of what the files become, in a folder of that name."""
        return harness.convert_all(sources, os.path.join(cls.folder, name), *options)

    def test_wanted(self):
        for page, made in zip(self.pages, self.markdown):
            with self.subTest(harness.stem(page)):
                wanted, made = read(page[:-5] + ".md"), read(made)
                if made != wanted:
                    self.fail("\n" + "\n".join(difflib.unified_diff(
                        wanted.split("\n"), made.split("\n"), "wanted", "made", lineterm="")))

    def test_its_own_output_stays(self):
        for once, twice in zip(self.markdown, self.convert(self.markdown, "again", "-t", "markdown")):
            with self.subTest(harness.stem(once)):
                self.assertEqual(read(twice), read(once))

    def test_the_same_document(self):
        """DOCX from the page and from the Markdown made of it, which finds the pictures beside the page."""
        direct = self.convert(self.pages, "direct", "--resource-path", PAGES)
        by_way = self.convert(self.markdown, "by-way", "--resource-path", PAGES)
        for page, *documents in zip(self.pages, direct, by_way):
            if "rowspan" in read(page):
                continue  # Markdown has no cells that span rows
            with self.subTest(harness.stem(page)):
                self.assertEqual(*(zipfile.ZipFile(path).read("word/document.xml") for path in documents))

    def test_nothing_vanishes(self):
        """What is neither in the document nor told is no text of the page."""
        everything = self.convert(self.pages, "everything", "-t", "markdown", "--keep-junk")
        for made, kept, report in zip(self.markdown, everything, json.loads(read(self.report))):
            told = " ".join(f.get("before") or "" for f in report["findings"])
            found = letters(words(read(made)) + told)
            with self.subTest(harness.stem(made)):
                for line in read(kept).split("\n"):
                    for part in filter(None, (letters(p) for p in re.split(r"[|：】]|<[^>]*>", words(line)))):
                        self.assertIn(part, found)


class Growth(unittest.TestCase):
    def setUp(self):
        self.folder = harness.scratch()

    def time_of(self, piece, n):
        return user_time(write(self.folder, "page.html", "<html><body>" + piece * n), ok=(0, REFUSED))

    def test_growth(self):
        for name, piece, n in GROWING:
            with self.subTest(name):
                for _ in range(3):  # a busy machine measures badly now and then
                    small, large = self.time_of(piece, n), self.time_of(piece, 4 * n)
                    if large < MOST_GROWTH * max(small, LEAST_SECONDS):
                        break
                else:
                    self.fail(f"{small} s, then {large} s")

    def test_nesting(self):
        for name, start, end in NESTED:
            with self.subTest(name):
                text = start * HONEST_DEPTH + "今年以来，我们做了很多工作。" + end * HONEST_DEPTH
                self.assertIn("很多工作", convert(write(self.folder, "page.html", text)))
                text = start * HOSTILE_DEPTH + "甲" + end * HOSTILE_DEPTH
                begin = time.monotonic()
                self.time_of(text, 1)
                self.assertLess(time.monotonic() - begin, 60)


if __name__ == "__main__":
    unittest.main()
