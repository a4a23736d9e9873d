"""golden.py [--accept] [CASE...] - what we make of a draft against what we want, side by side.

A case is a folder of tests/golden/.  What it compares is what lies in it:

    input.md       the draft; any other extension does too, and pictures may lie beside it
    options        more arguments for the program, one a line, CASE being its folder; may be absent
    want.md        -t markdown, byte for byte
    want.json      -t json, byte for byte
    want.txt       -t text, byte for byte
    want.html      -t html, byte for byte, without its head, which is the same for all of a style
    report.json    --report of the conversion, byte for byte
    docx/PART      a part of -t docx, such as docx/word/document.xml, as canonical XML with a line
                   for each element; relationships and content types are sorted, since their order
                   means nothing

For a new case write the input, make empty files for what is to be compared, run with --accept and
read what came out as you would read code.  Names of cases restrict the run to them.
"""
import difflib
import glob
import os
import re
import shutil
import sys
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import harness  # noqa: E402  (found through the line above)

HERE = os.path.dirname(os.path.abspath(__file__))
INDENT = " "
MOST_LINES = 60


def indented(xml):
    """Canonical XML as lines, an element or its tags on each.  In canonical XML `><` stands between
    two tags only, so that no text is touched."""
    short = re.sub(r"<([^\s<>/]+)([^<>]*)></\1>", r"<\1\2/>", xml)
    depth, out = 0, []
    for line in short.replace("><", ">\n<").split("\n"):
        change = len(re.findall("<[^/]", line)) - line.count("/>") - line.count("</")
        out.append(INDENT * (depth + min(change, 0) if line.startswith("</") else depth) + line)
        depth += change
    return out


def readable_part(name, data):
    """A DOCX part as it is committed."""
    lines = indented(ET.canonicalize(data.decode("utf-8")))
    if name.endswith(".rels") or name == "[Content_Types].xml":
        lines[1:-1] = sorted(lines[1:-1])
    return ("\n".join(lines) + "\n").encode("utf-8")


def input_of(case):
    """The case's draft."""
    found = sorted(name for name in os.listdir(case) if name.startswith("input."))
    if len(found) != 1:
        sys.exit(f"{case}: a case has one input.*, this has {len(found)}")
    return os.path.join(case, found[0])


def options_of(case):
    """The case's own arguments."""
    path = os.path.join(case, "options")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [line.replace("CASE", case) for line in file.read().split("\n") if line]


def wanted_parts(case):
    """Names of the DOCX parts that the case compares."""
    root = os.path.join(case, "docx")
    return sorted(os.path.relpath(os.path.join(folder, name), root)
                  for folder, _, names in os.walk(root) for name in names)


def markdown_of(names, scratch):
    """Case -> path of the Markdown that its draft becomes, for all cases without options, in one run."""
    drafts = os.path.join(scratch, "drafts")
    os.makedirs(drafts)
    names = [name for name in names if os.path.exists(os.path.join(HERE, name, "want.md"))
             and not options_of(os.path.join(HERE, name))]
    sources = [input_of(os.path.join(HERE, name)) for name in names]
    copies = [shutil.copy(source, os.path.join(drafts, name + os.path.splitext(source)[1]))
              for name, source in zip(names, sources)]
    return dict(zip(names, harness.convert_all(copies, os.path.join(scratch, "markdown"), "-t", "markdown")))


def made(case, scratch, markdown=None):
    """Yield (file of the case, bytes that we make today) for all that the case compares; its Markdown may be there."""
    source, options = input_of(case), options_of(case)
    target, report = os.path.join(scratch, "made"), os.path.join(scratch, "report.json")
    has = {name: os.path.exists(os.path.join(case, name))
           for name in ("want.md", "want.json", "want.txt", "want.html", "report.json")}
    for name, form in (("want.md", "markdown"), ("want.json", "json"), ("want.txt", "text"),
                       ("want.html", "html")):
        if name == "want.md" and markdown:
            yield name, read(markdown)
        elif has[name]:
            harness.convert(source, target, "-q", "-t", form, *options)
            data = read(target)
            yield name, data[data.index(b"<body>"):] if form == "html" else data
    parts = wanted_parts(case)
    if has["report.json"] or parts:
        harness.convert(source, target, "-q", "-t", "docx", "--report", report, *options)
    if has["report.json"]:
        # The name of the input depends on where the tree lies.
        yield "report.json", read(report).replace(os.path.dirname(source).encode() + b"/", b"")
    if parts:
        with zipfile.ZipFile(target) as archive:
            for part in parts:
                there = part in archive.namelist()
                yield f"docx/{part}", readable_part(part, archive.read(part)) if there else None


def read(path):
    """All bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def show(case, name, want, got):
    """Print how they differ."""
    label = f"{os.path.basename(case)}/{name}"
    if got is None:
        print(f"{label}: the document has no such part")
        return
    lines = [data.decode("utf-8", "backslashreplace").splitlines() for data in (want, got)]
    diff = list(difflib.unified_diff(*lines, f"{label} (wanted)", f"{label} (made)", lineterm=""))
    print("\n".join(diff[:MOST_LINES]) if diff else f"{label}: only line ends differ")
    if len(diff) > MOST_LINES:
        print(f"... and {len(diff) - MOST_LINES} lines more")


def check(case, scratch, accept, markdown=None):
    """The number of comparisons and of those that failed."""
    n_compared = n_failed = 0
    for name, got in made(case, scratch, markdown):
        path = os.path.join(case, name)
        want = read(path)
        n_compared += 1
        if got == want:
            continue
        if accept and got is not None:
            with open(path, "wb") as file:
                file.write(got)
            print(f"accepted {os.path.relpath(path)}")
            continue
        n_failed += 1
        show(case, name, want, got)
    if n_compared == 0:
        sys.exit(f"{case}: nothing lies beside the input that could be compared")
    return n_compared, n_failed


def main():
    accept = "--accept" in sys.argv[1:]
    names = [name for name in sys.argv[1:] if name != "--accept"]
    names = names or sorted(os.path.basename(path[:-1]) for path in glob.glob(f"{HERE}/*/")
                            if os.path.basename(path[:-1]) != "__pycache__")
    scratch = harness.scratch()
    markdown = markdown_of(names, scratch)
    results = [check(os.path.join(HERE, name), scratch, accept, markdown.get(name)) for name in names]
    n_failed = sum(failed for _, failed in results)
    print(f"{len(names)} cases, {sum(n for n, _ in results)} comparisons, {n_failed} differ")
    if n_failed:
        print("if that is what you meant: tests/golden/golden.py --accept, and read the difference")
    sys.exit(1 if n_failed or not names else 0)


if __name__ == "__main__":
    main()
