"""repair.py - what the tests of repair share: texts, running `qinggao fix` on damaged ones, counting lines."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402  (it stands one folder up)


def read_sections(path):
    """Name -> text of a file whose texts each start with a line "== name"."""
    texts, name = {}, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("== "):
                name = line[3:].strip()
                texts[name] = ""
            elif name is not None:
                texts[name] += line
    return texts


def read_texts(paths):
    """Name -> text of all files below the paths that are UTF-8 with line feeds."""
    texts = {}
    for top in paths:
        for folder, _, names in sorted(os.walk(top)):
            for name in sorted(names):
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    data = file.read()
                try:
                    texts[path] = data.decode("utf-8")
                except UnicodeDecodeError:
                    continue
    return texts


def fix(data, *options):
    """The bytes that `qinggao fix` makes of `data`."""
    return harness.fix_all([data], *options)[0]


def whole_lines(want, got):
    """How many lines that are not blank are the same in both, and how many there are."""
    wanted, gotten = want.split("\n"), got.split("\n")
    if len(wanted) != len(gotten):  # out of step: count those that are there at all
        there = set(gotten)
        return sum(bool(line.strip()) and line in there for line in wanted), sum(bool(x.strip()) for x in wanted)
    return (sum(bool(a.strip()) and a == b for a, b in zip(wanted, gotten)), sum(bool(x.strip()) for x in wanted))
