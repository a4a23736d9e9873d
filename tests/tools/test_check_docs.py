"""test_check_docs.py - the checker of the documentation finds what it is there to find."""
import os
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tools"))
import check_docs  # noqa: E402  (found through the line above)

# why, a line of docs/testing.md, a piece of the complaint or None when there is to be none
CASES = [
    ("a page beside it", "see [the plan](architecture.md)", None),
    ("a place in one", "see [the plan](architecture.md#floors)", None),
    ("a page that moved", "see [the plan](plan.md)", "leads nowhere"),
    ("a site", "see [Debian](https://www.debian.org/)", None),
    ("an example of a link", "    ![figure](figures/chart.png)", None),
    ("a link between backticks", "write `[text](page.md)`", None),
    ("a file from the top", "in `src/base/str.h`", None),
    ("a file from src/", "in `base/str.h`", None),
    ("a folder", "in `parse/text/`", None),
    ("a file that moved", "in `parse/text_join.c`", "not in the tree"),
    ("a folder that moved", "in `parse/plain/`", "not in the tree"),
    ("what the build makes", "run `build-dev/qinggao`", None),
    ("what is no path", "`and/or`, `text/plain`", None),
    ("an option", "with `--known`", None),
    ("an option that has another name now", "with `--gone`", "nothing takes --gone"),
    ("a function", "calls `qg_convert`", None),
    ("a function that has another name now", "calls `qg_convert_all`", "no source has qg_convert_all"),
    ("a dash in a word", "well--known", None),
]


class Docs(unittest.TestCase):
    def test_cases(self):
        for why, line, complaint in CASES:
            with self.subTest(why):
                found = list(check_docs.faults_of("docs/testing.md", line, {"--known"}))
                if complaint is None:
                    self.assertEqual(found, [])
                else:
                    self.assertEqual(len(found), 1, found)
                    self.assertIn(complaint, found[0])


if __name__ == "__main__":
    unittest.main()
