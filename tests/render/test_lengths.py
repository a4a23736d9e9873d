"""test_lengths.py - wherever on the page the text ends, signature and imprint stand where they belong.

Notices whose text grows line by line are laid out: of one paragraph and of several, under titles of
one to three lines, with and without seal, attachments and notes.
"""
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import ink  # noqa: E402  (beside this file)
import measure  # noqa: E402  (beside this file)

harness.need("soffice", "pdftotext", "pdftoppm", "fc-list")

DATE = "2024年3月5日"
TITLES = ("某某市人民政府办公室公告", "某某市人民政府办公室关于进一步加强全市安全生产工作的通知",
          "某某市人民政府办公室关于印发某某市推进城镇老旧小区改造和完善社区养老服务设施三年行动实施方案的通知")
SENTENCE = "各县（市、区）要坚持“谁主管、谁负责”的原则，统筹安排资金3500万元，于2024年6月30日前完成全部整改工作，确保取得实效。"
HEAD = """---
标题: {title}
发文机关: 某某市人民政府办公室
发文字号: 某政办发〔2024〕5号
主送机关: 各县（市、区）人民政府，市政府各部门
成文日期: {date}
印章: {seal}
抄送: 市委办公室，市人大常委会办公室，市政协办公室
印发机关: 某某市人民政府办公室
印发日期: 2024年3月6日
{more}---

"""
ATTACHMENTS = "附件:\n  - 全市安全生产隐患排查表\n  - 全市安全生产隐患整改责任分工一览表\n"
NOTE = "附注: 联系人：张某某，联系电话：0123-7654321、13800000000\n"  # of two lines with its brackets
LINE = 28  # characters
COPIES = "，".join(f"某某市第{i}人民医院" for i in range(1, 20))  # more than finds room below a text


