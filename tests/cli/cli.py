"""cli.py - what the tests of the command line share: a fresh folder, running the program, judging it.

By hand:  QINGGAO=build-dev/qinggao python3 tests/cli/test_output.py
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (it stands one folder up)

ROOT = harness.ROOT
PROGRAM = harness.program()
SCRATCH = harness.scratch()
NOBODY = 65534  # who has no rights, on every system that has such a user

NOT_HERE = "cannot be tried here"

DONE, USAGE, INPUT, OUTPUT = 0, 1, 2, 3  # the exit statuses

# Neither language nor colours of whoever runs the tests.
ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TERM": "xterm",
               **{k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}}


class Case(unittest.TestCase):
    """A test with a fresh current folder that holds draft.md."""

    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(dir=SCRATCH)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.write("draft.md", "# 关于工作的报告\n\n正文。\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        data = content.encode() if isinstance(content, str) else content
        with open(self.path(name), "wb") as file:
            file.write(data)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def names(self):
        return sorted(os.listdir(self.folder))

    def run_it(self, *arguments, env=None, **options):
        """Run the program in the folder; stdin is empty unless given."""
        if "input" not in options:
            options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        options.setdefault("cwd", self.folder)
        return subprocess.run([PROGRAM, *arguments], env={**ENVIRONMENT, **(env or {})}, timeout=120,
                              check=False, **options)

    def not_here(self, why):
        """Leave because the place where the test runs does not allow it, whatever is installed."""
        self.skipTest(f"{NOT_HERE}: {why}")

    def as_nobody(self):
        """What to add to run_it so that rights count, which for root they do not."""
        if os.geteuid() != 0:
            return {}
        os.chmod(self.folder, 0o777)
        try:
            self.run_it("--version", user=NOBODY, group=NOBODY, extra_groups=[])
        except PermissionError:
            self.not_here("root may do everything, and nobody else may run the program where it lies")
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def expect(self, status, *arguments, says=None, **options):
        """Run it, and want this exit status and these words among the messages."""
        done = self.run_it(*arguments, **options)
        messages = (done.stderr or b"").decode("utf-8", "replace")
        self.assertEqual(done.returncode, status, f"{arguments}\n{messages}")
        if says is not None:
            self.assertIn(says, messages)
        if status != DONE:
            self.assertTrue(messages, f"{arguments}: failed without a word")
        self.assertEqual([n for n in self.names() if n.startswith(".qinggao-")], [],
                         "a temporary file was left")
        return done


def main():
    """Run the tests of the script.  That one could not run here is seen in the exit status: skipped
    where the place does not allow it, a failure where tools are required and one is missing."""
    result = unittest.main(verbosity=2, exit=False).result
    for test, why in result.skipped:
        print(f"skipped: {test.id()}: {why}")
    if not result.wasSuccessful():
        sys.exit(1)
    if result.skipped:
        missing = any(not why.startswith(NOT_HERE) for _, why in result.skipped)
        sys.exit(1 if missing and os.environ.get("QG_TEST_REQUIRE") == "1" else harness.SKIP)
