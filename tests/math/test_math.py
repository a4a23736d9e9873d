"""test_math.py - formulas as equations of Word, against pandoc's.

Every formula of formulas.txt goes through both programs.  What stands where must be the same: texts,
fractions, roots, scripts, limits, brackets, matrices, accents.  Not compared is what a program may
choose: how far the operand of a sum or a function goes, whether letters are Unicode's or have a
property, blanks, and whether a bracket that was typed alone is a text or an object.
"""
import os
import re
import sys
import unicodedata
import unittest
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# Names and signs that mean the same.
SAME = str.maketrans({"\u2223": "|", "\u2225": "\u2016", "*": "\u2217", "-": "\u2212", "\u00af": "\u0305",
                      "\u203e": "\u0305", "\u0304": "\u0305", "\u00b7": "\u22c5", "\u02d9": "\u0307",
                      "\u00a8": "\u0308", "~": "\u0303", "^": "\u0302",
                      "\u02c6": "\u0302", "\u02dc": "\u0303", "\u2032": "'", "\u29f8": "/",
                      "\u27c2": "\u22a5", "\u3008": "\u27e8", "\u3009": "\u27e9"})


def plain(text):
    text = unicodedata.normalize("NFKC", text.replace("\u00a8", "\u0308").replace("\u00af", "\u0305")
                                 .replace("\u2026", "…").replace("\u02d9", "\u0307"))
    return re.sub(r"[\s\u200b\u2061-\u2064]", "", text.translate(SAME).replace("...", "…"))


def val(node, path, default=""):
    found = node.find(path)
    return default if found is None else plain(found.get(M + "val", default))


def is_on(node, path):
    found = node.find(path)
    return found is not None and found.get(M + "val", "1") in ("1", "on", "true")


def part(node, name):
    found = node.find(M + name)
    return "" if found is None else children(found)


def children(node):
    return "".join(shape(child) for child in node)


def nary(node):
    scripts = [f"{mark}{{{part(node, name)}}}" for mark, name in (("_", "sub"), ("^", "sup"))
               if part(node, name)]
    return val(node, f"{M}naryPr/{M}chr", "∫") + "".join(scripts) + part(node, "e")


def fence(node):
    inside = [children(e) for e in node.findall(M + "e")]
    begin, end = val(node, f"{M}dPr/{M}begChr", "("), val(node, f"{M}dPr/{M}endChr", ")")
    return begin + val(node, f"{M}dPr/{M}sepChr", "|").join(inside) + end


def rows(node):
    lines = [[children(e) for e in line.findall(M + "e")] for line in node.findall(M + "mr")]
    return "matrix(" + ";".join("&".join(cells) for cells in lines) + ")"


def shape(node):
    """The formula below `node` on one line."""
    name = node.tag.replace(M, "")
    if name in ("oMath", "oMathPara", "e", "num", "den", "fName", "func", "box"):
        return children(node)
    if name == "r":
        return plain("".join(t.text or "" for t in node.findall(M + "t")))
    if name == "f":
        bar = val(node, f"{M}fPr/{M}type", "bar")
        return f"{bar}({part(node, 'num')})({part(node, 'den')})"
    if name == "rad":
        return f"rad[{part(node, 'deg')}]({part(node, 'e')})"
    if name in ("sSub", "sSup", "sSubSup"):
        scripts = [f"{mark}{{{part(node, key)}}}" for mark, key in (("_", "sub"), ("^", "sup"))
                   if node.find(M + key) is not None]
        return f"{part(node, 'e')}{''.join(scripts)}"
    if name in ("limLow", "limUpp"):
        return f"{part(node, 'e')}{'_' if name == 'limLow' else '^'}{{{part(node, 'lim')}}}"
    if name == "nary":
        return nary(node)
    if name == "d":
        return fence(node)
    if name == "m":
        return rows(node)
    if name == "eqArr":
        return "matrix(" + ";".join(children(e) for e in node.findall(M + "e")) + ")"
    if name == "acc":
        return f"acc{val(node, f'{M}accPr/{M}chr', chr(0x302))}({part(node, 'e')})"
    if name == "bar":
        return f"bar-{val(node, f'{M}barPr/{M}pos', 'bot')}({part(node, 'e')})"
    if name == "groupChr":
        return f"group{val(node, f'{M}groupChrPr/{M}chr')}({part(node, 'e')})"
    if name == "borderBox":
        return f"box({part(node, 'e')})"
    return "" if name.endswith("Pr") else f"?{name}({children(node)})"


def formulas():
    """(whether it is known to differ, the TeX) of each line."""
    with open(os.path.join(HERE, "formulas.txt"), encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield line.startswith("!"), line.removeprefix("!")


def shapes(docx, n):
    with zipfile.ZipFile(docx) as package:
        root = ET.fromstring(package.read("word/document.xml"))
    found = [shape(math) for math in root.iter(M + "oMath")]
    if len(found) != n:
        raise AssertionError(f"{docx} has {len(found)} formulas and not {n}")
    return found


class Math(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        harness.need("pandoc")
        self.dir = harness.scratch()

    def test_same_as_pandoc(self):
        known, sources = zip(*formulas())
        draft = os.path.join(self.dir, "formulas.md")
        ours, theirs = os.path.join(self.dir, "ours.docx"), os.path.join(self.dir, "theirs.docx")
        with open(draft, "w", encoding="utf-8") as out:
            out.write("\n\n".join(f"$${source}$$" for source in sources) + "\n")
        harness.convert(draft, ours)
        harness.run(["pandoc", "-f", "markdown", "-o", theirs, draft])
        n = len(sources)
        wrong = []
        for differs, source, a, b in zip(known, sources, shapes(ours, n), shapes(theirs, n)):
            if (a != b) != differs:
                wrong.append(f"{source}\n  ours   {a}\n  pandoc {b}")
        self.assertFalse(wrong, "\n" + "\n".join(wrong))
        print(f"{n - sum(known)} of {n} formulas are as pandoc has them")


if __name__ == "__main__":
    unittest.main()
