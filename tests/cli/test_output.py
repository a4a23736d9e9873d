"""What is written: where, over what, and that it is whole or not there at all."""
import os
import shutil
import signal
import subprocess
import time
import unittest

from cli import Case, DONE, ENVIRONMENT, OUTPUT, PROGRAM, USAGE, main


class Names(Case):
    def test_beside_the_input(self):
        os.mkdir(self.path("sub"))
        for name, made in (("sub/a.md", "a.docx"), ("sub/b.txt", "b.docx"), ("sub/c", "c.docx"),
                           ("sub/总结v1.2", "总结v1.2.docx"), ("sub/.md", ".md.docx"),
                           ("sub/x.tar.md", "x.tar.docx")):
            with self.subTest(name):
                self.write(name, "正文\n")
                self.expect(DONE, name)
                self.assertIn(made, os.listdir(self.path("sub")))

    def test_extension_by_format(self):
        for to, made in (("docx", "d.docx"), ("markdown", "d.md"), ("md", "d.md"), ("json", "d.json")):
            with self.subTest(to):
                self.write("d.txt", "正文\n")
                self.expect(DONE, "-t", to, "--force", "d.txt")
                self.assertIn(made, self.names())

    def test_format_by_extension(self):
        self.expect(DONE, "draft.md", "-o", "a.json")
        self.assertEqual(self.read("a.json")[:1], b"{")
        self.expect(DONE, "draft.md", "-o", "a")
        self.assertEqual(self.read("a")[:2], b"PK")
        self.expect(DONE, "draft.md", "-o", "A.JSON", "--report", "R.HTML")  # as Windows may name them
        self.assertEqual(self.read("A.JSON")[:1], b"{")
        self.assertTrue(self.read("R.HTML").startswith(b"<!DOCTYPE html>"))

    def test_out_dir(self):
        self.write("b.md", "正文\n")
        self.expect(DONE, "--out-dir", "out", "draft.md", "b.md")
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["b.docx", "draft.docx"])
        self.expect(DONE, "fix", "--out-dir", "out/", "draft.md")
        self.assertEqual(self.read("out/draft.md"), self.read("draft.md"))

    def test_fix_prints(self):
        self.assertEqual(self.expect(DONE, "fix", "draft.md").stdout, self.read("draft.md"))
        self.assertEqual(self.names(), ["draft.md"])

    def test_two_results_of_one_name(self):
        os.mkdir(self.path("a"))
        self.write("a/draft.md", "正文\n")
        self.write("draft.txt", "正文\n")
        for arguments in (["draft.md", "draft.txt"], ["draft.md", "a/draft.md", "--out-dir", "out"],
                          ["draft.md", "draft.md"], ["draft.md", "-o", "x", "--report", "x"],
                          ["fix", "draft.md", "--report", "-"]):
            with self.subTest(arguments):
                self.expect(USAGE, "--force", *arguments, says="would go to the same place")
        self.assertEqual(self.names(), ["a", "draft.md", "draft.txt"])


