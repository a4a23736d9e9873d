"""Standard output carries data and nothing else, and says so when it cannot."""
import os
import pty
import subprocess
import unittest

from cli import Case, DONE, ENVIRONMENT, OUTPUT, PROGRAM, USAGE, main


class Streams(Case):
    PRINTING = (["fix", "draft.md"], ["--help"], ["--version"], ["styles"], ["styles", "gbt9704"],
                ["detect", "draft.md"], ["draft.md", "-o", "-"], ["fix", "draft.md", "-o", "x",
                                                                 "--force", "--report", "-"])

    def test_closed(self):
        for arguments in self.PRINTING:
            with self.subTest(arguments):
                done = subprocess.run(["sh", "-c", 'exec "$0" "$@" >&-', PROGRAM, *arguments],
                                      cwd=self.folder, env=ENVIRONMENT, capture_output=True, check=False)
                self.assertEqual(done.returncode, OUTPUT, done.stderr)
                self.assertIn(b"standard output: is closed; use -o FILE", done.stderr)

    def test_closed_and_not_needed(self):
        done = subprocess.run(["sh", "-c", 'exec "$0" draft.md <&- >&- 2>&-', PROGRAM], cwd=self.folder,
                              env=ENVIRONMENT, check=False)
        self.assertEqual(done.returncode, DONE)
        self.assertEqual(self.read("draft.docx")[:2], b"PK")

    def test_full(self):
        for arguments in self.PRINTING:
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                self.expect(OUTPUT, *arguments, stdout=full, says="standard output: cannot be written (")

    def test_nobody_reads(self):
        self.write("big.md", "正文\n" * 100000)
        for arguments in (["fix", "big.md"], *self.PRINTING):
            with self.subTest(arguments):
                reader, writer = os.pipe()
                os.close(reader)
                self.expect(OUTPUT, *arguments, stdout=writer, says="its reader has gone")
                os.close(writer)

    def test_only_data(self):
        self.write("broken.md", "正文\n\x07\ufeff\n")
        for arguments in (["fix", "-v", "broken.md"], ["-v", "-t", "json", "draft.md"]):
            with self.subTest(arguments):
                self.assertNotIn(b"qinggao:", self.expect(DONE, *arguments).stdout)
        self.assertEqual(self.expect(DONE, "-v", "-t", "json", "draft.md", "--force").stdout, b"")

    def test_quiet(self):
        self.assertEqual(self.expect(DONE, "draft.md").stderr, b"")
        self.assertIn(b"written to draft.docx", self.expect(DONE, "-v", "--force", "draft.md").stderr)
        self.assertEqual(self.expect(DONE, "-q", "--force", "draft.md").stderr, b"")
        self.expect(OUTPUT, "-q", "draft.md", says="exists already")

    def on_terminal(self, *arguments, **environment):
        """Run it with a terminal as standard output and error; (exit status, what it shows)."""
        master, slave = pty.openpty()
        program = subprocess.Popen([PROGRAM, *arguments], cwd=self.folder, stdin=slave, stdout=slave,
                                   stderr=slave, env={**ENVIRONMENT, **environment})
        os.close(slave)
        shown = b""
        while True:
            try:
                piece = os.read(master, 4096)
            except OSError:  # how Linux says that nobody has the terminal open any more
                break
            if not piece:
                break
            shown += piece
        os.close(master)
        return program.wait(timeout=10), shown

    def test_no_word_document_on_a_terminal(self):
        status, shown = self.on_terminal("draft.md", "-o", "-")
        self.assertEqual(status, USAGE)
        self.assertIn(b"nothing for a terminal; name a file with -o", shown)
        self.assertNotIn(b"PK\x03", shown)

    def test_text_on_a_terminal(self):
        self.assertEqual(self.on_terminal("fix", "draft.md")[0], DONE)

    def test_colours(self):
        self.assertIn(b"\x1b[", self.on_terminal("none.md")[1])
        self.assertNotIn(b"\x1b[", self.on_terminal("none.md", NO_COLOR="1")[1])
        self.assertIn(b"\x1b[", self.on_terminal("none.md", NO_COLOR="")[1])
        self.assertNotIn(b"\x1b[", self.on_terminal("none.md", TERM="dumb")[1])
        self.assertNotIn(b"\x1b[", self.run_it("none.md").stderr)

    def test_colours_of_changes(self):
        self.write("a.txt", "甲\n关于&#x62A5;告\n研发&amp;设计\n")
        lines = self.on_terminal("fix", "--diff", "-q", "a.txt")[1].decode().splitlines()
        self.assertIn("\x1b[31m-关于\x1b[7m&#x62A5;\x1b[27m告\x1b[0m", lines)
        self.assertIn("\x1b[32m+关于\x1b[7m报\x1b[27m告\x1b[0m", lines)
        self.assertIn("\x1b[32m+研发&设计\x1b[0m", lines)
        self.assertIn(" 甲", lines)


if __name__ == "__main__":
    main()
