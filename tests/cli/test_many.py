#!/usr/bin/env python3
"""Many inputs: folders, lists, threads, what is left out, in what order things are said, what a failure stops."""
import json
import os
import pty
import subprocess
import unittest

import cli
from cli import DONE, INPUT, OUTPUT, USAGE

N_DRAFTS = 150  # more than a group that goes to the disk together


class Many(cli.Case):
    def setUp(self):
        super().setUp()
        os.makedirs(self.path("in/deep/er"))
        for i in range(N_DRAFTS):
            folder = ["in", "in/deep", "in/deep/er"][i % 3]
            self.write(f"{folder}/{i:03}.md", f"# 报告{i}\n\n正文\x07第{i}，态\u200b度。\n" * (1 + i % 7 * 20))

    def tree(self, name):
        """{name below the folder: content}"""
        found = {}
        for folder, _, names in os.walk(self.path(name)):
            for entry in names:
                path = os.path.join(folder, entry)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.path(name))] = file.read()
        return found

    def test_folders(self):
        self.write("in/notes.txt", "记录。\n")
        self.write("in/picture.png", "no draft")
        self.write("in/.hidden.md", "no draft")
        os.mkdir(self.path("in/.git"))
        self.write("in/.git/x.md", "no draft")
        os.symlink("deep", self.path("in/link"))
        done = self.expect(DONE, "-r", "in", "--out-dir", "out", says=f"{N_DRAFTS + 1} files: {N_DRAFTS + 1} written")
        names = set(self.tree("out"))
        self.assertEqual(len(names), N_DRAFTS + 1)
        self.assertLessEqual({"000.docx", "deep/001.docx", "deep/er/002.docx", "notes.docx"}, names)
        self.assertNotIn(b"picture", done.stderr)
        self.expect(DONE, "-r", "in", "--out-dir", "out", "-v", "--force", says="picture.png: is no draft")
        self.expect(INPUT, "in", "--out-dir", "out", says="--recursive")

    def test_results_are_no_drafts(self):
        """A folder of results inside the folder of drafts is not gone into the second time."""
        self.expect(DONE, "-r", "in", "-t", "markdown", "--out-dir", "in/out")
        self.expect(DONE, "-r", "in", "-t", "markdown", "--out-dir", "in/out", "--force", says=f"{N_DRAFTS} files")

    def test_the_same_with_any_number_of_threads(self):
        self.write("in/deep/bad.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        one = self.expect(INPUT, "-r", "in", "--out-dir", "one", "-j", "1", "--report", "one.json")
        for jobs in ("2", "7"):
            more = self.expect(INPUT, "-r", "in", "--out-dir", jobs, "-j", jobs, "--report", "more.json")
            self.assertEqual(one.stderr, more.stderr)
            self.assertEqual(self.read("one.json"), self.read("more.json"))
            self.assertEqual(self.tree("one"), self.tree(jobs))
        reports = json.loads(self.read("one.json"))
        self.assertEqual([r["file"] for r in reports], sorted(r["file"] for r in reports))
        self.assertEqual(len(reports), N_DRAFTS + 1)
        self.assertIn(b"bad.md", one.stderr)

    def test_diffs_in_order(self):
        one = self.expect(DONE, "fix", "-r", "in", "--diff", "-j", "1")
        self.assertGreater(one.stdout.count(b"+++"), N_DRAFTS // 2)
        self.assertEqual(one.stdout, self.expect(DONE, "fix", "-r", "in", "--diff", "-j", "3").stdout)

    def test_lists(self):
        os.rename(self.path("in/000.md"), self.path("in/new\nline.md"))
        names = ["in/new\nline.md", "in/deep/001.md"]
        self.expect(DONE, "--files-from", "-", "--out-dir", "out", input="".join(n + "\0" for n in names).encode())
        self.assertEqual(set(self.tree("out")), {"new\nline.docx", "001.docx"})
        self.write("list", "in/003.md\n\nin/deep/004.md")
        self.expect(DONE, "--files-from", "list", "draft.md", "--out-dir", "out", says="3 files: 3 written")
        self.expect(DONE, "--files-from", "/dev/null", "--out-dir", "out", says="0 files: 0 written")  # nothing is new
        self.expect(INPUT, "--files-from", "missing", "--out-dir", "out", says="missing: there is no such file")
        self.expect(INPUT, "--files-from", "-", "--out-dir", "out", input=b"y\n" * 1100000, says="more than a million")
        self.expect(USAGE, "fix", "--files-from", "list", says="--out-dir")
        self.expect(USAGE, "--files-from", "list", "-o", "x.docx", says="-o takes one input")

    def test_a_failure_stops_nothing(self):
        """Each kind of failure in the middle; the worst is the exit status."""
        self.write("in/bad.md", b"%PDF-1.7\n\x80\x81")
        self.expect(INPUT, "-r", "in", "gone.md", "--out-dir", "out", says=f"{N_DRAFTS} written, 0 unchanged, 2 failed")
        os.makedirs(self.path("out2/005.docx"))
        self.expect(OUTPUT, "in/003.md", "in/bad.md", "in/deep/er/005.md", "in/006.md", "--out-dir", "out2",
                    says="4 files: 2 written, 0 unchanged, 2 failed")
        self.assertEqual(set(self.tree("out2")), {"003.docx", "006.docx"})

    def test_a_folder_that_may_not_be_read(self):
        nobody = self.as_nobody()
        os.mkdir(self.path("in/closed"), 0)
        self.expect(INPUT, "-r", "in", "--out-dir", "out", says="in/closed: the folder cannot be read", **nobody)
        self.assertEqual(len(self.tree("out")), N_DRAFTS)

    def test_one_place_for_two(self):
        self.write("in/deep/000.md", "另一份。\n")
        self.expect(USAGE, "in/000.md", "in/deep/000.md", "--out-dir", "out", says="those of in/000.md and in/deep/000.md")
        self.expect(USAGE, "in/000.md", "./in/000.md", "--out-dir", "out", says="two results")
        self.assertFalse(os.path.exists(self.path("out")))

    def test_resume(self):
        resume = ["-r", "in", "--out-dir", "out", "--resume"]
        self.expect(DONE, *resume, says=f"{N_DRAFTS} written, 0 unchanged")
        before = self.tree("out")
        os.unlink(self.path("out/000.docx"))
        self.expect(DONE, *resume, says=f"1 written, {N_DRAFTS - 1} unchanged")
        self.assertEqual(self.tree("out"), before)
        future = os.stat(self.path("out/000.docx")).st_mtime + 10
        os.utime(self.path("in/deep/001.md"), (future, future))
        # What is older than its draft is replaced with --force only, as ever.
        self.expect(OUTPUT, *resume, says="out/deep/001.docx: exists already")
        self.expect(DONE, *resume, "--force", says=f"1 written, {N_DRAFTS - 1} unchanged")
        self.write("style.yaml", "name: mine\nextends: gbt9704\n")
        os.utime(self.path("style.yaml"), (future + 10, future + 10))
        self.expect(DONE, *resume, "--style", "style.yaml", "--force", says=f"{N_DRAFTS} written, 0 unchanged")

    def test_jobs(self):
        for word in ("0", "-1", "x", "257", "1x", ""):
            self.expect(USAGE, "draft.md", "--jobs", word, says="--jobs")

    def terminal(self, *arguments):
        """What is seen on a terminal."""
        mother, child = pty.openpty()
        with subprocess.Popen([cli.PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=child, stderr=child,
                              cwd=self.folder, env=cli.ENVIRONMENT) as run:
            os.close(child)
            seen = b""
            while True:
                try:
                    data = os.read(mother, 4096)
                except OSError:  # the other side is closed
                    break
                if not data:
                    break
                seen += data
            self.assertEqual(run.wait(), DONE)
        os.close(mother)
        return seen.decode()

    def test_progress(self):
        for name in os.listdir(self.path("in")):
            if name.endswith(".md"):
                self.write(f"in/{name}", "# 报告\n\n" + "正文，说明情况。\n\n" * 300)
        seen = self.terminal("-r", "in", "--out-dir", "out", "-j", "1")
        self.assertRegex(seen, rf"\d+ of {N_DRAFTS} files, \d+ a second, \d+:\d\d left, \d+ findings")
        self.assertIn(f"{N_DRAFTS} files: {N_DRAFTS} written", seen)
        quiet = self.terminal("-r", "in", "--out-dir", "out2", "-q")
        self.assertEqual(quiet, "")
        done = self.expect(DONE, "-r", "in", "--out-dir", "out3")
        self.assertNotIn(b"left", done.stderr)


if __name__ == "__main__":
    cli.main()