class Replacing(Case):
    def test_existing_files(self):
        self.write("draft.docx", "old")
        self.expect(OUTPUT, "draft.md", says="draft.docx: exists already; name it with -o or give --force")
        self.assertEqual(self.read("draft.docx"), b"old")
        self.expect(DONE, "draft.md", "-o", "draft.docx")
        self.assertEqual(self.read("draft.docx")[:2], b"PK")
        self.write("draft.docx", "old")
        self.expect(DONE, "draft.md", "--force")
        self.assertEqual(self.read("draft.docx")[:2], b"PK")

    def test_existing_files_in_a_folder(self):
        os.mkdir(self.path("out"))
        self.write("out/draft.docx", "old")
        self.expect(OUTPUT, "draft.md", "--out-dir", "out", says="exists already")
        self.assertEqual(self.read("out/draft.docx"), b"old")

    def test_nor_what_else_is_read(self):
        self.write("my.yaml", "extends: gbt9704\n")
        self.write("terms", "某某\n")
        self.expect(USAGE, "draft.md", "--force", "--style", "my.yaml", "--report", "my.yaml", says="would be overwritten")
        self.expect(USAGE, "fix", "draft.md", "--script", "traditional", "--keep-terms", "terms", "-o", "terms",
                    says="would be overwritten")
        self.assertEqual(self.read("terms"), "某某\n".encode())

    def test_the_input_is_never_the_output(self):
        before = self.read("draft.md")
        os.symlink("draft.md", self.path("link.md"))
        os.link(self.path("draft.md"), self.path("hard.md"))
        for arguments in (["-o", "draft.md"], ["-o", "./draft.md"], ["-o", "link.md"], ["-o", "hard.md"],
                          ["-t", "markdown"], ["--report", "draft.md"], ["--report", "hard.md"]):
            with self.subTest(arguments):
                self.expect(USAGE, "draft.md", "--force", *arguments, says="would be overwritten")
                self.assertEqual(self.read("draft.md"), before)

    def test_nor_another_input(self):
        self.write("draft.json", "[]")
        self.expect(USAGE, "draft.md", "draft.json", "-t", "json", "--force", says="would be overwritten")
        self.assertEqual(self.read("draft.json"), b"[]")

    def test_standard_output_is_the_input(self):
        before = self.read("draft.md")
        with open(self.path("draft.md"), "ab") as out:
            self.expect(USAGE, "fix", "draft.md", stdout=out, says="would be overwritten")
        self.assertEqual(self.read("draft.md"), before)

    def test_modes(self):
        old = os.umask(0o027)
        self.addCleanup(os.umask, old)
        self.expect(DONE, "draft.md")
        self.assertEqual(os.stat(self.path("draft.docx")).st_mode & 0o777, 0o640)
        os.chmod(self.path("draft.docx"), 0o604)
        self.expect(DONE, "draft.md", "-o", "draft.docx")
        self.assertEqual(os.stat(self.path("draft.docx")).st_mode & 0o777, 0o604)

    def test_a_link_stays_a_link(self):
        os.mkdir(self.path("far"))
        self.write("far/real.docx", "old")
        os.symlink("far/real.docx", self.path("link.docx"))
        self.expect(DONE, "draft.md", "-o", "link.docx")
        self.assertTrue(os.path.islink(self.path("link.docx")))
        self.assertEqual(self.read("far/real.docx")[:2], b"PK")

    def test_a_link_to_nowhere(self):
        os.symlink("none.docx", self.path("link.docx"))
        self.expect(OUTPUT, "draft.md", "-o", "link.docx", says="leads nowhere")
        self.expect(OUTPUT, "draft.md", "-o", "link.docx", "--force", says="leads nowhere")

    def test_a_pipe_stays_a_pipe(self):
        os.mkfifo(self.path("pipe"))
        reader = subprocess.Popen(["cat", self.path("pipe")], stdout=subprocess.PIPE)
        self.expect(DONE, "fix", "draft.md", "-o", "pipe")
        self.assertEqual(reader.communicate(timeout=10)[0], self.read("draft.md"))
        self.expect(DONE, "fix", "draft.md", "-o", "/dev/null")

    def test_an_open_descriptor_keeps_what_others_write_there(self):
        for name in ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
            with open(self.path("all"), "wb", buffering=0) as out, self.subTest(name):
                out.write(b"head\n")
                self.expect(DONE, "fix", "draft.md", "-o", name, stdout=out)
                out.write(b"tail\n")
                self.assertEqual(self.read("all"), b"head\n" + self.read("draft.md") + b"tail\n")
        self.expect(OUTPUT, "fix", "draft.md", "-o", "/dev/fd/77", says="/dev/fd/77")
        self.expect(OUTPUT, "fix", "draft.md", "-o", "/dev/fd/99999999999999999999")


