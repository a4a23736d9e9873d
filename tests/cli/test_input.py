"""What is read: files of all kinds, and those that cannot be."""
import os
import subprocess
import threading
import time
import unittest

from cli import Case, DONE, ENVIRONMENT, INPUT, PROGRAM, main

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
                    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082")


class Input(Case):
    def test_standard_input(self):
        self.assertEqual(self.expect(DONE, "fix", "-", input="正文\n".encode()).stdout, "正文\n".encode())
        self.assertEqual(self.expect(DONE, "-", input="正文\n".encode()).stdout[:2], b"PK")

    def test_unreadable(self):
        self.write("empty.md", "")
        os.mkdir(self.path("folder.md"))
        os.symlink("loop.md", self.path("loop.md"))
        os.symlink("nowhere", self.path("broken.md"))
        cases = [
            ("none.md", "none.md: there is no such file; check the name"),
            ("folder.md", "folder.md: is a directory; give a file"),
            ("folder.md/", "folder.md/: is a directory; give a file"),
            ("draft.md/x", "draft.md/x: a part of the path is a file"),
            ("broken.md", "broken.md: there is no such file"),
            ("loop.md", "loop.md: cannot be read ("),
            ("", "there is no such file"),
            ("n" * 300, "cannot be read (File name too long)"),
            ("empty.md", "empty.md:1:1: error: the input is empty"),
        ]
        for name, says in cases:
            for verb in ("convert", "fix"):
                with self.subTest(name[:20], verb=verb):
                    done = self.expect(INPUT, verb, name, "-t" if verb == "convert" else "-q",
                                       *(["json"] if verb == "convert" else []), says=says)
                    self.assertEqual(done.stdout, b"")
        self.expect(INPUT, "-", stdin=subprocess.DEVNULL, says="(standard input):1:1: error: ")

    def test_no_right_to_read(self):
        os.chmod(self.path("draft.md"), 0)
        self.expect(INPUT, "draft.md", says="may not be read; check its permissions",
                    **self.as_nobody())

    def test_standard_input_is_a_folder(self):
        folder = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        self.expect(INPUT, "fix", "-", stdin=folder, says="(standard input): is a directory")

    def test_closed_standard_input(self):
        done = subprocess.run(["sh", "-c", '"$0" fix - <&-', PROGRAM], env=ENVIRONMENT, cwd=self.folder,
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, INPUT)
        self.assertIn(b"(standard input): is closed; name a file", done.stderr)

    def test_a_picture(self):
        self.write("photo.png", PNG)
        self.expect(INPUT, "photo.png")
        self.assertNotIn("photo.docx", self.names())
        self.expect(DONE, "detect", "photo.png")

    def test_a_huge_file_is_refused_at_once(self):
        with open(self.path("huge.txt"), "wb") as file:
            file.truncate(300 << 20)
        start = time.monotonic()
        self.expect(INPUT, "fix", "huge.txt", says="is larger than 268435456 bytes")
        self.assertLess(time.monotonic() - start, 2)

    def test_a_long_line_of_mojibake(self):
        """It is taken in pieces; one full of ASCII to its end was taken for ever."""
        self.write("page.txt", "æˆ‘ä»¬çš„æŠ¥å‘Š" + "1" * 20000)
        done = self.expect(DONE, "fix", "page.txt")
        self.assertEqual(done.stdout.decode(), "我们的报告" + "1" * 20000)

    def test_devices_stop_at_the_limit(self):
        self.expect(INPUT, "fix", "--max-input", "1M", "/dev/zero", says="is larger than 1048576 bytes")

    def test_time(self):
        """Reading counts: what comes too late is given up, and the others are done."""
        os.mkfifo(self.path("slow.md"))

        def write_slowly():
            with open(self.path("slow.md"), "w", encoding="utf-8") as pipe:
                pipe.write("正文\n")
                pipe.flush()
                time.sleep(3.5)

        self.write("draft.md", "正文\n")
        threading.Thread(target=write_slowly, daemon=True).start()
        self.expect(INPUT, "--timeout", "3", "slow.md", "draft.md", "--out-dir", "out",
                    says="slow.md:1:1: error: it took longer than the time limit; raise it with --timeout")
        self.assertEqual(os.listdir(self.path("out")), ["draft.docx"])

    def test_nesting(self):
        self.write("deep.md", "".join("  " * i + "- 项\n" for i in range(30)))
        self.expect(DONE, "deep.md", "-o", "deep.docx")
        self.expect(INPUT, "--max-nesting", "20", "deep.md", "-o", "less.docx", says="parse.limit")
        self.write("deeper.md", "".join("  " * i + "- 项\n" for i in range(300)))
        self.expect(INPUT, "deeper.md", "-o", "deeper.docx", says="parse.limit")
        self.expect(DONE, "--max-nesting", "1000", "deeper.md", "-o", "deeper.docx")

    def test_cells(self):
        row = "| 甲 | 乙 |\n"
        self.write("table.md", row + "|---|---|\n" + 30 * row)
        self.write("table.html", "<table>" + 30 * "<tr><td>甲<td>乙" + "</table>")
        for name in ("table.md", "table.html"):
            self.expect(DONE, "--max-cells", "70", name, "-o", "all.docx")
            self.expect(INPUT, "--max-cells", "50", name, "-o", "less.docx", says="parse.limit")
            self.assertFalse(os.path.exists(self.path("less.docx")))
        self.expect(INPUT, "--max-cells", "61", "table.md", "-o", "less.docx", says="parse.limit")
        self.expect(DONE, "--max-cells", "62", "table.md", "-o", "least.docx")

    def test_a_pipe_with_a_name(self):
        os.mkfifo(self.path("pipe"))
        threading.Thread(target=self.write, args=("pipe", "正文\n"), daemon=True).start()
        self.assertEqual(self.expect(DONE, "fix", "pipe").stdout, "正文\n".encode())

    def test_odd_names(self):
        for name in (b"a\nb.md", b"\xff\xfe.md", b"\x1b[31mred.md", "带 空格.md".encode(), b"-.md",
                     "\u202egnp.md".encode()):
            with self.subTest(name):
                path = os.path.join(os.fsencode(self.folder), name)
                with open(path, "wb") as file:
                    file.write("正文\n".encode())
                self.expect(DONE, "--", name)
                self.assertTrue(os.path.exists(path[:-3] + b".docx"))
                done = self.expect(INPUT, "--", name + b".none")
                self.assertNotIn(b"\x1b", done.stderr)
                self.assertEqual(done.stderr.count(b"\n"), 1)
                done.stderr.decode()  # valid UTF-8
                self.assertNotIn("\u202e".encode(), done.stderr)
                self.assertEqual(self.expect(DONE, "detect", "--", name).stdout.count(b"\n"), 1)

    def test_a_file_that_shrinks_or_vanishes(self):
        self.expect(INPUT, "draft.md", "gone.md", says="gone.md: there is no such file")
        self.assertIn("draft.docx", self.names())

    def test_the_input_stays(self):
        before = self.read("draft.md")
        self.expect(DONE, "draft.md")
        self.assertEqual(self.read("draft.md"), before)


if __name__ == "__main__":
    main()
