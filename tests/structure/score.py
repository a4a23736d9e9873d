"""score.py [-v] [--options "ARGUMENTS"] FOLDER... - how near we come to a careful editor's version.

FOLDER holds pairs: NAME.txt beside NAME.md, or, with the texts in a folder of their own, FOLDER is
written INPUTS:WANTED; or it holds cases of tests/golden/ (input.txt and want.md in a folder each).

Printed for each measure is what all pairs together give:

    title       documents whose title is exactly the wanted one
    metadata    documents whose front matter is exactly the wanted one
    headings    F1 of (level, text); a run-in heading is a level of its own
    paragraphs  F1 of the places where one block ends and the next begins
    furniture   of the input's lines that we drop, how many are to be dropped (precision), and the
                other way round (recall)
    characters  edits between the two bodies, in hundredths of the wanted one's length

Compared is without blanks and in half width, since mending characters is another stage's work.
-v lists what differs.
"""
import argparse
import collections
import difflib
import glob
import os
import re
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

CONTEXT = 6  # characters on each side that name a boundary


def plain(text):
    """The characters that are compared."""
    text = unicodedata.normalize("NFKC", text)
    for one, other in zip("“”‘’。—–…", "\"\"''.---"):
        text = text.replace(one, other)
    return re.sub(r"[\s\-.]", "", text)


def unescaped(text):
    text = text.replace("\\\n", "\n")
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).replace("&#32;", " ").replace("&amp;", "&")


def split_front_matter(text):
    """({key: value}, body)"""
    found = re.match(r"---\n(.*?)\n---\n", text, re.S)
    if not found:
        return {}, text
    fields, key = {}, None
    for line in found.group(1).split("\n"):
        if line.startswith("  - "):
            fields[key] += line[4:] + ";"
        elif ":" in line:
            key, value = line.split(":", 1)
            fields[key] = value.strip().strip('"')
    return fields, text[found.end():]


def blocks_of(body):
    """[(level, text)]: level 0 is the title, 1 to 5 headings, 'run-in' and None for the others."""
    found = []
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        if not block.strip():
            continue
        head = re.match(r"(#{1,6}) (.*)", block)
        run_in = re.match(r"\*\*(.+?)\*\*", block, re.S)
        if head:
            found.append((len(head.group(1)) - 1, plain(unescaped(head.group(2)))))
            continue
        if run_in and re.match(r"[（(]?[一二三四五六七八九十\d]", run_in.group(1)):
            found.append(("run-in", plain(unescaped(run_in.group(1)))))
            block = run_in.group(1) + block[run_in.end():]
        found.append((None, plain(unescaped(re.sub(r"(?m)^\|?[-:| ]+\|?$", "", block)).replace("|", ""))))
    return [pair for pair in found if pair[1]]


class Document:
    def __init__(self, text):
        self.fields, self.body = split_front_matter(text)
        self.blocks = blocks_of(self.body)
        self.title = plain(self.fields.get("title", ""))
        self.headings = collections.Counter(b for b in self.blocks if b[0] not in (None, 0))
        texts = [text for level, text in self.blocks if level != "run-in"]
        self.text = "".join(texts)
        self.boundaries = collections.Counter(
            (one[-CONTEXT:], other[:CONTEXT]) for one, other in zip(texts, texts[1:]))
        self.everything = self.text + "\0" + "\0".join(plain(v) for v in self.fields.values())

    def metadata(self):
        return {key: plain(value) for key, value in self.fields.items()}


def edits(one, other):
    """Characters that have to be changed, put in or taken out."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes()
               if tag != "equal")


class Tally:
    """Counts for a precision and a recall."""

    def __init__(self):
        self.right = self.made = self.wanted = 0

    def add(self, right, made, wanted):
        self.right += right
        self.made += made
        self.wanted += wanted

    def precision(self):
        return self.right / self.made if self.made else 1.0

    def recall(self):
        return self.right / self.wanted if self.wanted else 1.0

    def f1(self):
        both = self.made + self.wanted
        return 2 * self.right / both if both else 1.0


def compare_counters(tally, got, want):
    tally.add(sum((got & want).values()), sum(got.values()), sum(want.values()))


class Score:
    def __init__(self):
        self.n = self.n_title = self.n_metadata = self.n_edits = self.n_characters = 0
        self.headings, self.paragraphs, self.furniture = Tally(), Tally(), Tally()

    def add(self, source, made, wanted):
        """Count one document; returns what differs, as lines."""
        got, want, differs = Document(made), Document(wanted), []
        self.n += 1
        self.n_title += got.title == want.title
        self.n_metadata += got.metadata() == want.metadata()
        if got.metadata() != want.metadata():
            differs.append(f"metadata {got.fields} instead of {want.fields}")
        compare_counters(self.headings, got.headings, want.headings)
        compare_counters(self.paragraphs, got.boundaries, want.boundaries)
        for name, one, other in (("heading", got.headings, want.headings),
                                 ("boundary", got.boundaries, want.boundaries)):
            differs += [f"{name} too many {item}" for item in one - other]
            differs += [f"{name} missing {item}" for item in other - one]
        for line in filter(None, (plain(line) for line in source.split("\n"))):
            dropped, drop = line not in got.everything, line not in want.everything
            self.furniture.add(dropped and drop, dropped, drop)
            if dropped != drop:
                differs.append(f"line {'lost' if dropped else 'kept'}: {line[:60]}")
        n = edits(got.text, want.text)
        self.n_edits += n
        self.n_characters += len(want.text)
        if n:
            differs.append(f"{n} edits in {len(want.text)} characters")
        return differs

    def measures(self):
        n = self.n or 1
        return {"title": self.n_title / n, "metadata": self.n_metadata / n,
                "headings": self.headings.f1(), "paragraphs": self.paragraphs.f1(),
                "furniture precision": self.furniture.precision(),
                "furniture recall": self.furniture.recall(),
                "characters": 100 * self.n_edits / (self.n_characters or 1)}


def pairs_of(folder):
    """[(input, wanted)]"""
    if ":" in folder:
        inputs, wanted = folder.split(":")
        found = [(os.path.join(inputs, harness.stem(path) + ".txt"), path)
                 for path in sorted(glob.glob(os.path.join(wanted, "*.md")))]
    else:
        found = [(path, path[:-4] + ".md") for path in sorted(glob.glob(os.path.join(folder, "*.txt")))]
        found += [(path, os.path.join(os.path.dirname(path), "want.md"))
                  for path in sorted(glob.glob(os.path.join(folder, "*", "input.txt")))]
    return [pair for pair in found if all(os.path.exists(path) for path in pair)]


def convert(path, options):
    """-t markdown of a file."""
    return subprocess.run([harness.program(), "convert", "-q", "-t", "markdown", "-o", "-", *options,
                           path], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--options", default="")
    parser.add_argument("folders", nargs="+")
    args = parser.parse_args()
    score = Score()
    for folder in args.folders:
        for source, wanted in pairs_of(folder):
            differs = score.add(read(source), convert(source, args.options.split()), read(wanted))
            if differs and args.v:
                print(source, *differs, sep="\n    ")
    print(f"{score.n} documents")
    for name, value in score.measures().items():
        print(f"{name:20} {value:.4f}")
    sys.exit(0 if score.n else "no pairs found")


if __name__ == "__main__":
    main()
