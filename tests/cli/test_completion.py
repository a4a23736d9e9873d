"""What bash offers behind `qinggao` when the tab key is pressed."""
import re
import subprocess
import unittest

import cli
from cli import ENVIRONMENT, PROGRAM, ROOT, main

cli.harness.need("bash")

PRESS_TAB = """
. "$0" && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _qinggao && printf '%s\n' "${COMPREPLY[@]}"
"""


def offered(*words):
    """What is offered when the last of the words is being typed."""
    done = subprocess.run(["bash", "-c", PRESS_TAB, f"{ROOT}/src/cli/completion.bash", PROGRAM, *words],
                          env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().split()


class Completion(unittest.TestCase):
    def test_words(self):
        cases = [
            ("verbs first", ["de"], ["detect"]),
            ("options without a verb are those of convert", ["--he"], ["--help"]),
            ("an option of the verb", ["fix", "--sk"], ["--skip"]),
            ("no option of another verb", ["detect", "--sk"], []),
            ("a verb behind an option", ["-q", "detect", "--js"], ["--json"]),
            ("style sheets", ["draft.md", "--style", "gbt9704-l"], ["gbt9704-letter"]),
            ("style sheets to print", ["styles", "comp"], ["company"]),
            ("kinds of damage", ["--repair", "mo"], ["mojibake"]),
            ("pages of the help", ["help", "rep"], ["repairs"]),
            ("files, which is left to bash", ["fix", "dr"], []),
        ]
        for why, words, want in cases:
            with self.subTest(why):
                self.assertEqual(offered(*words), want)

    def test_every_option_of_the_manual_is_offered(self):
        with open(f"{ROOT}/docs/qinggao.1.md", encoding="utf-8") as page:
            manual = re.findall(r"^(?:`-.`, )?`(--[a-z-]+)[^`]*` \((.*)\)$", page.read(), re.MULTILINE)
        self.assertGreater(len(manual), 25)
        for verb in ("convert", "fix", "detect", "styles", "fonts"):
            want = [name for name, verbs in manual if verb in verbs.split(", ") or verbs == "all"]
            self.assertEqual(sorted(offered(verb, "--")), sorted(want), verb)


if __name__ == "__main__":
    main()
