"""test_golden.py - the comparison with golden files sees what differs and no more."""
import contextlib
import io
import os
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import golden  # noqa: E402  (found through the line above)

# why, part, one form, another form, whether they are the same
PARTS = [
    ("order of attributes", "a.xml", b'<a x="1" y="2"/>', b'<a y="2" x="1"/>', True),
    ("two ways to write nothing", "a.xml", b"<a><b/></a>", b"<a><b></b></a>", True),
    ("declaration and quotes", "a.xml", b"<?xml version='1.0'?><a x='1'/>", b'<a x="1"/>', True),
    ("order of elements", "a.xml", b"<a><b/><c/></a>", b"<a><c/><b/></a>", False),
    ("order of relationships", "a.rels", b'<R><r Id="1"/><r Id="2"/></R>',
     b'<R><r Id="2"/><r Id="1"/></R>', True),
    ("a blank in the text", "a.xml", b"<a><b>x </b></a>", b"<a><b>x</b></a>", False),
    ("a line end in the text", "a.xml", b"<a>x\ny</a>", b"<a>xy</a>", False),
    ("an element within text", "a.xml", b"<a>x<b/>y</a>", b"<a>xy<b/></a>", False),
]


def write(folder, name, data):
    """A file with these bytes."""
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


class Golden(unittest.TestCase):
    def test_parts(self):
        for why, name, one, other, same in PARTS:
            with self.subTest(why):
                equal = golden.readable_part(name, one) == golden.readable_part(name, other)
                self.assertEqual(equal, same)

    def test_an_element_a_line(self):
        lines = golden.indented("<a><b><c></c></b><d>&gt;&lt;</d></a>")
        self.assertEqual(lines, ["<a>", " <b>", "  <c/>", " </b>", " <d>&gt;&lt;</d>", "</a>"])

    def check(self, folder, made, accept=False):
        """What golden.check says and prints of the case in `folder` if we made `made`."""
        def convert(_source, target, *_options):
            write(os.path.dirname(target), os.path.basename(target), made)
        printed = io.StringIO()
        with mock.patch.object(golden.harness, "convert", convert), \
                tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stdout(printed):
            return golden.check(folder, scratch, accept), printed.getvalue()

    def test_compare_accept_compare(self):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, "input.md", b"x")
            write(folder, "want.md", "一\n二\n".encode())
            self.assertEqual(self.check(folder, "一\n二\n".encode())[0], (1, 0))
            result, printed = self.check(folder, "一\n三\n".encode())
            self.assertEqual(result, (1, 1))
            self.assertIn("-二\n+三", printed)
            self.assertEqual(self.check(folder, b"new\n", accept=True)[0], (1, 0))
            self.assertEqual(self.check(folder, b"new\n")[0], (1, 0))

    def test_a_case_that_compares_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, "input.md", b"x")
            with self.assertRaises(SystemExit):
                self.check(folder, b"x")


if __name__ == "__main__":
    unittest.main()