def text_of(n):
    """About so many characters of running text that ends in a full stop."""
    return (SENTENCE * (n // len(SENTENCE) + 1))[:n - 1].rstrip("，、（“。") + "。"


def drafts():
    """Name and text of each draft."""
    for n in range(2, 14):  # lines of the only paragraph
        for title in range(3):
            more = ATTACHMENTS if (n + title) % 4 == 0 else ""
            yield (f"one-{title}-{n}", HEAD.format(title=TITLES[title], date=DATE, more=more,
                                                   seal="否" if n % 3 == 0 else "是")
                   + text_of(n * LINE - 8) + "\n")
    for n in range(16, 62, 2):  # lines of several paragraphs
        more = ("", ATTACHMENTS, NOTE)[n % 3]
        body = [text_of(LINE * 5 - 9 * (i % 4)) for i in range(n // 5)] + [text_of(LINE * (n % 5 + 1) - 6)]
        yield f"more-{n}", HEAD.format(title=TITLES[1], date=DATE, more=more,
                                       seal="否" if n % 4 == 0 else "是") + "\n\n".join(body) + "\n"
    for n in range(24, 36, 2):
        head = HEAD.format(title=TITLES[1], date=DATE, more="", seal="是")
        yield (f"copies-{n}", re.sub("抄送: .*", "抄送: " + COPIES, head)
               + "\n\n".join([text_of(LINE * (n - 5) - 8), text_of(LINE * 5 - 8)]) + "\n")


def bare(line):
    return re.sub(r"\s", "", line.text)


class Lengths(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = harness.scratch()
        cls.documents = {}
        for name, text in drafts():
            source = os.path.join(scratch, name + ".md")
            with open(source, "w", encoding="utf-8") as file:
                file.write(text)
            cls.documents[name] = os.path.join(scratch, name + ".docx")
            harness.convert(source, cls.documents[name], "-q")
        cls.pdfs = dict(zip(cls.documents, measure.render(list(cls.documents.values()), scratch)))
        cls.pages = {name: measure.read_pages(pdf) for name, pdf in cls.pdfs.items()}

    def date_page(self, pages):
        """The page with the date, and the lines above it."""
        for page in pages:
            for i, line in enumerate(page.body):
                if bare(line) == DATE:
                    return page, page.body[:i]
        raise AssertionError("no date")

    def test_page_one_shows_text(self):
        """7.3.3: below the recipient, which is flush left, stands an indented line of text."""
        for name, pages in self.pages.items():
            with self.subTest(name):
                lines = [bare(line) for line in pages[0].body]
                recipient = lines.index("各县（市、区）人民政府，市政府各部门：")
                self.assertTrue(lines[recipient + 1:recipient + 2] and lines[recipient + 1].startswith("各县"))

    def test_signature_is_not_alone(self):
        """7.3.5.5: above it stands text or the attachment note."""
        for name, pages in self.pages.items():
            with self.subTest(name):
                _, above = self.date_page(pages)
                self.assertTrue([line for line in above if bare(line).endswith("。") or "一览表" in line.text])

    def test_note_stands_below_the_date(self):
        """7.3.6: both of its lines on the date's page."""
        seen = 0
        for name, pages in self.pages.items():
            with self.subTest(name):
                page, above = self.date_page(pages)
                below = [bare(line) for line in page.body[len(above) + 1:]]
                if any(bare(line).startswith("（联系人") for other in pages for line in other.body):
                    seen += 1
                    self.assertTrue(below[0].startswith("（联系人"))
                    self.assertTrue(below[1].endswith("）"))
        self.assertGreater(seen, 5)

    def test_imprint_stands_on_the_back_of_the_last_sheet(self):
        for name, pages in self.pages.items():
            with self.subTest(name):
                self.assertEqual(len(pages) % 2, 0)
                self.assertTrue(pages[-1].body[-1].text.endswith("印发"))
                bottom = ink.Ink(self.pdfs[name], len(pages)).black_rules[-1].bottom
                self.assertLess(abs(bottom - measure.BOTTOM), 1)

    def test_page_numbers(self):
        """7.5: on every page, but where a blank one stands in front of the imprint's on neither."""
        blanks = 0
        for name, pages in self.pages.items():
            with self.subTest(name):
                numbered = pages
                if not pages[-2].body:
                    numbered = pages[:-2]
                    blanks += 1
                    self.assertEqual([line.text for page in pages[-2:] for line in page.lines
                                      if line.y > measure.BOTTOM], [])
                self.assertFalse([page.number for page in numbered if page.page_number is None])
        self.assertGreater(blanks, 0, "no draft ends where the imprint needs a sheet of its own")

    def test_lines_stay_apart(self):
        """What is drawn together keeps three quarters of the line pitch, what is spread one and a half."""
        for name, pages in self.pages.items():
            with self.subTest(name):
                for page in pages:
                    ys = [line.y for line in page.body if line.words[0].y1 - line.words[0].y0 > 5]
                    for above, below in zip(ys, ys[1:]):
                        self.assertGreater(below - above, 0.71 * 225 / 22)


MINUTES = """---
格式: 纪要
发文机关: 某某市人民政府办公室
标题: 研究冬春农田水利建设工作
成文日期: 2024-03-05
出席: 张某某、李某某、王某某、赵某某
抄送: 市委办公室，市人大常委会办公室
印发机关: 某某市人民政府办公室
印发日期: 2024-03-06
---

"""


class Unsigned(unittest.TestCase):
    """What ends on a back, minutes or an attachment, is drawn together for an imprint that has hardly room."""

    @classmethod
    def setUpClass(cls):
        scratch = harness.scratch()
        head = HEAD.format(title=TITLES[1], date=DATE, seal="是", more="")
        attached = head + text_of(50) + "\n\n---\n\n附件\n\n# 实施细则\n\n"
        sources = []
        for n in range(15, 20):  # lines of text on page 2: of the minutes' with what is left of page 1 and a roll
            sources.append((f"attached-{n}", attached + text_of(LINE * (n - 2) - 8)))
            sources.append((f"minutes-{n}", MINUTES + "\n\n".join([text_of(LINE * 9 - 8),
                                                                   text_of(LINE * (n + 1) - 8)])))
        for name, text in sources:
            with open(os.path.join(scratch, name + ".md"), "w", encoding="utf-8") as file:
                file.write(text + "\n")
        documents = [os.path.join(scratch, name + ".docx") for name, _ in sources]
        for document in documents:
            harness.convert(document[:-4] + "md", document, "-q")
        cls.pdfs = dict(zip([name for name, _ in sources], measure.render(documents, scratch)))

    def test_imprint_shares_the_page(self):
        for name, pdf in self.pdfs.items():
            with self.subTest(name):
                pages = measure.read_pages(pdf)
                self.assertEqual(len(pages), 2)
                text = [line for line in pages[1].body if "印发" not in line.text and "抄送" not in line.text]
                rules = ink.Ink(pdf, 2).black_rules
                self.assertGreater(rules[-3].top - text[-1].y, 2.5)
                self.assertLess(abs(rules[-1].bottom - measure.BOTTOM), 1)
                apart = [below.y - above.y for above, below in zip(text[-5:-2], text[-4:-1])]
                self.assertGreater(min(apart), 0.84 * 225 / 22)


if __name__ == "__main__":
    unittest.main()
