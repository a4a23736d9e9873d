"""The memory that `fix` needs grows with the input, and at most by six bytes a byte, whatever is found in it; that of
Markdown by twelve, also where it has no headings.

Two sizes of each kind of text are taken, with the report that the user asked for, and the peaks of the two are
compared: what the program takes for itself falls out.
"""
import ctypes
import os
import shlex
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402

SMALL, LARGE, BOUND, MARKDOWN_BOUND = 2_000_000, 8_000_000, 6, 12
PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>

HAN = "市人民政府关于加强安全生产工作的通知，各部门要认真贯彻执行。"
KINDS = {
    "clean UTF-8": (HAN + "\n").encode(),
    "clean GB18030": (HAN + "\n").encode("gb18030"),
    "a change in each line": (HAN + "\u200b落实\n").encode(),
    "a change behind each second character": "".join(HAN[i:i + 2] + "\u200b" for i in range(0, 26, 2)).encode() + b"\n",
    "marks that were flattened": HAN.replace("，", ",").replace("。", ".").encode() + b"\n",
    "annotations": "縣長說態(tài)度發(fā)生變化與內(nèi)容\n".encode(),
    "radicals": "通知⼀全面⼈落实⼤\n".encode(),
    "bytes that are no text": HAN.encode("gb18030")[:-2] + b"\xff\n",
}
DRAFTS = {  # what there is once, and what comes again and again
    "paragraphs": ("", HAN + "\n\n"),
    "bold words": ("", "**责任单位**：市人民政府办公室及各部门，**期限**三个月。\n\n"),
    "links": ("", "各部门按[工作方案](https://example.com/2024/a.html)的要求，认真贯彻执行。\n\n"),
    "one list": ("", "- 督促各单位落实整改措施。\n"),
    "one table": ("|单位|任务|期限|\n|-|-|-|\n", f"|市教育局|{HAN}|十月底前|\n"),
}


def peak(command):
    """The most bytes that were resident: a shell ends at once, and we inherit its child, since a child of ours
    would begin with the memory of Python."""
    line = " ".join(map(shlex.quote, command)) + " >/dev/null 2>&1 &"
    shell = subprocess.Popen(["sh", "-c", line], stdin=subprocess.DEVNULL)
    most = status = 0
    while True:
        try:
            pid, code, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        if pid == shell.pid:
            shell.returncode = os.waitstatus_to_exitcode(code)
        else:
            status, most = os.waitstatus_to_exitcode(code), usage.ru_maxrss * 1024
    if status != 0:
        raise AssertionError(f"{command} failed with {status}")
    return most


@unittest.skipUnless(sys.platform == "linux", "measured on Linux")
class Peak(unittest.TestCase):
    def setUp(self):
        self.folder = harness.scratch()
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def peak_of(self, verb, unit, size, *options, head=b""):
        path = os.path.join(self.folder, "input.md")
        with open(path, "wb") as file:
            file.write(head + unit * (size // len(unit)))
        return peak([harness.program(), verb, "-q", path, "-o", "/dev/null", *options])

    def check(self, kind, report):
        option = ["--report", os.path.join(self.folder, report)]
        small, large = (self.peak_of("fix", KINDS[kind], size, *option) for size in (SMALL, LARGE))
        self.assertLess((large - small) / (LARGE - SMALL), BOUND)

    def test_with_a_page(self):
        for kind in KINDS:
            with self.subTest(kind):
                self.check(kind, "r.html")

    def test_with_json(self):
        for kind in ("clean GB18030", "a change in each line", "a change behind each second character"):
            with self.subTest(kind):
                self.check(kind, "r.json")

    def test_markdown(self):
        for kind, (head, unit) in DRAFTS.items():
            with self.subTest(kind):
                small, large = (self.peak_of("convert", unit.encode(), size, "-t", "docx", head=head.encode())
                                for size in (SMALL, LARGE))
                self.assertLess((large - small) / (LARGE - SMALL), MARKDOWN_BOUND)


if __name__ == "__main__":
    unittest.main()
