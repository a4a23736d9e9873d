"""test_docx.py - every Word document we make is valid, whole, and the same everywhere.

Drafts are those of samples/ and of tests/validator/cases/ (strange ones, kept for what went wrong).
"""
import concurrent.futures
import glob
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import docx  # noqa: E402  (beside this file)
import harness  # noqa: E402  (found through the line above)
import schema  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
# The same input gives the same bytes whatever these say.
ENVIRONMENTS = [
    {"TZ": "UTC", "LC_ALL": "C"},
    {"TZ": "Asia/Shanghai", "LC_ALL": "C"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"},
    {"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN:en", "SOURCE_DATE_EPOCH": "1"},
]


def cases():
    """The drafts of samples/ and cases/, all of them."""
    more = sorted(path for path in glob.glob(f"{HERE}/cases/*") if os.path.isfile(path))
    return harness.drafts() + more


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = harness.scratch()
        cls.made = []
        for source in cases():
            folder = os.path.basename(os.path.dirname(source))
            target = os.path.join(cls.scratch, f"{folder}-{harness.stem(source)}.docx")
            harness.convert(source, target)
            cls.made.append((source, target))

    def test_package(self):
        for source, target in self.made:
            with self.subTest(source):
                self.assertEqual(docx.faults(target), [])

    def test_schema(self):
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            found = pool.map(schema.faults, [target for _, target in self.made])
        for (source, _), faults in zip(self.made, found):
            with self.subTest(source):
                self.assertEqual(len(faults), 0, "\n" + "\n".join(faults[:20]))

    def test_same_bytes_everywhere(self):
        for source, _ in self.made:
            for form in ("docx", "markdown", "json"):
                with self.subTest(source, to=form):
                    self.same_bytes(source, form)

    def same_bytes(self, source, form):
        target = os.path.join(self.scratch, "again")
        report = os.path.join(self.scratch, "again.json")
        first = None
        for environment in ENVIRONMENTS:
            harness.convert(source, target, "-q", "-t", form, "--report", report, env=environment)
            made = [open_bytes(target), open_bytes(report)]
            first = first or made
            self.assertEqual(made[0], first[0], f"the document differs under {environment}")
            self.assertEqual(made[1], first[1], f"the report differs under {environment}")


def open_bytes(path):
    """All bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


if __name__ == "__main__":
    unittest.main()
