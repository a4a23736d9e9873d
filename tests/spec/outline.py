"""outline.py - what a document holds, as a list of leaves that can be compared.

A leaf is a paragraph, heading, code block, table cell or note: what kind it is, the quotes and
lists it stands in, the item it starts, and its characters with the marks on each.  It is made of a
tree of pandoc's (pandoc -t json), whether that was read from Markdown or from a DOCX.  Raw HTML that
Markdown gives no meaning is text that the author typed.
"""
import collections
import json
import re
import urllib.parse

Leaf = collections.namedtuple("Leaf", "kind path starts characters")

# Names of styles that stand for what a tree of Markdown has nodes for.
CODE_STYLES = {"Verbatim Char", "HTML Code"}
# pandoc writes its own boxes for tasks; any program shows either.
BOXES = {"☑": "☒"}
MARKS = {"Emph": "emphasis", "Strong": "strong", "Strikeout": "strike"}
QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}
BLANK = (" ", frozenset())
BREAK = ("\n", frozenset())


def style(attributes):
    return dict(attributes[2]).get("custom-style")


def link_mark(target):
    return "link:" + urllib.parse.unquote(target)


class Reader:
    def __init__(self):
        self.leaves = []
        self.notes = []

    # ---- inlines

    def inlines(self, nodes, marks=frozenset()):
        return [pair for node in nodes for pair in self.inline(node["t"], node.get("c"), marks)]

    def inline(self, kind, content, marks):
        if kind == "Str":
            return [(BOXES.get(c, c), marks) for c in content]
        if kind in ("Space", "SoftBreak"):
            return [BLANK]
        if kind == "LineBreak":
            return [BREAK]
        if kind in MARKS:
            return self.inlines(content, marks | {MARKS[kind]})
        if kind in ("Code", "Math"):
            return [(c, marks | {"code"}) for c in content[1]]
        if kind == "Link":
            return self.inlines(content[1], marks | {link_mark(content[2][0])})
        if kind == "Image":  # its description has no looks, but it may be a link
            own = frozenset(m for m in marks if m.startswith("link:")) | {"image"}
            text = [(c, own) for c, marks in self.inlines(content[1]) if c != "▣"]
            return [("▣", own), *text]
        if kind == "Quoted":
            left, right = QUOTES[content[0]["t"]]
            return [(left, marks), *self.inlines(content[1], marks), (right, marks)]
        if kind == "Note":
            self.notes.append(content)
            return [("†", frozenset())]
        if kind == "Span":
            is_code = style(content[0]) in CODE_STYLES
            return self.inlines(content[1], marks | {"code"} if is_code else marks)
        if kind == "RawInline":
            return [(c, marks) for c in content[1]]
        if kind in ("Underline", "Superscript", "Subscript", "SmallCaps"):
            return self.inlines(content, marks)
        return []

    # ---- blocks

    def add(self, kind, path, starts, characters):
        """Returns what the next leaf of the item starts: nothing, once there is a first one."""
        if not characters:
            return starts
        self.leaves.append(Leaf(kind, path, starts, characters))
        return None

    def blocks(self, nodes, path=(), starts=None):
        for node in nodes:
            starts = self.block(node["t"], node.get("c"), path, starts)
        return starts

    def block(self, kind, content, path, starts):
        if kind in ("Para", "Plain"):
            return self.add("paragraph", path, starts, squeeze(self.inlines(content)))
        if kind == "Header":
            text = squeeze(self.inlines(content[2]))
            return self.add(f"heading {content[0]}", path, starts, text)
        if kind == "RawBlock" and not content[1].strip().startswith("<!--"):
            text = squeeze([(c, frozenset()) for c in content[1]])
            return self.add("paragraph", path, starts, text)
        if kind == "CodeBlock":
            text = content[1].rstrip("\n") if content[1].strip() else ""
            return self.add("code", path, starts, [(c, frozenset()) for c in text])
        if kind == "BlockQuote":
            return self.blocks(content, path + ("quote",), starts)
        if kind == "Div":
            return self.blocks(content[1], path, starts)
        if kind == "BulletList":
            self.items(content, path + ("bullets",), ["•"] * len(content))
            return None
        if kind == "OrderedList":
            first = content[0][0]
            self.items(content[1], path + ("numbers",), range(first, first + len(content[1])))
            return None
        if kind == "Table":
            self.table(content)
            return None
        return starts

    def items(self, items, path, starts):
        for item, start in zip(items, starts):
            self.blocks(item, path, start)

    def table(self, content):
        rows = content[3][1] + [row for body in content[4] for row in body[2] + body[3]]
        rows = [row for row in rows + content[5][1] if any(cell[4] for cell in row[1])]
        for i, row in enumerate(rows):
            for k, cell in enumerate(row[1]):
                self.leaves.append(Leaf(f"cell {i}.{k}", (), None, self.flat(cell[4])))

    def flat(self, nodes):
        """All characters of some blocks."""
        inner = Reader()
        inner.notes = self.notes
        inner.blocks(nodes)
        return squeeze([pair for leaf in inner.leaves for pair in leaf.characters + [BLANK]])


