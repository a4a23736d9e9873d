"""test_structure.py - plain text becomes the document that its author wrote.

The measures of score.py over the golden cases; what comes out goes in again unchanged; the document
is the same by way of Markdown; odd and large texts take time in proportion to their size.
"""
import glob
import json
import os
import shutil
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import score  # noqa: E402

GOLDEN = os.path.join(harness.ROOT, "tests", "golden")
SCRATCH = harness.scratch()
FLOORS = {"title": 0.95, "metadata": 0.95, "headings": 0.98, "paragraphs": 0.985,
          "furniture precision": 0.995, "furniture recall": 0.98}
MOST_EDITS = 0.3  # in a hundred characters
REPORT = "一、工作情况\n（一）主要做法。今年以来，我们做了很多工作，取得了成绩。\n"

# What pages have, in one place of a short text, and such texts.
STRAY = ["关注我们", "打印", "分享", "2024-03-05 14:30", "相关阅读", "返回顶部", "上一篇", "关注我们\n打印"]
SHORT = [
    "通知\n明天下午两点在村部开会，研究修路的事。\n各组组长\n全体党员\n柳树村村委会\n3月5日",
    "寻物启事\n本人于3月5日在食堂丢失钱包一个。\n内有身份证和饭卡。\n拾到者请联系李明\n必有酬谢",
    "各位家长好，明天上午九点开家长会。\n请大家准时参加。\n地点：二班教室\n收到请回复\n王老师",
    "今天开了例会，定了三件事。\n老张负责采购\n小王负责联络\n会后发了纪要。",
    "请假条\n张老师：\n我因感冒发烧，需请假两天，请批准。\n学生：李小明\n2024年3月5日",
    "静夜思\n李白\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
    "值班电话表\n办公室 62345678\n人事科 62345679\n财务科 62345680\n后勤科 62345681",
    "购物清单\n鸡蛋\n牛奶\n面包\n洗洁精",
    "宿舍守则\n按时作息\n不得私拉电线\n爱护公物\n如有违反，按规定处理。",
]

# Name, a piece that is repeated, how often at first.
GROWING = [
    ("one line", "今年以来，我们做了很多工作", 4000),
    ("headings", REPORT, 400),
    ("blank lines", "\n", 40000),
    ("numbers", "1.2.3.4.5.6.7.8.9", 2000),
    ("glued headings", "。一、工作（一）情况", 2000),
    ("furniture", "首页 > 上一篇 | 版权所有\n", 1500),
    ("page numbers", "今年以来\n- 1 -\n", 1500),
    ("page data", "索引号：甲 发文机关：乙 标题：\n", 1500),
    ("labels", "索引号 ", 4000),
    ("cells", "甲\t乙\t丙\n", 1500),
    ("brackets", "（", 10000),
    ("openings", "第一（1）一、", 2000),
    ("short lines", "甲\n", 5000),
    ("blanks", "甲 ", 20000),
]

# Name, a text of some megabytes, to be converted within LARGE_SECONDS of processor time.
LARGE = [
    ("a line of 10 MB", "今年以来，我们做了很多工作。" * 250000),
    ("a line of 10 MB without a mark", "今" * 3500000),
    ("100,000 headings", REPORT * 50000),
    ("a million blank lines", "甲方案\n" + "\n" * 1000000 + "今年以来，我们做了很多工作。\n"),
]
# Markdown has no widths for the columns that rows of dashes gave; a signature with labels,
# 汇报人：…, is one at the second look only.
OTHER_BY_WAY = ("markdown-dash-tables/input.md", "markdown-chat-report/input.md")
LARGE_SECONDS = 20  # a slow machine with sanitizers takes some


def pairs():
    found = score.pairs_of(GOLDEN)
    if not found:
        raise AssertionError(f"{GOLDEN} holds no case of plain text")
    return found


def texts():
    """Plain text in the golden cases and the samples."""
    found = [source for source, _ in pairs()]
    return found + sorted(glob.glob(os.path.join(harness.ROOT, "samples", "*.txt")))


