"""Documents mixed of the parts of others: nothing ends the program, and no character is lost.

Each is made of a few blocks of the golden inputs, some as items or quotations, some without the blank lines
between, as chance has it (from a fixed seed).  What is right for such a thing nobody can say; but each Chinese
character of it must stand in the document or in a finding.  One document in a hundred may fail: definitions of
links in quotations go without a word where nothing refers to them.
"""
import collections
import glob
import json
import os
import random
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402

KINDS = {"md": 300, "txt": 150}  # documents
BETWEEN = ("\n\n", "\n\n", "\n\n", "\n", "\n", "  \n", "<br>", "", "\n\n\n")
MARKS = ("> ", "- ", "1. ", "  ", "    ")
MOST = 1500  # characters of a block
# Titles of links in tables of HTML, which have no place; sizes of pictures, dates and labels, which JSON has
# in its own words.
SETTINGS = r'title="[^"]*"|\)\{[^}]*\}|年|月|日|号|标题'


def blocks_of(extension):
    blocks = []
    for path in sorted(glob.glob(os.path.join(harness.ROOT, "tests", "golden", "*", "input." + extension))):
        with open(path, "rb") as file:
            text = file.read().decode(errors="ignore").replace("\r\n", "\n")
        blocks += [block.strip("\n") for block in re.split(r"\n[ \t]*\n", text)]
    return list(dict.fromkeys(block for block in blocks if block.strip() and len(block) < MOST))


def mixed(chance, blocks):
    parts = []
    for _ in range(chance.randint(2, 9)):
        lines = chance.choice(blocks).split("\n")
        if chance.random() < 0.3:
            lines = [chance.choice(chance.choice(blocks).split("\n")) for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.1:
            lines = [chance.choice(MARKS) + lines[0]] + ["  " + line for line in lines[1:]]
        parts += ["\n".join(lines), chance.choice(BETWEEN)]
    return "".join(parts)


def chinese(text):
    return collections.Counter(c for c in text if "\u4e00" <= c <= "\u9fff")


class Mixed(unittest.TestCase):
    def setUp(self):
        self.folder = harness.scratch()

    def documents(self, extension, number):
        chance, blocks = random.Random(extension), blocks_of(extension)
        folder = os.path.join(self.folder, extension)
        self.assertGreater(len(blocks), 500)
        os.makedirs(folder)
        for i in range(number):
            with open(os.path.join(folder, f"{i}.{extension}"), "w") as file:
                file.write(mixed(chance, blocks))
        return folder

    def convert(self, folder, to):
        out = folder + "-" + to
        done = subprocess.run([harness.program(), "-q", "-t", to, folder, "--recursive", "--out-dir", out,
                               "--report", out + ".report"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.assertIn(done.returncode, (0, 2), done.stderr.decode(errors="replace")[-3000:])
        with open(out + ".report") as file:
            return out, {report["file"]: report["findings"] for report in json.load(file)}

    def test_nothing_is_lost(self):
        for extension, number in KINDS.items():
            lost = []
            folder = self.documents(extension, number)
            out, findings = self.convert(folder, "json")
            for path in glob.glob(os.path.join(folder, "*")):
                result = os.path.join(out, os.path.splitext(os.path.basename(path))[0] + ".json")
                told = findings[path]
                if not os.path.exists(result):
                    self.assertIn("error", [finding["severity"] for finding in told], path)
                    continue
                with open(path) as source, open(result) as file:
                    there = chinese(re.sub(SETTINGS, "", source.read()))
                    there -= chinese(json.dumps(json.load(file), ensure_ascii=False))
                there -= chinese("".join(finding["before"] + finding["after"] for finding in told))
                lost += [(path, "".join(there.elements()))] if there else []
            self.assertLessEqual(len(lost), number // 100, lost)

    def test_word_documents(self):
        for extension, number in KINDS.items():
            self.convert(self.documents(extension, number), "docx")


if __name__ == "__main__":
    unittest.main()
