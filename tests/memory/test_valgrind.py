"""test_valgrind.py - the samples' conversions use no memory wrongly and leak none.

The sanitizers see the unit tests; valgrind sees the program as it is shipped, the libraries it is
linked with, and memory that was never set.
"""
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

harness.need("valgrind")

WRONG_MEMORY = 99  # an exit status that the program does not have
VALGRIND = ["valgrind", "-q", f"--error-exitcode={WRONG_MEMORY}", "--leak-check=full",
            "--errors-for-leak-kinds=definite,indirect,possible",
            f"--suppressions={os.path.join(os.path.dirname(os.path.abspath(__file__)), 'svg.supp')}"]


class Memory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = harness.scratch()

    def clean(self, *arguments, ok=(0,)):
        """`arguments` make the program leave as it should, without a word from valgrind."""
        harness.run([*VALGRIND, harness.program(), *arguments], ok=ok)

    def made(self, name):
        """Path of a file to be made anew."""
        path = os.path.join(self.scratch, name)
        if os.path.exists(path):
            os.remove(path)
        return path

    def test_documents(self):
        for source in harness.drafts():
            with self.subTest(source):
                target, report = self.made("made.docx"), self.made("report.json")
                self.clean(source, "-q", "-o", target, "--report", report)
                self.assertTrue(os.path.exists(target) and os.path.exists(report))

    def test_text_formats(self):
        source = os.path.join(harness.SAMPLES, "report.md")
        for form in ("markdown", "json", "html", "text"):
            with self.subTest(form):
                target = self.made("made")
                self.clean(source, "-q", "-t", form, "-o", target)
                self.assertTrue(os.path.exists(target))

    def test_address_first(self):
        """cmark-gfm looks at the byte before a text that begins with a colon and an address."""
        source, target = os.path.join(self.scratch, "address.md"), self.made("address.docx")
        with open(source, "w", encoding="utf-8") as file:
            file.write(":a@b.cn\n\n- :c@d.cn\n")
        self.clean(source, "-q", "-o", target)

    def test_model(self):
        """A document lends its looks; what lists sheets and fonts."""
        source, model = os.path.join(harness.SAMPLES, "tables.md"), self.made("model.docx")
        self.clean(source, "-q", "-o", model, "--style", "company")
        self.clean(source, "-q", "-o", self.made("made.docx"), "--style", model, "--fonts", "gbk")
        self.clean("styles", "diff", "gbt9704", model)

    def test_refusals(self):
        """What ends early has to give back what it took, too."""
        target = self.made("refused.docx")
        binary = os.path.join(self.scratch, "binary.md")
        with open(binary, "wb") as file:
            file.write(bytes(range(256)) * 16)
        report = os.path.join(harness.SAMPLES, "report.md")
        self.clean(binary, "-q", "-o", target, ok=(2,))
        self.clean(report, "-q", "-o", target, "--style", "no-such-style", ok=(1,))
        self.clean(report, "-q", "-o", os.path.join(report, "below-a-file.docx"), ok=(3,))
        self.assertFalse(os.path.exists(target))


if __name__ == "__main__":
    unittest.main()