def drafts():
    """Markdown in the golden cases and the samples."""
    found = glob.glob(os.path.join(GOLDEN, "markdown-*", "input.md"))
    return sorted(found + glob.glob(os.path.join(harness.ROOT, "samples", "*.md")))


def folder(name):
    """An empty one."""
    path = os.path.join(SCRATCH, name)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def copies(sources):
    """The files under names of their own, in one folder."""
    made = folder("sources")
    return [shutil.copy(source, os.path.join(made, f"{i:04}{os.path.splitext(source)[1]}"))
            for i, source in enumerate(sources)]


def convert_all(paths, target, *options):
    """Convert the files into a folder of that name."""
    return harness.convert_all(paths, os.path.join(SCRATCH, target), *options)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Structure(unittest.TestCase):
    def test_measures(self):
        total = score.Score()
        sources, wanted = zip(*pairs())
        made = convert_all(copies(sources), "measured", "-t", "markdown")
        for paths in zip(sources, made, wanted):
            total.add(*map(score.read, paths))
        measures = total.measures()
        for name, floor in FLOORS.items():
            self.assertGreaterEqual(measures[name], floor, name)
        self.assertLessEqual(measures["characters"], MOST_EDITS)

    def test_its_own_output_stays(self):
        sources = texts() + drafts()
        once = convert_all(copies(sources), "once", "-t", "markdown")
        twice = convert_all(once, "twice", "-t", "markdown")
        for source, one, other in zip(sources, once, twice):
            with self.subTest(source):
                self.assertEqual(read(one).decode(), read(other).decode())

    def test_what_a_page_left_in_one_place_takes_no_line_along(self):
        made, wanted = folder("short"), []
        for text in SHORT:
            lines = text.split("\n")
            wanted += [(lines, lines[:k] + [stray] + lines[k:])
                       for stray in STRAY for k in range(1, len(lines) + 1)]
        paths = [os.path.join(made, f"{i:04}.txt") for i in range(len(wanted))]
        for path, (_, lines) in zip(paths, wanted):
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
        found = convert_all(paths, "made", "--from", "text", "-t", "markdown")
        for path, (own, lines) in zip(found, wanted):
            text = score.plain(read(path).decode())
            self.assertEqual([line for line in own if score.plain(line) not in text], [], lines)

    def test_findings_say_how_sure_they_are(self):
        path = os.path.join(SCRATCH, "report.json")
        sources = [source for source, _ in pairs()]
        convert_all(copies(sources), "made", "-t", "markdown", "--report", path)
        reports = json.loads(read(path))
        self.assertEqual(len(reports), len(sources))
        for source, report in zip(sources, reports):
            with self.subTest(source):
                found = [f for f in report["findings"] if f["stage"] == "parse"]
                self.assertTrue(all(0.5 <= f["confidence"] <= 1 for f in found), found)

    def test_the_same_document_by_way_of_markdown(self):
        sources = texts() + [path for path in drafts()
                             if path.startswith(GOLDEN) and not path.endswith(OTHER_BY_WAY)]
        inputs = copies(sources)
        direct = convert_all(inputs, "direct")
        by_way = convert_all(convert_all(inputs, "made", "-t", "markdown"), "by-way")
        for source, one, other in zip(sources, direct, by_way):
            with self.subTest(source):
                self.assertEqual(read(one), read(other))


class Growth(unittest.TestCase):
    def seconds(self, text):
        """Processor time of a conversion, the best of three."""
        path = os.path.join(SCRATCH, "large.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("甲。\n" + text)
        best = None
        for _ in range(2):
            start = os.times()
            harness.run([harness.program(), "convert", "-q", "--from", "text", "-t", "json",
                         "-o", os.devnull, path])
            end = os.times()
            used = end.children_user - start.children_user
            best = used if best is None or used < best else best
        return best

    def test_large_texts(self):
        for name, text in LARGE:
            with self.subTest(name):
                self.assertLess(self.seconds(text), LARGE_SECONDS)

    def test_time_grows_with_the_text(self):
        for name, piece, n in GROWING:
            with self.subTest(name):
                small, large = self.seconds(piece * n), self.seconds(piece * n * 8)
                self.assertLess(large, 16 * max(small, 0.05))


if __name__ == "__main__":
    unittest.main()
