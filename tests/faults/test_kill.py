#!/usr/bin/env python3
"""The program killed at any moment, started twice at once, on a disk that is full: whole files or none."""
import ctypes
import os
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli"))
import cli  # noqa: E402
from cli import DONE, OUTPUT  # noqa: E402

N_KILLS = 60


class Kill(cli.Case):
    def start(self, *arguments):
        return subprocess.Popen([cli.PROGRAM, *arguments], cwd=self.folder, env=cli.ENVIRONMENT, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def test_killed(self):
        """kill -9 and the milder ones: the old file or the whole new one, and the next run leaves nothing behind."""
        dice = random.Random(9)
        self.write("draft.md", "# 报告\n\n" + "正文，说明情况。\n\n" * 300)
        self.expect(DONE, "draft.md", "-o", "whole.docx")
        start = time.monotonic()
        self.expect(DONE, "draft.md", "-o", "whole.docx")
        seconds = time.monotonic() - start
        whole, strays = self.read("whole.docx"), 0
        for i in range(N_KILLS):
            self.write("out.docx", b"old")
            run = self.start("draft.md", "-o", "out.docx")
            time.sleep(dice.uniform(0, 1.2 * seconds))
            run.send_signal([signal.SIGKILL, signal.SIGTERM, signal.SIGINT][i % 3])
            run.wait()
            self.assertIn(self.read("out.docx"), (b"old", whole))
            strays += any(n.startswith(".qinggao") for n in self.names())
            if i % 3:
                self.assertEqual([n for n in self.names() if n.startswith(".qinggao")], [])
            self.expect(DONE, "draft.md", "-o", "out.docx")  # looks for temporary files
        print(f"{N_KILLS} kills, of which {strays} left a temporary file that the next run took over")

    def test_killed_batch(self):
        os.mkdir(self.path("in"))
        for i in range(200):
            self.write(f"in/{i:03}.md", f"# 报告{i}\n\n" + "正文，说明情况。\n\n" * 30)
        self.expect(DONE, "-r", "in", "--out-dir", "whole")
        for moment in (0.02, 0.1, 0.2, 0.4):
            run = self.start("-r", "in", "--out-dir", "out", "--resume")
            time.sleep(moment)
            run.kill()
            run.wait()
        self.expect(DONE, "-r", "in", "--out-dir", "out", "--resume")
        self.assertEqual(sorted(os.listdir(self.path("out"))), sorted(os.listdir(self.path("whole"))))
        for name in os.listdir(self.path("whole")):
            self.assertEqual(self.read(f"out/{name}"), self.read(f"whole/{name}"))

    def test_two_at_once(self):
        for i in (0, 1):
            self.write(f"{i}.md", f"# 报告{i}\n\n" + f"正文{i}，说明情况。\n\n" * 100)
            self.expect(DONE, f"{i}.md", "-o", f"{i}.docx")
        wholes = [self.read("0.docx"), self.read("1.docx")]
        for _ in range(20):
            runs = [self.start(f"{i}.md", "-o", "out.docx") for i in (0, 1)]
            self.assertEqual([run.wait() for run in runs], [DONE, DONE])
            self.assertIn(self.read("out.docx"), wholes)
            self.assertEqual([n for n in self.names() if n.startswith(".qinggao")], [])

    def test_somebody_elses_temporary_file(self):
        """Whoever may write into the folder cannot have the result go through a file or link of theirs."""
        run = self.start("draft.md", "-o", "out.docx")
        run.wait()
        whole = self.read("out.docx")
        name = f".qinggao-{self.hash('out.docx'):016x}"
        for make in (lambda p: os.symlink("victim", p), lambda p: os.mkfifo(p), lambda p: os.link(self.path("victim"), p),
                     os.mkdir):
            self.write("victim", "stays")
            make(self.path(name))
            done = self.run_it("draft.md", "-o", "out.docx")
            self.assertEqual(done.returncode, DONE, done.stderr)
            self.assertEqual(self.read("victim"), b"stays")
            self.assertEqual(self.read("out.docx"), whole)
            (os.rmdir if os.path.isdir(self.path(name)) else os.unlink)(self.path(name))

    @staticmethod
    def hash(name):
        value = 0xCBF29CE484222325
        for byte in name.encode():
            value = (value ^ byte) * 0x100000001B3 & (1 << 64) - 1
        return value

    def test_full_disk(self):
        libc = ctypes.CDLL(None, use_errno=True)
        os.mkdir(self.path("disk"))
        where = self.path("disk").encode()
        if os.geteuid() != 0 or libc.mount(b"tmpfs", where, b"tmpfs", 0, b"size=64k") != 0:
            self.not_here("a file system cannot be mounted")
        self.addCleanup(libc.umount, where)
        self.write("disk/small.docx", b"old")
        self.write("disk/filler", b"x" * 50000)
        self.write("draft.md", "# 报告\n\n" + "".join(f"正文{i * i}说明{i ** 3}。\n\n" for i in range(3000)))
        self.expect(OUTPUT, "draft.md", "-o", "disk/small.docx", says="disk is full")
        self.assertEqual(self.read("disk/small.docx"), b"old")
        self.assertEqual(sorted(os.listdir(self.path("disk"))), ["filler", "small.docx"])
        self.write("tiny.md", "短。\n")
        self.expect(OUTPUT, "draft.md", "tiny.md", "--out-dir", "disk", "--report", "disk/r.json",
                    says="disk is full")
        self.assertEqual([n for n in os.listdir(self.path("disk")) if n.startswith(".")], [])


if __name__ == "__main__":
    cli.main()