class Failing(Case):
    def test_places_that_take_no_file(self):
        os.mkdir(self.path("folder"))
        cases = [
            ("draft.md/x", "a part of the path is a file"),
            ("none/x", "the folder does not exist"),
            ("folder", "is a directory; name a file"),
            ("n" * 300, "cannot be written .File name too long."),
            ("/proc/x", "cannot be written|does not exist|may not be written"),
            ("/dev/full", "the disk is full"),
        ]
        for name, says in cases:
            with self.subTest(name[:20]):
                done = self.expect(OUTPUT, "fix", "draft.md", "-o", name)
                self.assertRegex(done.stderr.decode(), says)
        self.assertEqual(self.names(), ["draft.md", "folder"])

    def test_no_right_to_write(self):
        self.write("fixed.docx", "old")
        os.chmod(self.path("fixed.docx"), 0o444)
        who = self.as_nobody()
        self.expect(OUTPUT, "draft.md", "-o", "fixed.docx", says="may not be written", **who)
        self.assertEqual(self.read("fixed.docx"), b"old")
        os.mkdir(self.path("closed"), 0o555)
        self.expect(OUTPUT, "draft.md", "-o", "closed/x.docx", says="may not be written", **who)

    def on_a_disk(self, options, command):
        """Run a shell command where `disk` is a file system of its own, made with these options."""
        os.mkdir(self.path("disk"))
        mount = f"mount -t tmpfs -o {options} none disk"
        probe = subprocess.run(["unshare", "-rm", "sh", "-c", mount], cwd=self.folder,
                               capture_output=True, check=False) if shutil.which("unshare") else None
        if probe is None or probe.returncode != 0:
            self.not_here("no right to mount; /dev/full covers a full disk")
        return subprocess.run(["unshare", "-rm", "sh", "-c", f"{mount}\n{command}", PROGRAM],
                              cwd=self.folder, env=ENVIRONMENT, capture_output=True, check=False,
                              timeout=60)

    def test_a_full_disk(self):
        self.write("big.md", "正文\n" * 100000)
        done = self.on_a_disk("size=64k", 'echo old > disk/x\n"$0" fix big.md -o disk/x\nstatus=$?\n'
                                          'cat disk/x; ls -A disk; exit $status')
        self.assertEqual(done.returncode, OUTPUT, done.stderr)
        self.assertIn(b"disk/x: the disk is full; free some space", done.stderr)
        self.assertEqual(done.stdout, b"old\nx\n", "the old file stays, and nothing beside it")

    def test_a_read_only_disk(self):
        done = self.on_a_disk("ro", '"$0" fix draft.md -o disk/x')
        self.assertEqual(done.returncode, OUTPUT, done.stderr)
        self.assertIn(b"disk/x: the disk is read-only; write somewhere else", done.stderr)

    def test_a_limit_on_the_size_of_files(self):
        self.write("big.md", "正文\n" * 100000)
        self.write("out.md", "old")
        done = subprocess.run(["sh", "-c", 'trap "" XFSZ; ulimit -f 8; "$0" fix big.md -o out.md', PROGRAM],
                              cwd=self.folder, env=ENVIRONMENT, capture_output=True, check=False)
        self.assertEqual(done.returncode, OUTPUT, done.stderr)
        self.assertIn(b"out.md: the file would be larger than is allowed", done.stderr)
        self.assertEqual(self.read("out.md"), b"old")
        self.assertEqual(self.names(), ["big.md", "draft.md", "out.md"])

    def test_ended_while_writing(self):
        """The temporary file goes when the program is ended, and the old output stays."""
        self.write("big.md", "正文内容\n" * 1_500_000)
        self.write("out.md", "old")
        caught = 0
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(ending):
                program = subprocess.Popen([PROGRAM, "fix", "big.md", "-o", "out.md"], cwd=self.folder,
                                           env=ENVIRONMENT, stderr=subprocess.DEVNULL)
                while program.poll() is None:
                    if any(name.startswith(".qinggao-") for name in self.names()):
                        program.send_signal(ending)
                        break
                    time.sleep(0.0005)
                if program.wait(timeout=60) == -ending:
                    caught += 1
                    self.assertEqual(self.read("out.md"), b"old")
                self.assertEqual(self.names(), ["big.md", "draft.md", "out.md"])
                self.write("out.md", "old")
        if caught == 0:
            self.not_here("the disk was faster than the test: nothing was caught while writing")


if __name__ == "__main__":
    main()
