"""test_keys.py - front matter in Chinese gives the same document as in English."""
import os
import re
import subprocess
import sys
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

KEYS = os.path.join(harness.ROOT, "src", "document", "keys.def")
STYLES = {"redhead": "公文", "letter": "信函", "order": "命令", "minutes": "纪要"}
WORDS = {"yes": "是", "preprinted": "套印"}


def translate(text):
    """The draft with each key and each fixed word in the other language."""
    with open(KEYS, encoding="utf-8") as file:
        names = re.findall(r'^X\(\w+, "([^"]+)", "([^"]+)"', file.read(), re.M)
    other = dict(names) | {chinese: english for english, chinese in names}
    words = STYLES | WORDS
    words |= {chinese: english for english, chinese in words.items()}
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    lines = []
    for line in head.split("\n"):
        key, colon, value = line.partition(":")
        if colon and key in other:
            value = value.strip()
            line = f"{other[key]}: {words.get(value, value)}".rstrip()
        lines.append(line)
    return "---\n" + "\n".join(lines) + "\n---\n" + body


class Keys(unittest.TestCase):
    def test_both_languages(self):
        scratch = harness.scratch()
        os.symlink(os.path.join(harness.SAMPLES, "figures"), os.path.join(scratch, "figures"))
        tried = 0
        for path in harness.drafts():
            with open(path, "rb") as file:
                text = file.read()
            if not text.startswith(b"---\n"):
                continue
            tried += 1
            with self.subTest(os.path.basename(path)):
                there = translate(text.decode())
                self.assertNotEqual(there, text.decode())
                documents = []
                for name, content in (("one", text.decode()), ("other", there)):
                    draft = os.path.join(scratch, name + ".md")
                    with open(draft, "w", encoding="utf-8") as file:
                        file.write(content)
                    harness.convert(draft, os.path.join(scratch, name + ".docx"), "-q")
                    with open(os.path.join(scratch, name + ".docx"), "rb") as file:
                        documents.append(file.read())
                self.assertEqual(*documents)
        self.assertGreater(tried, 10)

    def test_document_number(self):
        """7.2.5: the year in 〔〕, no 第, leading zeros, wide digits or blanks; what has no year in brackets stays."""
        scratch = harness.scratch()
        draft, document = os.path.join(scratch, "draft.md"), os.path.join(scratch, "draft.docx")
        for typed, printed in (("某政发[2024]05号", "某政发〔2024〕5号"), ("某政发（2024）第12号", "某政发〔2024〕12号"),
                               ("某政发〔2024〕100号", "某政发〔2024〕100号"), ("某政发2024年第5号", "某政发2024年第5号"),
                               ("某政发〔２０２４〕１０号", "某政发〔2024〕10号"), ("某政发[2024] 第 05 号", "某政发〔2024〕5号"),
                               ("某政发[2024]5号 某委发[2024]06号", "某政发〔2024〕5号 某委发〔2024〕6号")):
            with self.subTest(typed):
                with open(draft, "w", encoding="utf-8") as file:
                    file.write(f"---\nissuer: 某某市人民政府\ndoc-number: '{typed}'\n---\n\n# 通知\n\n正文。\n")
                harness.convert(draft, document, "-q")
                with zipfile.ZipFile(document) as archive:
                    self.assertIn(f">{printed}<", archive.read("word/document.xml").decode())

    def test_order_number(self):
        """10.2: 第12号, where the draft has the number alone, too."""
        scratch = harness.scratch()
        draft, document = os.path.join(scratch, "draft.md"), os.path.join(scratch, "draft.docx")
        for typed, printed in (("12", "第12号"), ("第12号", "第12号"), ("〔2024〕12号", "〔2024〕12号")):
            with self.subTest(typed):
                with open(draft, "w", encoding="utf-8") as file:
                    file.write(f"---\n格式: 命令\n发文机关: 某某市人民政府\n令号: {typed}\n---\n\n现予公布。\n")
                harness.convert(draft, document, "-q")
                with zipfile.ZipFile(document) as archive:
                    self.assertIn(f">{printed}<", archive.read("word/document.xml").decode())

    def test_wrong_values_are_told_with_a_cure(self):
        scratch = harness.scratch()
        draft = os.path.join(scratch, "draft.md")
        for line, cure in (("成文日期: 2024-13-05", "2024年3月5日"), ("份号: 12A", "000012"),
                           ("密级: 最密", "机密"), ("保密期限: 一年", "6个月"), ("紧急程度: 快", "加急"),
                           ("版头: 蓝", "preprinted"), ("印章: 圆", "picture"), ("主送机: 各县", "主送机关"),
                           ("发文字: 某发", "发文字号"), ("目录: 很深", "how many levels"),
                           ("印章: 没有.png\n署名: 某某局\n成文日期: 2024-03-05", "its place stays empty")):
            with self.subTest(line):
                with open(draft, "w", encoding="utf-8") as file:
                    file.write(f"---\ntitle: 通知\n{line}\n---\n\n正文。\n")
                done = subprocess.run([harness.program(), "--force", draft], capture_output=True, check=True,
                                      env=dict(os.environ, LC_ALL="C.UTF-8"))
                told = done.stderr.decode()
                self.assertIn("draft.md:3:1:", told)
                self.assertIn(cure, told)

    def test_style_sheet_beside_the_draft(self):
        """style: names one, which wins over the standard's; one that is not there is told with its line."""
        scratch = harness.scratch()
        draft, document = os.path.join(scratch, "draft.md"), os.path.join(scratch, "draft.docx")
        with open(os.path.join(scratch, "own.yaml"), "w", encoding="utf-8") as file:
            file.write("extends: gbt9704\nparagraphs: {title: {font: 方正小标宋_GBK}}\n")
        with open(draft, "w", encoding="utf-8") as file:
            file.write("---\ntitle: 通知\nstyle: own.yaml\n---\n\n正文。\n")
        harness.convert(draft, document, "-q")
        with zipfile.ZipFile(document) as archive:
            self.assertIn("方正小标宋_GBK", archive.read("word/styles.xml").decode())
        os.remove(os.path.join(scratch, "own.yaml"))
        done = subprocess.run([harness.program(), "--force", draft], capture_output=True, check=False,
                              env=dict(os.environ, LC_ALL="C.UTF-8"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("draft.md:3:1:", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
