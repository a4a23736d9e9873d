#!/usr/bin/env python3
"""test_faults.py FAULTS_SO STRIDE - every allocation, read, write, sync, rename and close fails once.

The program runs with tests/faults/faults.c loaded into it, again and again, until the n-th call is one that is not made
any more; of allocations, of which there are thousands, every STRIDE-th one.  Whatever fails: the old output or the whole
new one stands there, no temporary file, the exit status is that of the manual, and there is a message.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (it stands one folder up)

FAULTS, STRIDE = sys.argv[1], int(sys.argv[2])
SCRATCH = harness.scratch()
OLD = b"the old result"
DIED = (-6, -11)
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

DRAFT = """---
标题: 通知
发文机关: 某某市人民政府
发文字号: 某政发〔2024〕5号
附件: [名单, 表格]
---

# 通知

## 一、事项

正文[^1]，**重点**，[链接](http://example.cn)。\u200b

- 甲
- 乙

| 甲 | 乙 |
|---|---|
| 1 | 2 |

![图](a.png)

[^1]: 注。
"""
# What the draft above has not, with a style sheet in a file, to all formats.
RICH = """---
标题: 报告
目录: 2
成文日期: 2024-03-05
---

# 报告

## 一、公式

式 $\\frac{a}{b}$ 与 ~~旧~~ `码`。

$$\\begin{matrix}a&b\\\\c&d\\end{matrix}$$

![图](in.png){width=50%}

图1 说明[见](#一公式)

<p align="center">居中 <a href="http://a.cn">链接</a> <img src="in.png" width="10"></p>

<table><tr><td colspan="2">甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>

- [x] 甲
  1. 乙

> 引

```mermaid
graph
```

æ–‡ä»¶ 態(tài) &amp;amp;
"""
SHEET = "name: own\nextends: gbt9704\nparagraphs:\n  body:\n    font: 宋体\n"
TEXT = "通知\n\n一、总体要求\n（一）目标。坚持稳中求进。\n第 1 页\n\n某某局\n2024年3月5日\n"
PAGE = "<html><body><div class=nav><a href=x>首页</a></div><h1>通知</h1><p>正文&nbsp;<b>重点</b>。</p><table><tr><td>1" \
       "<td>2</table></body></html>"


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        long = DRAFT + "".join(f"\n正文{i * i}，说明**{i ** 3}**。\n" for i in range(2500))  # half a megabyte of XML
        for name, text in (("draft.md", DRAFT.encode()), ("long.md", long.encode()), ("rich.md", RICH.encode()), ("in.png", PNG),
                           ("own.yaml", SHEET.encode()), ("old.txt", TEXT.encode("gb18030")), ("page.html", PAGE.encode())):
            with open(os.path.join(SCRATCH, name), "wb") as file:
                file.write(text)
        # Which libraries the program has besides is for its own build to say; sanitizers come first.
        linked = subprocess.run(["ldd", harness.program()], capture_output=True, text=True, check=False).stdout
        if "asan" in linked or "not a dynamic" in linked:
            harness.missing("a program into which a library can be loaded")

    def run_it(self, fault, *arguments):
        """(exit status, messages, how often the call was made); the old output is put back first."""
        out = os.path.join(SCRATCH, "out")
        count = os.path.join(SCRATCH, "count")
        shutil.rmtree(out, ignore_errors=True)
        os.mkdir(out)
        for name in ("draft.docx", "long.docx", "old.docx", "page.docx", "old.txt"):
            with open(os.path.join(out, name), "wb") as file:
                file.write(OLD)
        done = subprocess.run([harness.program(), *arguments], cwd=SCRATCH, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=120, check=False,
                              env={"LD_PRELOAD": FAULTS, "QG_FAULT": fault, "QG_FAULT_COUNT": count, "PATH": "/usr/bin:/bin"})
        made = 0
        if os.path.exists(count):
            with open(count, encoding="ascii") as file:
                made = int(file.read())
            os.remove(count)
        return done.returncode, done.stderr.decode("utf-8", "replace"), made

    def outputs(self):
        out = os.path.join(SCRATCH, "out")
        found = {}
        for name in os.listdir(out):
            with open(os.path.join(out, name), "rb") as file:
                found[name] = file.read()
        return found

    def fail_each(self, call, arguments, stride=1, deaths=0):
        """Let the 1st, the 2nd ... call fail.  `deaths` such failures may end the program."""
        status, _, n_calls = self.run_it(f"{call}:0", *arguments)
        self.assertEqual(status, 0)
        self.assertGreater(n_calls, 0, f"{call} is never called, so nothing was tried")
        whole = self.outputs()
        n_failures = n_deaths = 0
        for n in range(stride // 2 + 1, n_calls + 1, stride):
            with self.subTest(call=call, n=n, arguments=arguments):
                status, messages, _ = self.run_it(f"{call}:{n}", *arguments)
                if status in DIED:
                    n_deaths += 1
                    continue
                self.assertIn(status, (0, 2, 3), messages)
                n_failures += status != 0
                if status != 0:
                    self.assertTrue(messages, "failed without a word")
                for name, data in self.outputs().items():
                    self.assertIn(name, whole, "something was left")
                    if name.startswith("report.") and status != 0 and data != OLD:
                        # It tells of the failure.
                        self.assertTrue(data.rstrip().endswith(b"</section>") if name.endswith(".html") else json.loads(data))
                        continue
                    self.assertTrue(data in (OLD, whole[name]), f"{name} is neither the old nor the new one")
                    if status == 0:
                        self.assertTrue(data == whole[name], f"{name}: done, but not all of it")
        self.assertLessEqual(n_deaths, deaths)
        return n_failures

    def test_memory(self):
        # cmark-gfm does not look whether it gets memory where it lists its extensions, once in its life.  So many
        # allocations these are.
        for arguments, deaths in ((["draft.md"], 30), (["old.txt"], 0), (["page.html"], 0), (["fix", "old.txt"], 0)):
            failures = self.fail_each("malloc", ["-q", "--force", *arguments, "--out-dir", "out", "--report", "out/report.json"],
                                      STRIDE, -(-deaths // STRIDE))
            self.assertGreater(failures, 0)

    def test_memory_elsewhere(self):
        """The rest of the way: other formats, a sheet in a file, the report as a page, what differs."""
        out, sheet = ["-q", "--force"], ["--style", "own.yaml"]
        for arguments, deaths in ((["rich.md", "-o", "out/rich.docx", *sheet, "--script", "traditional"], 30),
                                  (["rich.md", "-o", "out/rich.html", *sheet, "--report", "out/report.html"], 30),
                                  (["rich.md", "-o", "out/rich.md"], 30), (["rich.md", "-o", "out/rich.txt"], 30), (["page.html", "-o", "out/page.json"], 0),
                                  (["page.html", "-o", "out/page.txt"], 0),
                                  (["fix", "--diff", "rich.md"], 0)):
            failures = self.fail_each("malloc", [*out, *arguments], STRIDE, -(-deaths // STRIDE))
            self.assertGreater(failures, 0)

    def test_threads(self):
        """Without a thread the work is done all the same, and what fails in one is told."""
        one = ["-q", "--force", "long.md", "--out-dir", "out", "-j", "2"]
        self.assertEqual(self.fail_each("thread", one), 0)
        self.assertEqual(self.fail_each("thread", ["-q", "--force", "draft.md", "old.txt", "page.html", "--out-dir", "out",
                                                   "-j", "2"]), 0)
        stride = max(STRIDE, 7)
        self.assertGreater(self.fail_each("malloc", one, stride, -(-30 // stride)), 0)

    def test_files(self):
        both = ["--force", "draft.md", "old.txt", "page.html", "--out-dir", "out", "--report", "out/report.json", "-j", "1"]
        for call in ("read", "write", "fsync", "rename", "fchmod", "close"):
            failures = self.fail_each(call, both)
            if call not in ("close", "fchmod"):
                self.assertGreater(failures, 0, call)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=sys.argv[:1])
