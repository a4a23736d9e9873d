"""examples.py - the examples of a specification of Markdown, as CommonMark and GFM write them.

An example stands between lines of 32 backticks, Markdown above a line with a full stop, HTML below;
an arrow stands for a tab.  The word behind `example` names the extension it shows.
"""
import collections
import os
import re

FENCE = "`" * 32
Example = collections.namedtuple("Example", "name section extension markdown")


def read(path, prefix):
    """All examples of a file, named prefix1, prefix2 ... as the specification counts them."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = []
    section = ""
    pattern = re.compile(rf"^#+ (.+)$|^{FENCE} example(.*)\n((?:.*\n)*?)\.\n(?:.*\n)*?{FENCE}$", re.M)
    for part in pattern.finditer(text):
        if part[1] is not None:
            section = part[1]
            continue
        name, markdown = f"{prefix}{len(found) + 1}", part[3].replace("→", "\t")
        found.append(Example(name, section, part[2].strip(), markdown))
    return found


def read_own(path):
    """Our own examples: a heading names each, the Markdown below it is fenced with ~~~~."""
    found = []
    with open(path, encoding="utf-8") as file:
        parts = re.findall(r"^## (.+?)\n.*?^~~~~\n(.*?)^~~~~$", file.read(), re.S | re.M)
    for section, markdown in parts:
        found.append(Example(f"own{len(found) + 1}", section, "own", markdown))
    return found


def write(folder, example, picture):
    """The example as a file.  The pictures it shows are made to exist: what is compared is a picture
    that is there."""
    name = os.path.basename(picture)
    markdown = re.sub(r"moon\.jpg|/path/to/train\.jpg|train\.jpg", name, example.markdown)
    if "![" in markdown:
        markdown = re.sub(r"/url2?\b|(?<=\]\()url(?=\))|(?<=<)url(?=>)|uri3", name, markdown)
    with open(os.path.join(folder, example.name + ".md"), "w", encoding="utf-8",
              newline="") as file:
        file.write(markdown)
