"""test_contents.py - the page numbers in a table of contents are those on which the headings stand."""
import os
import random
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
import looks  # noqa: E402  (beside this file)
import measure  # noqa: E402

harness.need("soffice", "pdftotext")

SAMPLES = ("contents", "long-report", "notice", "report", "tables", "notes", "formulas", "lists")
FLOOR_PERCENT = 95
RED_HEAD = "发文机关: XX市人民政府\n发文字号: X政发〔2024〕5号\n主送机关: 各县区人民政府\n成文日期: 2024-03-05\n"
SENTENCES = ("评估期内，全市投资保持较快增长，重点工程有序推进，保障能力明显提高。",
             "截至2023年底，累计完成投资86.4亿元，占规划总投资的57.6%，比时间进度快7.6个百分点。",
             "各地坚持“节水优先、空间均衡、系统治理、两手发力”的思路，压实责任。",
             "下一步，要加强统筹协调。", "GDP增长5.2%，CPI上涨0.3%。")


def written(seed, n_headings, head="", most_notes=1):
    """A draft of that many headings with paragraphs of many lengths, notes among them."""
    chance = random.Random(seed)
    lines = [f"---\n标题: 关于规划实施情况的报告\n目录: 2\n{head}---\n"]
    notes = []
    for k in range(n_headings):
        lines.append(f"{'##' if k % 3 == 0 else '###'} 第{k + 1}部分\n")
        for _ in range(chance.randint(1, 5)):
            text = "".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, 9)))
            for _ in range(most_notes if chance.random() < 0.15 else 0):
                notes.append(f"[^{len(notes)}]: {chance.choice(SENTENCES)}\n")
                text += f"另见注释[^{len(notes) - 1}]。"
            lines.append(text + "\n")
    return "\n".join(lines + notes)


def squeezed(text):
    return re.sub(r"\s", "", text)


def entries(document):
    """Texts and pages of the table of contents."""
    found = []
    for paragraph in document.paragraphs():
        style = paragraph.find(f"{looks.W}pPr/{looks.W}pStyle")
        if style is not None and re.fullmatch("TOC[1-3]", style.get(looks.W + "val")):
            parts = re.fullmatch(r"(.+?)(\d+)", looks.text_of(paragraph).strip(), re.S)
            if parts is not None:
                found.append((squeezed(parts[1]), int(parts[2])))
    return found


def page_of(pages, heading, first):
    """The page from `first` on with a line that begins as the heading does; None: there is none."""
    for page in pages[first - 1:]:
        if any(squeezed(line.text).startswith(heading[:20]) for line in page.lines
               if not re.search(r"[.…]{4}", line.text)):
            return page.number
    return None


class Contents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = harness.scratch()
        cls.documents = []
        drafts = {}
        for name in SAMPLES:
            drafts[name] = os.path.join(harness.SAMPLES, name + ".md")
        for name, text in (("short", written(1, 4)), ("long", written(2, 60)), ("red", written(3, 30, RED_HEAD)),
                           ("longest", written(4, 150)), ("noted", written(5, 60, "", 3))):
            drafts[name] = os.path.join(folder, name + ".md")
            with open(drafts[name], "w", encoding="utf-8") as file:
                file.write(text)
        cls.made = {}
        for name, draft in drafts.items():
            cls.made[name] = os.path.join(folder, name + ".docx")
            harness.convert(draft, cls.made[name], "-q", "-M", "toc=2")
        pdfs = measure.render(list(cls.made.values()), folder)
        cls.pages = dict(zip(cls.made, map(measure.read_pages, pdfs)))

    def differences(self, name):
        """(heading, page in the table, page in the PDF), where they differ, and how many there are."""
        found, wrong, at = entries(looks.Document(self.made[name])), [], 1
        for heading, page in found:
            real = page_of(self.pages[name], heading, at)
            self.assertIsNotNone(real, f"{name}: {heading} is nowhere")
            at = real
            if real != page:
                wrong.append((heading, page, real))
        return wrong, len(found)

    def test_text_alone(self):
        """Where all is text, every number is right."""
        for name in ("notice", "report", "short", "long", "red", "longest"):
            with self.subTest(name):
                wrong, n = self.differences(name)
                self.assertGreater(n, 0)
                self.assertEqual(wrong, [])

    def test_all(self):
        """Tables, pictures and formulas may move a heading by a page, and few."""
        n_wrong = n_all = 0
        for name in self.made:
            wrong, n = self.differences(name)
            print(f"{name:12} {n - len(wrong)} of {n} right", wrong)
            n_wrong, n_all = n_wrong + len(wrong), n_all + n
            for heading, page, real in wrong:
                self.assertLessEqual(abs(page - real), 1, f"{name}: {heading}")
        self.assertGreaterEqual(100 * (n_all - n_wrong), FLOOR_PERCENT * n_all)


if __name__ == "__main__":
    unittest.main()