def squeeze(pairs):
    """White space counts as one blank, or one line break, without marks, and not at the ends."""
    out = []
    for c, marks in pairs:
        if not c.isspace():
            out.append((c, marks))
        elif out and out[-1] == BLANK and c == "\n":
            out[-1] = BREAK
        elif out and not out[-1][0].isspace():
            out.append(BREAK if c == "\n" else BLANK)
    while out and out[-1][0].isspace():
        out.pop()
    return out


def read(line):
    """The leaves of a document, title first and notes last."""
    tree = json.loads(line)
    reader = Reader()
    title = tree["meta"].get("title")
    if title:
        reader.add("title", (), None, squeeze(reader.inlines(title["c"])))
    reader.blocks(tree["blocks"])
    for note in reader.notes:
        reader.leaves.append(Leaf("note", (), None, reader.flat(note)))
    return reader.leaves


# ---- comparing ------------------------------------------------------------------------------------

def text(leaves):
    return "".join(c for leaf in leaves for c, _ in leaf.characters if not c.isspace())


def is_within(part, whole):
    """Whether the characters of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(c in rest for c in part)


def kinds(leaves):
    return [leaf.kind for leaf in leaves]


def same_kinds(wanted, found):
    """Levels of headings may all be one higher: an official document has a title above its levels,
    so that ## is its first (docs/front-matter.md), and the title is one of Word's, no heading."""
    up = {f"heading {n}": f"heading {n - 1}" for n in range(2, 7)}
    wanted, found = kinds(wanted), kinds(found)
    if "title" in found and "title" not in wanted:
        wanted = ["title" if kind == "heading 1" else kind for kind in wanted]
        found = ["title" if kind == "heading 0" else kind for kind in found]
    return found in (wanted, [up.get(kind, kind) for kind in wanted])


def places(leaves):
    """Where each leaf stands.  Further blocks of an item only need to be in it."""
    found = []
    for leaf in leaves:
        if leaf.kind.startswith(("cell", "note")):
            continue
        is_further = leaf.starts is None and {"bullets", "numbers"} & set(leaf.path)
        found.append("further" if is_further else (leaf.path, leaf.starts))
    return found


def runs(leaves, wanted):
    """Stretches of characters with the same marks, of those that are `wanted`."""
    found = []
    last = None
    for leaf in leaves:
        if leaf.kind == "code":
            continue
        last = None
        for c, marks in leaf.characters:
            if c.isspace():
                continue
            marks = frozenset(mark for mark in marks if wanted(mark))
            if marks != last:
                found.append((sorted(marks), []))
                last = marks
            found[-1][1].append(c)
    return [(marks, "".join(chars)) for marks, chars in found if marks]


def is_link(mark):
    return mark.startswith("link:")


def code(leaves):
    return ["".join(c for c, _ in leaf.characters) for leaf in leaves if leaf.kind == "code"]


def breaks(leaves):
    return [sum(c == "\n" for c, _ in leaf.characters) for leaf in leaves if leaf.kind != "code"]


ASPECTS = {
    "text": text,
    "nesting": places,
    "marks": lambda leaves: runs(leaves, lambda mark: not is_link(mark)),
    "links": lambda leaves: runs(leaves, is_link),
    "breaks": breaks,
    "code": code,
}


def differences(wanted, found):
    """The aspects in which two lists of leaves differ."""
    differ = [name for name, of in ASPECTS.items() if of(wanted) != of(found)]
    return differ if same_kinds(wanted, found) else ["blocks", *differ]
