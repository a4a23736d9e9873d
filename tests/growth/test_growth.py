"""Time grows with the input and no faster, for input of the worst kinds too.

Each kind is one small thing again and again, fixed at two sizes.  What is compared is processor time, the best
of two runs, so that other programs disturb little: four times the input may take ten times as long, where a
loop in a loop would take sixteen.
"""
import os
import resource
import subprocess
import unittest

import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402

SMALL, TIMES, BOUND = 80_000, 4, 10
LEAST = 0.03  # seconds; less is start-up and the clock

HAN = "市人民政府关于加强安全生产工作的通知，各部门要认真贯彻执行。"
ENCODINGS = ("utf-8", "gb18030", "big5", "shift_jis", "euc_kr", "euc_jp")

KINDS = {
    # bytes
    "bytes FF": b"\xff",
    "lead bytes": b"\x81",
    "lead bytes by turns": b"\x81\xfe",
    "escapes": b"\x1b",
    "shifts to Chinese": b"\x1b$A",
    "designations": b"\x1b$)A\x0e!!\x0f",
    "HZ that never ends": b"~{",
    "HZ of nothing": b"~{~}",
    "controls": b"\x01",
    "two-byte lines, each in another encoding": b"".join("中\n".encode(name) for name in ENCODINGS),
    "runs, each in another encoding": b"".join("中文".encode(name) for name in ENCODINGS),
    "UTF-16": "中".encode("utf-16-le"),
    "carriage returns": b"\r",
    # damage
    "question marks": b"?",
    "a question mark behind each character": "中?",
    "replacement characters": "\ufffd",
    "beyond repair": "锟斤拷",
    "one line of mojibake": HAN.encode().decode("latin-1"),
    "one line of mojibake in GBK": HAN.encode().decode("gb18030", "replace"),
    "entities": "&amp;",
    "an entity escaped again and again": "amp;",
    "entities without an end": "&lt",
    "escapes of code": "\\u4e2d",
    "percent escapes": "%E4%B8%AD",
    "quoted printable": "=E4=B8=AD",
    "annotations": "態(tài)",
    "torn marks": "績?箲(zhàn)",
    "look-alikes": "⼀",
    "private characters": "\ue5e5",
    "zero-width characters": "\u200b",
    "marks of byte order": "\ufeff",
    "no-break spaces": "中\u00a0",
    "marks that combine": "a\u0301",
    "doubled words": "工作报告工作报告\n",
    "one character": "一",
    # what looks like a mark, code or markup
    "brackets that open": "(",
    "brackets of a link": "[中](",
    "quotes": '中"',
    "quotes alone": '"',
    "commas": "中,",
    "dashes": "中--",
    "dots": "中....",
    "back-quotes": "中`",
    "fences": "```\n",
    "formulas": "中$",
    "addresses": "http://",
    "mail addresses": "a@",
    "paths": "/a",
    "numbers": "1,",
    "tags": "<b>中",
    "angles": "<",
    "rows of a table": "|中|\n",
}

# (what comes first, what comes again and again), drafts that are converted
DRAFTS = {
    "indented lines of Chinese": ("", "    中文段落。\n"),
    "footnotes that are never closed": ("", "[^"),
    "breaks in one line": ("", "甲<br>"),
    "names of attachments": ("附件：1. 甲\n", "2. 乙\n"),
    "lines of a letter in one paragraph": (
        "---\nformat: letter\n---\n\n关于做好生产工作的函\n\n市人民政府：\n\n", "请认真落实有关要求。\n"),
}


TEXTS = {
    "lines of one length, too short for a verse": "问：甲？\n答：乙。\n",
    "numbers in one line": "一 甲乙。",
    "names padded to one width": "办公室：王  伟  李晓明\n",
    "tabs in one line": "应到  缺到\t\t",
    "one moment on all lines": "2024-05-10 08:30 报到\n",
    "thousands, and no other comma": "一小 125,000元\n",
}


class Growth(unittest.TestCase):
    def setUp(self):
        self.path = os.path.join(harness.scratch(), "input")

    def seconds(self, unit, size, start=b"", words=("fix", "--repair=full")):
        with open(self.path, "wb") as file:
            file.write(start + (unit * (size // len(unit) + 1))[:size])
        times = []
        for _ in range(2):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            subprocess.run([harness.program(), *words, "-q", self.path, "-o", os.devnull],
                           stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
            times.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
        return max(min(times), LEAST)

    def test_fix(self):
        for kind, unit in KINDS.items():
            unit = unit if isinstance(unit, bytes) else unit.encode()
            with self.subTest(kind):
                small, large = self.seconds(unit, SMALL), self.seconds(unit, SMALL * TIMES)
                self.assertLess(large / small, BOUND, f"{small:.2f} s, {large:.2f} s")

    def test_convert(self):
        words = ("convert", "--from", "markdown", "--to", "md", "--force")
        for kind, (start, unit) in DRAFTS.items():
            with self.subTest(kind):
                small, large = (self.seconds(unit.encode(), size, start.encode(), words)
                                for size in (SMALL * 8, SMALL * 8 * TIMES))
                self.assertLess(large / small, BOUND, f"{small:.2f} s, {large:.2f} s")

    def test_plain_text(self):
        words = ("convert", "--from", "text", "--to", "md", "--force")
        for kind, unit in TEXTS.items():
            with self.subTest(kind):
                small, large = (self.seconds(unit.encode(), size, words=words)
                                for size in (SMALL * 8, SMALL * 8 * TIMES))
                self.assertLess(large / small, BOUND, f"{small:.2f} s, {large:.2f} s")


if __name__ == "__main__":
    unittest.main()
